// What may not leave a phone once a family does not want to be written down (F37), told a second time and apart from the
// engine.
import type { View } from '#phone/store/view.ts';
import { type Book, standsFor } from './command-model.ts';
import type { Body } from './intent.ts';

/** What a phone sends instead. */
export const isEmptyWord = ({ k, c, a }: Body): boolean =>
	k === 'set' && c === 'households' && Object.keys(a).length === 0;

export const bookOf = ({ view }: { view: View }): Book => {
	const all = (c: string) => view.all(c as 'people') as readonly { id: string }[];
	return {
		fields: (c, id) => view.get(c as 'people', id),
		ids: (c) => all(c).map(({ id }) => id)
	};
};

/** Households, as they stand on the screen, that do not want to be written down. */
export function refusedOn(view: View): Set<string> {
	const refused = view.all('households').filter(({ noRecord }) => noRecord === true);
	return new Set(refused.map(({ id }) => id));
}

/**
 * Whether the screen tells it of this household: of a row that is gone, taps about something else may be all that it shows,
 * and of one that was merged into a household elsewhere its own word is not the family's.
 */
export function saysWhoRefused(view: View, household: string): boolean {
	const { hamlet, noRecord } = view.get('households', standsFor(bookOf({ view }), household)) ?? {};
	return hamlet !== undefined || noRecord !== undefined;
}

/** That somebody did not come says nothing of them. */
export const isTakenBack = ({ k, c, a }: Body): boolean =>
	c === 'attendance' && k === 'set' && a.voided === true && Object.keys(a).length === 1;

/**
 * The household whose people the words are about, as it stands; undefined when they are about nobody's people. Whom a tap of
 * one's own has erased is of the family they were in last: that of the tap may have been merged twice since, and they went
 * along with the first merge only.
 */
export function familyOf(view: View, { c, id, a }: Body): string | undefined {
	const book = bookOf({ view });
	const said: Book['fields'] = (c, id) => view.said(c as 'people', id);
	const homeOf = (person: string): unknown => said('people', person)?.household;
	const homes: Partial<Record<string, () => unknown>> = {
		householdAnswers: () => id,
		answers: () => homeOf(id),
		people: () => homeOf(id) ?? a.household,
		attendance: () => homeOf(String(a.person ?? said(c, id)?.person))
	};
	const home = homes[c]?.();
	return typeof home === 'string' ? standsFor(book, home) : undefined;
}

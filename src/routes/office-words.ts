// What the office decided, in words: for work that was not used (F12), and for what two of them decided differently (F13).
import { DataTerms } from '#domain/places.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { View } from '#phone/store/view.ts';

/** Whose rows are the commune's own and not a household's. */
export const isOfOffice = (collection: string): boolean => collection === 'items' || collection === 'commune';

/** What it was about: the item, or the ground on which is recorded. */
export function officeSubject(collection: string, row: string, view: Pick<View, 'items'>): string {
	if (collection === 'commune') return m.terms_title();
	const item = view.items().find(({ code }) => code === row);
	return item?.shortName ?? item?.name ?? row;
}

/** What was decided; undefined for what no screen decides. */
export function officeValue(field: string, value: unknown): string | undefined {
	if (field === 'main') return value === true ? m.main_items_title() : m.household_other_items();
	const terms = field === 'dataTerms' ? DataTerms.safeParse(value).data : undefined;
	if (terms === undefined) return undefined;
	return terms.basis === 'consent' ? m.terms_consent() : m.terms_law();
}

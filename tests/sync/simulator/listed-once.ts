// Who is written down twice stands once on a phone's lists, and came once to a session (MG6), whatever came to the phone in
// whatever order. Told a second time, by the rows as they are: the phone keeps its lists up to date in place.
import type { HouseholdId, PersonId, SessionId } from '#domain/ids.ts';
import { workOf } from '#domain/session.ts';
import type { View } from '#phone/store/view.ts';
import { standsForPerson } from './command-model.ts';
import { bookOf } from './withheld.ts';

/** What a phone lists otherwise than its rows say; undefined when all is well. */
export function listedOtherwise(view: View): string | undefined {
	return personOtherwise(view) ?? householdOtherwise(view) ?? sessionOtherwise(view);
}

/** The lists follow from these: while they are the same arrays, so is what was found. */
export const rowsBehindLists = (view: View): readonly unknown[] => [
	view.all('people'),
	view.all('households'),
	view.all('attendance')
];

function personOtherwise(view: View): string | undefined {
	const book = bookOf({ view });
	for (const { id } of view.all('people')) {
		const [is, should] = [view.standingPerson(id as PersonId), standsForPerson(book, id)];
		if (is !== should) return `${is} stands for ${id}, and should ${should}`;
	}
	return undefined;
}

function householdOtherwise(view: View): string | undefined {
	const book = bookOf({ view });
	const standing = view.all('people').filter(({ id }) => standsForPerson(book, id) === id);
	const byHousehold = Map.groupBy(standing, ({ household }) => household);
	for (const { id, noRecord } of view.all('households')) {
		const here = noRecord === true ? [] : (byHousehold.get(id as HouseholdId) ?? []);
		const [is, should] = [view.peopleOf(id as HouseholdId), here].map(idsOf);
		if (is !== should) return `${id} lists ${is ?? ''}, and should ${should ?? ''}`;
	}
	return undefined;
}

function sessionOtherwise(view: View): string | undefined {
	const book = bookOf({ view });
	const attendance = view.all('attendance');
	for (const { id } of view.all('sessions')) {
		const rows = attendance.filter(({ session, voided }) => session === id && voided !== true);
		const should = new Set(rows.map(({ person }) => standsForPerson(book, person)));
		const { came } = workOf(id as SessionId, attendance, [], (person) => view.standingPerson(person));
		const is = [...came.keys()];
		if (is.length !== should.size || is.some((person) => !should.has(person)))
			return `${is.join(', ')} came to ${id}, and should ${[...should].join(', ')}`;
	}
	return undefined;
}

const idsOf = (rows: readonly { id: string }[]): string =>
	rows
		.map(({ id }) => id)
		.sort()
		.join(', ');

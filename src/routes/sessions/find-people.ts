// Check-in by search as typed (F7, F21): persons, not households, of all hamlets that this phone holds. Pure.
import { queryOf, scoreOf } from '#domain/name-search.ts';
import type { HamletId } from '#domain/ids.ts';
import { isAway, isPresent } from '#domain/person.ts';
import type { ListedHousehold, ListedPerson, View } from '#phone/store/view.ts';
import { entriesOf, type Entry } from '../today/find-households.ts';

export interface FoundPerson {
	person: ListedPerson;
	household: ListedHousehold;
}

type PersonEntry = Entry & { person: ListedPerson };

/** Folded once. Those of `hamlet` first, each in walking order; who has gone for good comes to no evening. */
export function peopleEntries(
	view: Pick<View, 'hamlets' | 'householdsOf' | 'peopleOf'>,
	hamlet: HamletId
): PersonEntry[] {
	const others = view.hamlets().flatMap(({ id }) => (id === hamlet ? [] : [id]));
	const households = [hamlet, ...others].flatMap((id) => view.householdsOf(id));
	return entriesOf(households, ({ id }) => view.peopleOf(id)).filter(
		(entry): entry is PersonEntry =>
			entry.person !== undefined && (isPresent(entry.person) || isAway(entry.person))
	);
}

/** The best answer first, equal ones in the order given. */
export function findPeople(entries: readonly PersonEntry[], typed: string): FoundPerson[] {
	const query = queryOf(typed);
	return entries
		.map((entry) => ({ entry, score: scoreOf(query, entry.searchable) }))
		.filter(({ score }) => score > 0)
		.sort((a, b) => b.score - a.score)
		.map(({ entry: { person, household } }) => ({ person, household }));
}

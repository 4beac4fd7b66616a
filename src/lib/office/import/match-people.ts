// Who in a list is somebody already known in her household. Places in a list shift when somebody is born, so names come first.
import type { Birth } from '#domain/birth.ts';
import { importedPersonId, type HouseholdId, type PersonId } from '#domain/ids.ts';
import { fold } from '#domain/name-search.ts';
import type { Person } from '#domain/person.ts';
import type { ListedRow } from './register-rows.ts';
import { nameKey } from './written-text.ts';

export type KnownPerson = Person & { id: PersonId };

export interface MatchedPerson {
	row: ListedRow;
	id: PersonId;
	/** Absent for somebody new. */
	known?: KnownPerson;
}

type Likeness = (row: ListedRow, known: KnownPerson, idInList: PersonId) => boolean;

/** From certain to likely: each is tried for everyone before the next. */
const likenesses: Likeness[] = [
	(row, known) => sameName(row, known) && isSameBirth(row.birth, known.birth),
	sameName,
	(row, known, id) => known.id === id && fold(row.name) === fold(known.name),
	(row, known, id) => known.id === id && row.birth !== undefined && isSameBirth(row.birth, known.birth)
];

/**
 * Pairs the people of one listed household with those it is known to have. Who is new gets the id of her place in the
 * list (sync-spec RC1), or the next free one when somebody has that already. `taken` tells whether an id is in use anywhere.
 */
export function matchPeople(
	household: HouseholdId,
	listed: readonly ListedRow[],
	known: readonly KnownPerson[],
	taken: (id: PersonId) => boolean
): MatchedPerson[] {
	const found = pair(household, listed, known);
	let free = listed.length + 1;
	return listed.map((row, index) => {
		const match = found.get(row);
		if (match !== undefined) return { row, id: match.id, known: match };
		let id = importedPersonId(household, index + 1);
		for (; taken(id); free += 1) id = importedPersonId(household, free);
		return { row, id };
	});
}

function pair(
	household: HouseholdId,
	listed: readonly ListedRow[],
	known: readonly KnownPerson[]
): Map<ListedRow, KnownPerson> {
	const found = new Map<ListedRow, KnownPerson>();
	const left = new Set(known);
	for (const alike of likenesses) {
		listed.forEach((row, index) => {
			if (found.has(row)) return;
			const id = importedPersonId(household, index + 1);
			const match = [...left].find((candidate) => alike(row, candidate, id));
			if (match === undefined) return;
			found.set(row, match);
			left.delete(match);
		});
	}
	return found;
}

function sameName(row: ListedRow, known: KnownPerson): boolean {
	return nameKey(row.name) === nameKey(known.name);
}

export function isSameBirth(a: Birth | undefined, b: Birth | undefined): boolean {
	return a?.year === b?.year && a?.month === b?.month && a?.day === b?.day;
}

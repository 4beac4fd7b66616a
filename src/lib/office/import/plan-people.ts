// People of a list beside those the commune has: who would be added, and whose values differ.
import type { Birth } from '#domain/birth.ts';
import type { HouseholdId } from '#domain/ids.ts';
import { personDifferences } from './differences.ts';
import type { Existing, ImportPlan } from './import-plan.ts';
import { matchPeople, type KnownPerson } from './match-people.ts';
import type { IdentifiedHousehold } from './plan-households.ts';
import type { ListedRow } from './register-rows.ts';
import { withoutUndefined } from './without-undefined.ts';
import { nameKey } from './written-text.ts';

/** Adds to the plan: new people, differing values, and who seems to be listed in two households. */
export function planPeople(
	plan: ImportPlan,
	households: readonly IdentifiedHousehold[],
	existing: Existing
): void {
	const peopleByHousehold = Map.groupBy(existing.people, (person) => person.household);
	const ids = new Set(existing.people.map((person) => person.id));
	const sightings = new Map<string, HouseholdId>();
	for (const person of existing.people) sightings.set(sightingOf(person) ?? '', person.household);
	for (const { id: household, listed } of households) {
		const known = peopleByHousehold.get(household) ?? [];
		const matches = matchPeople(household, listed.people, known, (id) => ids.has(id));
		for (const [index, { row, id, known: person }] of matches.entries()) {
			if (person) plan.differences.push(...personDifferences(listed, row, person));
			else {
				warnOfSecondSighting(plan, row, household, sightings);
				plan.added.people.push(newPerson(row, id, household, index + 1));
			}
		}
	}
}

function newPerson(
	row: ListedRow,
	id: KnownPerson['id'],
	household: HouseholdId,
	order: number
): KnownPerson {
	const { name, birth, gender, phone, relation } = row;
	return withoutUndefined<KnownPerson>({
		id,
		household,
		name,
		birth,
		gender,
		phone,
		relation,
		order,
		residence: undefined,
		confirmed: undefined
	});
}

function warnOfSecondSighting(
	plan: ImportPlan,
	row: ListedRow,
	household: HouseholdId,
	sightings: Map<string, HouseholdId>
): void {
	const sighting = sightingOf(row);
	if (sighting === undefined) return;
	const before = sightings.get(sighting);
	if (before === undefined) sightings.set(sighting, household);
	else if (before !== household) {
		plan.problems.push({
			sheet: row.sheet,
			row: row.row,
			code: 'same-person-twice',
			params: { name: row.name }
		});
	}
}

/** Name and whole birth date; without the day too many people are alike. */
function sightingOf({ name, birth }: { name: string; birth?: Birth | undefined }): string | undefined {
	return birth?.day === undefined
		? undefined
		: `${nameKey(name)} ${birth.year}-${birth.month ?? 0}-${birth.day}`;
}

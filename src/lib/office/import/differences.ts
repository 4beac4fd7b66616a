// Values of a list that differ from those held. Silence in the list is no difference.
import type { Birth } from '#domain/birth.ts';
import type { ListedHousehold } from './gather-households.ts';
import type { Difference, DifferingField, Existing } from './import-plan.ts';
import { isSameBirth, type KnownPerson } from './match-people.ts';
import type { IdentifiedHousehold } from './plan-households.ts';
import type { ListedRow } from './register-rows.ts';
import { nameKey } from './written-text.ts';

export function householdDifferences(
	{ listed, known }: IdentifiedHousehold,
	existing: Existing
): Difference[] {
	const [first] = listed.people;
	if (known === undefined || first === undefined) return [];
	const group = existing.groups.find((one) => one.id === known.group)?.name;
	return [
		...differing(listed, first, 'address', known.address, listed.address),
		...differing(listed, first, 'group', group, listed.group)
	];
}

/** Names are compared as written: a corrected tone is a difference. Relation and gender are given as codes of the domain. */
export function personDifferences(listed: ListedHousehold, row: ListedRow, held: KnownPerson): Difference[] {
	const births = isSameBirth(row.birth, held.birth) ? [] : [birthText(held.birth), birthText(row.birth)];
	return [
		...differing(listed, row, 'name', held.name, row.name),
		...differing(listed, row, 'birth', births[0], births[1]),
		...differing(listed, row, 'gender', held.gender, row.gender),
		...differing(listed, row, 'phone', held.phone, row.phone),
		...differing(listed, row, 'relation', held.relation, row.relation)
	].map((difference) => ({ ...difference, person: held.name }));
}

function differing(
	household: ListedHousehold,
	{ sheet, row }: ListedRow,
	field: DifferingField,
	held: string | undefined,
	listed: string | undefined
): Difference[] {
	if (listed === undefined || nameKey(listed) === nameKey(held ?? '')) return [];
	const label = household.code ?? household.people[0]?.name ?? '';
	return [{ sheet, row, household: label, field, held: held ?? '', listed }];
}

/** dd/mm/yyyy as far as it is known. */
function birthText(birth: Birth | undefined): string | undefined {
	if (birth === undefined) return undefined;
	const parts = [birth.day, birth.month]
		.filter((part) => part !== undefined)
		.map((part) => String(part).padStart(2, '0'));
	return [...parts, String(birth.year)].join('/');
}

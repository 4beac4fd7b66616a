import { describe, expect, test } from 'vitest';
import type { HouseholdId, PersonId } from '#domain/ids.ts';
import { matchPeople, type KnownPerson } from './match-people.ts';
import type { ListedRow } from './register-rows.ts';

const household = 'h' as HouseholdId;
const known = (id: string, name: string, year: number): KnownPerson => ({
	id: id as PersonId,
	household,
	name,
	birth: { year },
	order: 1
});
const listed = (name: string, year?: number): ListedRow => ({
	sheet: 'Thôn Đông',
	row: 5,
	name,
	...(year === undefined ? {} : { birth: { year } })
});
const idsOf = (rows: ListedRow[], people: KnownPerson[]): string[] =>
	matchPeople(household, rows, people, (id) => people.some((person) => person.id === id)).map(
		({ id, known: person }) => (person ? id : `new ${id}`)
	);

const family = [known('h.1', 'Trần An', 1960), known('h.2', 'Lê Bình', 1962), known('h.3', 'Trần Chi', 1990)];

describe('people of a household in a newer list', () => {
	test('are themselves when nothing changed', () => {
		expect(
			idsOf([listed('Trần An', 1960), listed('Lê Bình', 1962), listed('Trần Chi', 1990)], family)
		).toEqual(['h.1', 'h.2', 'h.3']);
	});

	test('stay themselves when somebody before them is gone or born', () => {
		expect(idsOf([listed('Trần An', 1960), listed('Trần Chi', 1990)], family)).toEqual(['h.1', 'h.3']);
		expect(
			idsOf(
				[listed('Trần An', 1960), listed('Trần Bé', 2026), listed('Lê Bình', 1962), listed('Trần Chi', 1990)],
				family
			)
		).toEqual(['h.1', 'new h.5', 'h.2', 'h.3']);
	});

	test('are known by name when a birth date was corrected, by birth date when a name was', () => {
		expect(idsOf([listed('Trần An', 1961), listed('Lê Thị Bình', 1962)], family)).toEqual(['h.1', 'h.2']);
	});

	test('with one name in one house are told apart by their birth', () => {
		const two = [known('h.1', 'Trần An', 1960), known('h.2', 'Trần An', 1990)];
		expect(idsOf([listed('Trần An', 1990), listed('Trần An', 1960)], two)).toEqual(['h.2', 'h.1']);
	});

	test('who are new get the id of their place when it is free', () => {
		expect(
			idsOf(
				[listed('Trần An', 1960), listed('Lê Bình', 1962), listed('Trần Chi', 1990), listed('Mới', 2026)],
				family
			).at(-1)
		).toBe('new h.4');
		expect(idsOf([listed('Một'), listed('Hai')], [])).toEqual(['new h.1', 'new h.2']);
	});
});

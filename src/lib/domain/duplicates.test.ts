import { describe, expect, test } from 'vitest';
import { householdsTwice, type Placed, probablePairs } from './duplicates.ts';

let order = 0;
/** Ids that can be read, where the domain wants ids of its own kind. */
const person = (id: string, name: string, more: Record<string, unknown> = {}): Placed =>
	({ id, name, household: `h-${id}`, group: 'g1', order: (order += 1), ...more }) as unknown as Placed;
const pairs = (...people: Placed[]) =>
	probablePairs(people).map(({ one, other, why }) => [one.id, other.id, why.join(' ')]);
const year = (value: number) => ({ birth: { year: value } });

describe('[F13] who may be written down twice', () => {
	test('one name, however it is marked, and one year of birth', () => {
		const [a, b] = [
			person('a', 'Lê Thị Hoà', year(1960)),
			person('b', 'lê  thi Hòa', { ...year(1960), group: 'g2' })
		];
		expect(pairs(a, b)).toEqual([['a', 'b', 'birth-year']]);
	});

	test.each([
		['one phone', { phone: '0912345678' }, { phone: '0912345678', group: 'g2' }, 'phone'],
		['one household', { household: 'h' }, { household: 'h' }, 'household'],
		[
			'one day',
			{ birth: { year: 1960, month: 2, day: 3 } },
			{ birth: { year: 1960, month: 2, day: 3 } },
			'birth-date group'
		]
	])('one name and %s', (_, one, other, why) => {
		expect(pairs(person('a', 'Lê Hà', one), person('b', 'Lê Hà', other))).toEqual([['a', 'b', why]]);
	});

	test('not by the name alone, nor by name and group: a hamlet has many of one name', () => {
		expect(pairs(person('a', 'Lê Hà'), person('b', 'Lê Hà', { group: 'g2' }))).toEqual([]);
		expect(pairs(person('a', 'Lê Hà'), person('b', 'Lê Hà'))).toEqual([]);
	});

	test.each([
		['years', { year: 1960 }, { year: 1961 }],
		['months', { year: 1960, month: 2 }, { year: 1960, month: 3 }],
		['days', { year: 1960, month: 2, day: 3 }, { year: 1960, month: 2, day: 4 }]
	])('not whose %s of birth differ, whatever else is alike', (_, one, other) => {
		const alike = { household: 'h', phone: '0912345678' };
		expect(
			pairs(person('a', 'Lê Hà', { ...alike, birth: one }), person('b', 'Lê Hà', { ...alike, birth: other }))
		).toEqual([]);
	});

	test('not whom somebody has told apart, whichever row says so', () => {
		const alike = year(1960);
		expect(pairs(person('a', 'Lê Hà', { ...alike, otherThan: ['b'] }), person('b', 'Lê Hà', alike))).toEqual(
			[]
		);
		expect(pairs(person('a', 'Lê Hà', alike), person('b', 'Lê Hà', { ...alike, otherThan: ['a'] }))).toEqual(
			[]
		);
	});

	test('the likeliest first; three of one name are three pairs', () => {
		const [a, b, c] = [
			person('a', 'Lê Hà', year(1960)),
			person('b', 'Lê Hà', { ...year(1960), group: 'g2' }),
			person('c', 'Lê Hà', { ...year(1960), group: 'g2' })
		];
		expect(pairs(a, b, c)).toEqual([
			['b', 'c', 'birth-year group'],
			['a', 'b', 'birth-year'],
			['a', 'c', 'birth-year']
		]);
	});

	test('two households in which two people stand twice may be one; one person alone may have moved', () => {
		const at = (household: string) => [
			person(`1${household}`, 'Lê Hà', { ...year(1960), household }),
			person(`2${household}`, 'Trần Nam', { ...year(1958), household })
		];
		const found = householdsTwice(probablePairs([...at('x'), ...at('y'), person('3', 'Lê Hà', year(1960))]));
		expect(found.map(({ one, other, pairs: both }) => [one, other, both.length])).toEqual([['x', 'y', 2]]);
	});
});

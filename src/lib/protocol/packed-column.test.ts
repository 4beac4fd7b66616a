import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NotPacked, packColumn, packRising, unpackColumn, unpackRising } from './packed-column.ts';

/** What arrives: a JSON value is told by its text alone. */
const travelled = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const cell = fc.option(fc.oneof(fc.jsonValue(), fc.constantFrom(1, '1', null, 'null', {}, [])), {
	nil: undefined
});

test('[WR1] a column comes out as it went in, a missing value apart from null', () => {
	fc.assert(
		fc.property(fc.array(cell), (cells) => {
			const arrived = unpackColumn(travelled(packColumn(cells)), cells.length);
			expect(arrived).toEqual(cells.map((one) => (one === undefined ? undefined : travelled(one))));
		})
	);
});

test('[WR1] a value stands there once, and one that all rows have without marks', () => {
	expect(packColumn(['a', 'b', 'a', undefined, 'b'])).toEqual([
		['a', 'b'],
		[1, 1, 2, 0, 3]
	]);
	expect(packColumn(['a', 'a', 'a'])).toEqual([['a']]);
	expect(packColumn(['a', 'b'])).toEqual([['a', 'b']]);
	expect(packColumn(['a', undefined])).toEqual([['a'], [1, 0]]);
});

test('[WR1] whatever arrives is a cell for every row, or is refused', () => {
	const anything = fc.oneof(fc.jsonValue(), fc.tuple(fc.array(fc.jsonValue()), fc.array(fc.integer())));
	fc.assert(
		fc.property(anything, fc.nat(6), (column, count) => {
			try {
				expect(unpackColumn(column, count)).toHaveLength(count);
			} catch (fault) {
				expect(fault).toBeInstanceOf(NotPacked);
			}
		})
	);
});

test.each([
	['a value is left over', [['a', 'b'], [1]], 1],
	[
		'a mark points at a value not used yet',
		[
			['a', 'b'],
			[2, 1]
		],
		2
	],
	['a mark points beyond', [['a'], [1, 1]], 2],
	['a mark is below nothing', [['a'], [1, -1]], 2],
	['a mark is no whole number', [['a'], [1, 2.5]], 2],
	['a mark is a text', [['a'], [1, '2']], 2],
	['a mark is missing', [['a'], [1]], 2],
	['a value is missing', [['a', 'b']], 3],
	['nothing is there', [[]], 1],
	['it is a text', 'ab', 2]
])('[WR1] refused when %s', (_why, column, count) => {
	expect(() => unpackColumn(column, count)).toThrow(NotPacked);
});

test('[WR1] each value is checked once', () => {
	const asked: unknown[] = [];
	const isText = (value: unknown): boolean => asked.push(value) > 0 && typeof value === 'string';
	expect(
		unpackColumn(
			[
				['a', 'b'],
				[1, 2, 2, 1]
			],
			4,
			isText
		)
	).toEqual(['a', 'a', 'a', 'b']);
	expect(asked).toEqual(['a', 'b']);
	expect(() => unpackColumn([['a', 7]], 2, isText)).toThrow(NotPacked);
});

test('[WR1] rising numbers come out as they went in, falling ones too', () => {
	const exact = fc.integer({ min: -(2 ** 50), max: 2 ** 50 });
	fc.assert(
		fc.property(fc.array(exact), (numbers) => {
			expect(unpackRising(travelled(packRising(numbers)))).toEqual(numbers);
		})
	);
	for (const steps of [['1'], [0.5], [null], [2 ** 53], [2 ** 52, 2 ** 52], {}, 'ab'])
		expect(() => unpackRising(steps)).toThrow(NotPacked);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Birth } from '#domain/birth.ts';
import { birthOf, dateOrderOf, maySwapDates } from './birth-cell.ts';
import type { Cell } from './raw-table.ts';

const today = '2026-11-22';
const read = (cell: Cell, order: 'day-first' | 'unclear' = 'day-first') => birthOf(cell, order, today);
const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

describe('a birth date', () => {
	test.each<[Cell, Birth]>([
		['18/10/1986', { year: 1986, month: 10, day: 18 }],
		['8-1-1986', { year: 1986, month: 1, day: 8 }],
		[' 08.01.1986 ', { year: 1986, month: 1, day: 8 }],
		['1986-10-18', { year: 1986, month: 10, day: 18 }],
		[day('2014-05-22'), { year: 2014, month: 5, day: 22 }],
		['10/1986', { year: 1986, month: 10 }],
		['00/00/1950', { year: 1950 }],
		['00/05/1950', { year: 1950, month: 5 }],
		['1998', { year: 1998 }],
		[1998, { year: 1998 }],
		['Năm 1950', { year: 1950 }],
		['sinh năm 1950', { year: 1950 }],
		// A serial number whose cell lost its date format.
		[31703, { year: 1986, month: 10, day: 18 }]
	])('%s is understood', (cell, birth) => {
		expect(read(cell)).toEqual({ birth });
	});

	test('31/02 does not exist: the year stays, and it is said', () => {
		expect(read('31/02/1990')).toEqual({
			birth: { year: 1990 },
			complaint: { code: 'birth-not-real', params: { value: '31/02/1990', year: '1990' } }
		});
	});

	test('with the month first is not turned round: the year stays', () => {
		const { birth, complaint } = read('12/25/1990');
		expect(birth).toEqual({ year: 1990 });
		expect(complaint?.code).toBe('birth-month-first');
	});

	test('that two readings fit, in a column of unclear order, keeps its year', () => {
		expect(read('05/11/1987', 'unclear')).toMatchObject({
			birth: { year: 1987 },
			complaint: { code: 'birth-ambiguous' }
		});
		expect(read('05/05/1987', 'unclear')).toEqual({ birth: { year: 1987, month: 5, day: 5 } });
		expect(read(day('1987-11-05'), 'unclear')).toEqual({ birth: { year: 1987, month: 11, day: 5 } });
	});

	test('after today keeps its year when that has begun, else nothing', () => {
		expect(read('16/12/2026')).toMatchObject({
			birth: { year: 2026 },
			complaint: { code: 'birth-after-today' }
		});
		expect(read('16/12/2027').birth).toBeUndefined();
		expect(read('1986', 'day-first').complaint).toBeUndefined();
		expect(read('1786').complaint?.code).toBe('birth-out-of-range');
	});

	test.each(['18/10/86', 'không rõ', '10.1986.3', 18101986, true])('%s is not guessed at', (cell) => {
		expect(read(cell)).toMatchObject({ complaint: { code: 'birth-not-understood' } });
		expect(read(cell).birth).toBeUndefined();
	});

	test('that is empty is no complaint', () => {
		expect(read(null)).toEqual({});
	});

	test('fits the domain, whatever the cell', () => {
		const cell = fc.oneof(
			fc.string(),
			fc.integer(),
			fc.double(),
			fc.constant(null),
			fc.tuple(fc.nat(40), fc.nat(14), fc.nat(2200)).map((parts) => parts.join('/'))
		);
		fc.assert(
			fc.property(cell, (value) => {
				const { birth } = read(value);
				expect(birth === undefined || Birth.safeParse(birth).success).toBe(true);
			})
		);
	});
});

describe('a column of birth dates', () => {
	test('is day-first as soon as one date can only be that', () => {
		expect(dateOrderOf(['12/25/1990', '18/10/1986'])).toBe('day-first');
	});

	test('is unclear when dates can only be month-first', () => {
		expect(dateOrderOf(['12/25/1990', '05/06/1986', '1950'])).toBe('unclear');
	});

	test('looks turned round when every date cell has a day up to 12 and every text one above', () => {
		const dates = Array.from({ length: 8 }, (_, index) => day(`1990-03-0${index + 1}`));
		expect(maySwapDates([...dates, '18/10/1986'])).toBe(true);
		expect(maySwapDates([...dates, '18/10/1986', '02/03/1990'])).toBe(false);
		expect(maySwapDates([...dates.slice(1), day('1990-03-20'), '18/10/1986'])).toBe(false);
	});
});

import { describe, expect, test } from 'vitest';
import { isInPeriod, lastDayOf, monthAfter, monthOf, periodOf } from './report.ts';

/** As clocks in Việt Nam show it. */
const at = (text: string) => Date.parse(`${text}+07:00`);

describe('[F26] the period of a report', () => {
	test('is the month, from its first day up to the next one’s', () => {
		expect(periodOf('2026-11', 'month')).toEqual({ from: '2026-11-01', until: '2026-12-01' });
		expect(lastDayOf(periodOf('2026-02', 'month'))).toBe('2026-02-28');
		expect(periodOf('2026-12', 'month').until).toBe('2027-01-01');
	});

	test('is the 15th of the month before to the 14th, where the commune reports as the state does', () => {
		expect(periodOf('2026-11', '15-to-14')).toEqual({ from: '2026-10-15', until: '2026-11-15' });
		expect(periodOf('2026-01', '15-to-14')).toEqual({ from: '2025-12-15', until: '2026-01-15' });
		expect(lastDayOf(periodOf('2026-11', '15-to-14'))).toBe('2026-11-14');
	});

	test('every day belongs to one report', () => {
		expect(monthOf('2026-11-30', 'month')).toBe('2026-11');
		expect(monthOf('2026-11-14', '15-to-14')).toBe('2026-11');
		expect(monthOf('2026-11-15', '15-to-14')).toBe('2026-12');
		expect(monthOf('2026-12-15', '15-to-14')).toBe('2027-01');
		for (const rule of ['month', '15-to-14'] as const)
			for (const day of ['2026-10-14', '2026-10-15', '2026-12-31', '2027-01-01']) {
				const { from, until } = periodOf(monthOf(day, rule), rule);
				expect(from <= day && day < until).toBe(true);
			}
	});

	test('ends and begins at midnight in Việt Nam', () => {
		const november = periodOf('2026-11', 'month');
		expect(isInPeriod(november, at('2026-11-01T00:00:00'))).toBe(true);
		expect(isInPeriod(november, at('2026-11-30T23:59:59.999'))).toBe(true);
		expect(isInPeriod(november, at('2026-12-01T00:00:00'))).toBe(false);
		expect(isInPeriod(november, at('2026-10-31T23:59:59.999'))).toBe(false);
	});

	test('months follow each other over the year', () => {
		expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1), monthAfter('2026-03', -14)]).toEqual([
			'2027-01',
			'2025-12',
			'2025-01'
		]);
	});
});

import { expect, test } from 'vitest';
import { comingMonths } from './coming-months.ts';

test('the months run over the end of the year, Tết of next year among them', () => {
	const months = comingMonths('2026-11-30');
	expect(months.slice(0, 4)).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
	expect(months).toHaveLength(14);
});

test('a month that was chosen and has passed can still be seen', () => {
	expect(comingMonths('2026-11-30', '2026-08')[0]).toBe('2026-08');
	expect(comingMonths('2026-11-30', '2026-12')[0]).toBe('2026-11');
});

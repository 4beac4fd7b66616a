import { expect, test } from 'vitest';
import { addDays, Day, dayOf } from './calendar.ts';

test('an evening after 17:00 UTC already belongs to the next day in Việt Nam', () => {
	expect(dayOf(Date.UTC(2026, 10, 21, 16, 59))).toBe('2026-11-21');
	expect(dayOf(Date.UTC(2026, 10, 21, 17, 0))).toBe('2026-11-22');
});

test('days are counted over the ends of months and years', () => {
	expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
	expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
});

test('a day that does not exist is no day', () => {
	expect(Day.safeParse('2026-02-31').success).toBe(false);
	expect(Day.safeParse('31/01/2026').success).toBe(false);
	expect(Day.safeParse('2026-01-31').success).toBe(true);
});

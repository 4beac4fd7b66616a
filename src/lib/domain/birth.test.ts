import { describe, expect, test } from 'vitest';
import { Birth, cardMayEnd, hasReachedAge } from './birth.ts';

const today = '2026-11-22';

describe('age by what is known of a birth date', () => {
	test.each([
		[{ year: 2012 }, 'maybe'],
		[{ year: 2011 }, 'yes'],
		[{ year: 2013 }, 'no'],
		[{ year: 2012, month: 11 }, 'maybe'],
		[{ year: 2012, month: 10 }, 'yes'],
		[{ year: 2012, month: 12 }, 'no'],
		[{ year: 2012, month: 11, day: 22 }, 'yes'],
		[{ year: 2012, month: 11, day: 23 }, 'no']
	] as const)('%o is 14 on 22/11/2026: %s', (birth, expected) => {
		expect(hasReachedAge(birth, 14, today)).toBe(expected);
	});

	test('a day that does not exist is refused, and so is a day without its month', () => {
		expect(Birth.safeParse({ year: 1980, month: 2, day: 31 }).success).toBe(false);
		expect(Birth.safeParse({ year: 1980, day: 3 }).success).toBe(false);
		expect(Birth.safeParse({ year: 1980, month: 2, day: 29 }).success).toBe(true);
		expect(Birth.safeParse({ year: 1981, month: 2, day: 29 }).success).toBe(false);
	});

	test('cards may end in the years of 14, 25, 40 and 60 (born 2012, 2001, 1986, 1966 in 2026)', () => {
		const years = [1965, 1966, 1967, 1986, 1987, 1990, 2001, 2002, 2012, 2013];
		const endsIn = (when: ReturnType<typeof cardMayEnd>) =>
			years.filter((year) => cardMayEnd({ year }, today) === when);
		expect(endsIn('this-year')).toEqual([1966, 1986, 2001, 2012]);
		expect(endsIn('next-year')).toEqual([1967, 1987, 2002, 2013]);
		expect(endsIn(undefined)).toEqual([1965, 1990]);
	});
});

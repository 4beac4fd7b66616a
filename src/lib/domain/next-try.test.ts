import { describe, expect, test } from 'vitest';
import type { HouseholdId, MemberId } from './ids.ts';
import { dayPartOf, nextTryOf } from './next-try.ts';
import type { Visit, VisitOutcome } from './visit.ts';

/** A knock at an hour of Việt Nam, one day after the other. */
function knocks(...said: [outcome: VisitOutcome, hour: string, more?: Partial<Visit>][]): Visit[] {
	return said.map(([outcome, hour, more], day) => ({
		household: 'h1' as HouseholdId,
		by: 'm1' as MemberId,
		outcome,
		at: Date.parse(`2026-11-1${String(day)}T${hour}:00+07:00`),
		...more
	}));
}

test.each([
	['03:59', 'evening'],
	['04:00', 'morning'],
	['10:59', 'morning'],
	['11:00', 'noon'],
	['13:00', 'afternoon'],
	['17:59', 'afternoon'],
	['18:00', 'evening']
])('%s in Việt Nam is %s', (hour, expected) => {
	expect(dayPartOf(Date.parse(`2026-11-22T${hour}:00+07:00`))).toBe(expected);
});

describe('[F1] the best time to try a door that stayed shut', () => {
	const shut = 'not-home';
	test.each([
		['never shut', knocks(['met', '08:00']), undefined],
		['nobody came', [], undefined],
		['two mornings', knocks([shut, '08:00'], [shut, '09:30']), 'evening'],
		['an evening', knocks([shut, '19:00']), 'afternoon'],
		['an evening and an afternoon', knocks([shut, '19:00'], [shut, '15:00']), 'morning'],
		[
			'every part of the day once, the evening twice',
			knocks([shut, '19:00'], [shut, '15:00'], [shut, '08:00'], [shut, '12:00'], [shut, '20:00']),
			'afternoon'
		],
		['an evening, but a noon when somebody opened', knocks(['met', '12:00'], [shut, '19:00']), 'noon'],
		[
			'somebody opened in the evening, and then an evening shut',
			knocks(['met', '19:00'], [shut, '19:00']),
			'afternoon'
		],
		['shut before somebody opened', knocks([shut, '08:00'], ['follow-up', '19:00']), undefined],
		['a knock that was no knock', knocks([shut, '08:00'], [shut, '19:00', { voided: true }]), 'evening']
	])('%s', (_, visits, next) => {
		expect(nextTryOf(visits)?.next).toBe(next);
	});

	test('says when it was tried, each part of the day once, in the order of the knocks', () => {
		const visits = knocks(['met', '07:00'], [shut, '19:00'], [shut, '08:00'], [shut, '20:00']);
		expect(nextTryOf(visits)?.tried).toEqual(['evening', 'morning']);
	});
});

import { describe, expect, test } from 'vitest';
import { answersFrom, makeChecklist, makePerson, TODAY } from '../../../tests/support/register.ts';
import type { Answers } from './answer.ts';
import {
	doorStateOf,
	isReached,
	nextAppointmentOf,
	openCountOf,
	toRecheckOf,
	type DoorFacts
} from './door-state.ts';
import type { HouseholdId, MemberId } from './ids.ts';
import { creditedWith, timesNotHome, type Visit, type VisitOutcome } from './visit.ts';

const { mainItems } = makeChecklist();
const said = { status: 'done', evidence: 'said' } as const;
const everything: Answers = { VN2: said, DVC1: said, SK: said, MM: said, ATM: said };

function visit(outcome: VisitOutcome, at: number, more: Partial<Visit> = {}): Visit {
	return { household: 'h1' as HouseholdId, by: 'm1' as MemberId, outcome, at, ...more };
}

function facts(
	answers: Record<string, Answers>,
	visits: Visit[] = [],
	people = [makePerson('a'), makePerson('b')]
): DoorFacts {
	return { people, answersByPerson: answersFrom(answers), householdAnswers: {}, visits };
}

describe('the state of a household', () => {
	test.each([
		['not-visited', facts({})],
		['not-home', facts({}, [visit('not-home', 1)])],
		['partial', facts({}, [visit('met', 1)])],
		['partial', facts({ a: everything })],
		['complete', facts({ a: everything, b: everything })],
		['follow-up', facts({ a: everything, b: everything }, [visit('follow-up', 1, { due: '2026-11-25' })])],
		['partial', facts({ a: everything }, [visit('follow-up', 1), visit('met', 2)])],
		['complete', facts({ a: everything, b: everything }, [visit('not-home', 3)])],
		['refused', facts({ a: everything }, [visit('met', 1), visit('refused', 2)])],
		['partial', facts({}, [visit('refused', 1), visit('met', 2)])]
	] as const)('%s', (expected, given) => {
		expect(doorStateOf(given, mainItems, TODAY)).toBe(expected);
	});

	test('a visit that was voided does not count', () => {
		expect(doorStateOf(facts({}, [visit('met', 1, { voided: true })]), mainItems, TODAY)).toBe('not-visited');
	});
});

test('a person away is not asked at the door', () => {
	const away = makePerson('b', { residence: { kind: 'away', until: '2027-02' } });
	expect(openCountOf(facts({ a: everything }, [], [makePerson('a'), away]), mainItems, TODAY)).toBe(0);
});

test('what waits for VNeID is not missing', () => {
	const answers = { a: { VN2: { status: 'not-yet' }, MM: said, ATM: said } as Answers };
	expect(openCountOf(facts(answers, [], [makePerson('a')]), mainItems, TODAY)).toBe(0);
});

test('a closed door, and a list that the police confirmed, are not a household reached', () => {
	expect(isReached(facts({}, [visit('not-home', 1)]))).toBe(false);
	expect(isReached(facts({ a: { VN2: { status: 'done', evidence: 'confirmed' } } }))).toBe(false);
	expect(isReached(facts({ a: { VN2: said } }))).toBe(true);
	expect(isReached(facts({ a: { VN2: { ...said, evidence: 'confirmed', atDoor: 'said' } } }))).toBe(true);
	expect(isReached(facts({}, [visit('refused', 1)]))).toBe(true);
});

test('three closed doors in a row are counted since somebody was last found', () => {
	const visits = [visit('not-home', 1), visit('met', 2), visit('not-home', 4), visit('not-home', 3)];
	expect(timesNotHome(visits)).toBe(2);
	expect(timesNotHome([])).toBe(0);
});

describe('[F1] what somebody is to come back for', () => {
	const blocked = (due: string) => ({ status: 'blocked', reason: 'V13', due }) as const;
	const dueIn = (given: DoorFacts) => nextAppointmentOf(given)?.day;

	test('is the earliest of the visit and the answers, those of the household too', () => {
		const answers: Record<string, Answers> = { a: { MM: blocked('2026-11-25') } };
		const later = [visit('follow-up', 1, { due: '2026-12-01' })];
		expect(nextAppointmentOf(facts(answers, later))).toEqual({
			of: 'answer',
			day: '2026-11-25',
			item: 'MM',
			answer: blocked('2026-11-25')
		});
		expect(dueIn({ ...facts(answers, later), householdAnswers: { NTT: blocked('2026-11-24') } })).toBe(
			'2026-11-24'
		);
		expect(nextAppointmentOf(facts({}))).toBeUndefined();
	});

	test('of the same day, the answer: it says what for', () => {
		const day = '2026-11-25';
		const given = facts({ b: { VN2: { status: 'not-yet', due: day } } }, [
			visit('follow-up', 1, { due: day })
		]);
		expect(nextAppointmentOf(given)).toMatchObject({ of: 'answer', item: 'VN2' });
	});

	test('“Hẹn lại” without a day comes after everything that has one', () => {
		const open = [visit('follow-up', 7)];
		expect(nextAppointmentOf(facts({}, open))).toEqual({ of: 'visit', day: undefined, madeAt: 7 });
		expect(dueIn(facts({ a: { MM: blocked('2030-01-01') } }, open))).toBe('2030-01-01');
	});

	test('an earlier visit’s day is over with the next visit', () => {
		const visits = [visit('follow-up', 1, { due: '2026-11-25' }), visit('met', 2)];
		expect(nextAppointmentOf(facts({}, visits))).toBeUndefined();
	});

	test('nobody is waited for at the door who works away, moved or died', () => {
		for (const residence of [
			{ kind: 'away' },
			{ kind: 'moved', at: 5 },
			{ kind: 'deceased', at: 5 }
		] as const) {
			const people = [makePerson('a', { residence })];
			expect(nextAppointmentOf(facts({ a: { MM: blocked('2026-11-25') } }, [], people))).toBeUndefined();
		}
	});
});

test('[F3] what is to be looked at again: of whom is asked for, in the checklist’s order, the household’s last', () => {
	const again = { ...said, recheck: true } as const;
	const given = {
		...facts({ a: { ATM: again, VN2: again, MM: said }, b: { VN2: again } }),
		householdAnswers: { QR: again, WIFI: again }
	};
	const items = [...mainItems, ...makeChecklist().householdItems];
	expect(toRecheckOf(given, given.people, items)).toEqual([
		{ person: 'a', item: 'VN2' },
		{ person: 'a', item: 'ATM' },
		{ person: 'b', item: 'VN2' },
		{ item: 'QR' }
	]);
	expect(toRecheckOf(given, given.people.slice(1), mainItems)).toEqual([{ person: 'b', item: 'VN2' }]);
});

test('[F1] who came along is credited like who wrote the visit down, each once', () => {
	const companions = ['m2', 'm1', 'm2'] as MemberId[];
	expect(creditedWith(visit('met', 1, { companions }))).toEqual(['m1', 'm2']);
	expect(creditedWith(visit('not-home', 1))).toEqual(['m1']);
});

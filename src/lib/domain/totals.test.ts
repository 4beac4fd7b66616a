import { describe, expect, test } from 'vitest';
import { answersFrom, makeChecklist, makePerson, TODAY } from '../../../tests/support/register.ts';
import type { Answers } from './answer.ts';
import type { DoorFacts } from './door-state.ts';
import type { HamletId, HouseholdId, MemberId } from './ids.ts';
import type { Visit } from './visit.ts';
import {
	CommuneTotals,
	hamletTotalsOf,
	shareOf,
	sumOfHamlets,
	targetShareOf,
	withHandIns,
	type Contact
} from './totals.ts';

const said = { status: 'done', evidence: 'said' } as const;
const { mainItems } = makeChecklist();

interface Door {
	people: DoorFacts['people'];
	visits?: Partial<Visit>[];
}

function totalsOf(
	doors: Door[],
	answers: Record<string, Answers> = {},
	targets: Record<string, number> = {}
) {
	const answersByPerson = answersFrom(answers);
	return hamletTotalsOf(
		{
			id: 'dong' as HamletId,
			name: 'Thôn Đông',
			doors: doors.map(({ people, visits = [] }) => ({
				...{ people, answersByPerson, householdAnswers: {} },
				visits: visits.map((visit): Visit => ({
					...{ household: 'h' as HouseholdId, by: 'm' as MemberId, outcome: 'met', at: 1 },
					...visit
				}))
			})),
			population: { people: doors.flatMap(({ people }) => people), answersByPerson },
			targetOf: (item) => targets[item]
		},
		mainItems,
		TODAY
	);
}

describe('[F34] one hamlet among the others', () => {
	const away = makePerson('cuc', { residence: { kind: 'away' } });
	const hamlet = totalsOf(
		[
			{
				people: [makePerson('an'), away],
				visits: [{ at: 5 }, { at: 9, outcome: 'not-home' }, { at: 20, voided: true }]
			},
			{ people: [makePerson('binh')], visits: [{ at: 7, outcome: 'not-home' }] }
		],
		{ an: { VN2: said }, cuc: { VN2: said } },
		{ VN2: 4 }
	);

	test('counts doors reached, who is away, and when somebody last knocked', () => {
		expect(hamlet).toMatchObject({ reached: 1, households: 2, away: 1, lastVisitAt: 9 });
		expect(totalsOf([{ people: [] }])).not.toHaveProperty('lastVisitAt');
	});

	test('counts the mục chính without who is away, and who waits for VNeID among those that were not asked', () => {
		expect(hamlet.items[0]).toEqual({ code: 'VN2', eligible: 2, done: 1, unasked: 1, target: 4 });
		expect(hamlet.items[2]).toEqual({ code: 'SK', eligible: 2, done: 0, unasked: 2 });
	});

	test('travels with nothing but counts', () => {
		const columns = mainItems.map(({ code, name }) => ({ code, name }));
		const words = { commune: 'xã', hamlet: 'thôn', group: 'tổ', team: 'Tổ' };
		const totals = { at: 1, name: 'Xã Đại Thành', words, items: columns, hamlets: [hamlet] };
		expect(CommuneTotals.parse(totals)).toEqual(totals);
		expect(JSON.stringify(totals)).not.toContain('Nguyễn Văn Ước');
	});
});

test('[F34] unknown is never zero, and a target of none is no share', () => {
	const item = { code: 'VN2', eligible: 10, done: 0, unasked: 10 };
	expect(shareOf(item)).toBeUndefined();
	expect(shareOf({ ...item, unasked: 9 })).toBe(0);
	expect(shareOf({ ...item, eligible: 0, unasked: 0 })).toBeUndefined();
	expect([targetShareOf(item), targetShareOf({ ...item, target: 0 })]).toEqual([undefined, undefined]);
	expect(targetShareOf({ ...item, done: 6, target: 4 })).toBe(1.5);
});

test('[F34] the whole is the sum of its hamlets; it has a target only where each of them has one', () => {
	const [one, other] = [
		totalsOf([{ people: [makePerson('an')] }], { an: { VN2: said } }, { VN2: 4, MM: 2 }),
		totalsOf([{ people: [makePerson('binh')] }], {}, { VN2: 3 })
	];
	const sum = sumOfHamlets([one, other]);
	expect(sum).toMatchObject({ reached: 1, households: 2, away: 0 });
	expect(sum.items[0]).toEqual({ code: 'VN2', eligible: 2, done: 1, unasked: 1, target: 7 });
	expect(sum.items[3]).not.toHaveProperty('target');
	expect(one.items[3]).toHaveProperty('target', 2);
});

test('[F34] a hamlet has handed in when the last of those who work there has, on the day it is there', () => {
	const dong = totalsOf([]);
	const hamlets = [dong, { ...dong, id: 'tay' as HamletId }, { ...dong, id: 'nam' as HamletId }];
	const contact = (lastContactAt: string | undefined, ...of: string[]): Contact => ({
		hamlets: of as HamletId[],
		lastContactAt: lastContactAt === undefined ? undefined : Date.parse(lastContactAt)
	});
	const told = withHandIns(
		{ hamlets } as CommuneTotals,
		[
			contact('2026-11-20T12:00Z', 'dong'),
			// After midnight in Việt Nam.
			contact('2026-11-20T17:30Z', 'dong', 'tay'),
			contact('2026-11-01T12:00Z', 'tay'),
			contact(undefined, 'nam')
		],
		9
	);
	expect(told.handInsAt).toBe(9);
	expect(told.hamlets.map(({ lastHandInOn }) => lastHandInOn)).toEqual([
		'2026-11-21',
		'2026-11-21',
		undefined
	]);
});

import { describe, expect, test } from 'vitest';
import type { Answers } from '#domain/answer.ts';
import { defaultChecklist } from '#domain/default-checklist.ts';
import type { DoorFacts } from '#domain/door-state.ts';
import type { HouseholdId, MemberId } from '#domain/ids.ts';
import {
	answersFrom,
	itemWith,
	makeChecklist,
	makePerson,
	TODAY
} from '../../../../tests/support/register.ts';
import {
	answerDueOn,
	answerOfHousehold,
	answerOfPerson,
	backOnTheList,
	chosenAnswer,
	confirmedBySaying,
	detailedAnswer,
	endsAnew,
	householdAdded,
	noteCleared,
	noteLeft,
	personAdded,
	personCorrected,
	residenceOfPerson,
	visitOf,
	withoutVisit,
	wholeFamilyHas,
	withoutSmartphone
} from './taps.ts';

const items = defaultChecklist();
const { mainItems } = makeChecklist();
const uoc = makePerson('uoc');
const said = { status: 'done', evidence: 'said' } as const;
const household = 'h1' as HouseholdId;

function factsOf(answers: Record<string, Answers>, people = [uoc, makePerson('ha')]): DoorFacts {
	return { people, answersByPerson: answersFrom(answers), householdAnswers: {}, visits: [] };
}

test('how a knock ended is not said twice in a day, and is news on the next, on a page that stayed open', () => {
	const last = { outcome: 'not-home', at: Date.parse('2026-11-22T20:00+07:00') } as const;
	const evening = Date.parse('2026-11-22T23:59+07:00');
	expect(endsAnew(undefined, 'not-home', evening)).toBe(true);
	expect(endsAnew(last, 'not-home', evening)).toBe(false);
	expect(endsAnew(last, 'met', evening)).toBe(true);
	expect(endsAnew(last, 'not-home', evening + 60_000)).toBe(true);
});

describe('the three buttons', () => {
	test('Đã có is what people say, until somebody looks', () => {
		expect(chosenAnswer(undefined, 'done')).toEqual(said);
		expect(detailedAnswer(said)).toEqual({ status: 'done', evidence: 'seen' });
	});

	test('a second tap on the same button changes nothing: neither evidence nor date is lost by accident', () => {
		expect(chosenAnswer({ status: 'done', evidence: 'seen' }, 'done')).toBeUndefined();
		expect(chosenAnswer({ status: 'not-yet', due: '2026-11-25' }, 'not-yet')).toBeUndefined();
	});

	test('what the authority confirmed is not lowered by the small button', () => {
		expect(detailedAnswer({ status: 'done', evidence: 'confirmed' })).toBeUndefined();
	});

	test('approved and not activated is a stage of Chưa, given and taken back, and keeps the date', () => {
		const approved = detailedAnswer({ status: 'not-yet', due: '2026-11-25' });
		expect(approved).toEqual({ status: 'not-yet', stage: 'approved', due: '2026-11-25' });
		expect(detailedAnswer(approved)).toEqual({ status: 'not-yet', due: '2026-11-25' });
	});

	test('[F3] a day to come back is given and cleared, and what was said besides it stays', () => {
		const approved = { status: 'not-yet', stage: 'approved' } as const;
		expect(answerDueOn(approved, '2026-11-25')).toEqual({ ...approved, due: '2026-11-25' });
		expect(answerDueOn({ ...approved, due: '2026-11-25' }, undefined)).toEqual(approved);
		const blocked = { status: 'blocked', reason: 'V05', due: '2026-11-25' } as const;
		expect(answerDueOn(blocked, '2026-11-30')).toEqual({ ...blocked, due: '2026-11-30' });
	});

	test('a day for what nobody has answered is Chưa with a day', () => {
		const answer = answerDueOn(undefined, '2026-11-25');
		expect(answer).toEqual({ status: 'not-yet', due: '2026-11-25' });
		expect(answerOfPerson(items, uoc, {}, itemWith('MM'), answer).label).toBe(
			'Đã ghi: Mobile money, Chưa, hẹn 25/11'
		);
	});

	describe('[F3] where the head wants an answer looked at again', () => {
		const again = { recheck: true } as const;
		const approved = { status: 'not-yet', stage: 'approved', due: '2026-11-25' } as const;
		const seen = { status: 'done', evidence: 'seen' } as const;

		test('the same choice says that it stands, with all that was said besides', () => {
			expect(chosenAnswer({ ...seen, ...again }, 'done')).toEqual(seen);
			expect(chosenAnswer({ ...approved, ...again }, 'not-yet')).toEqual(approved);
		});

		test('another choice is an answer like any', () => {
			expect(chosenAnswer({ ...seen, ...again }, 'not-yet')).toEqual({ status: 'not-yet' });
			expect(chosenAnswer({ ...approved, ...again }, 'done')).toEqual(said);
		});

		test('the second tap says how it was seen, and takes nothing back', () => {
			expect(detailedAnswer({ ...said, ...again })).toEqual(seen);
			expect(detailedAnswer({ ...seen, ...again })).toEqual(seen);
			expect(detailedAnswer({ status: 'not-yet', ...again })).toEqual({
				status: 'not-yet',
				stage: 'approved'
			});
			expect(detailedAnswer({ ...approved, ...again })).toEqual(approved);
		});

		test('a day to come back is an answer: a volunteer could not write the flag', () => {
			expect(answerDueOn({ ...approved, ...again }, '2026-11-30')).toEqual({
				...approved,
				due: '2026-11-30'
			});
			expect(answerDueOn({ status: 'blocked', reason: 'V05', ...again }, undefined)).toEqual({
				status: 'blocked',
				reason: 'V05'
			});
		});

		test('what was done is said: a button that stays pressed would look as if nothing had been', () => {
			const label = 'Đã kiểm tra lại: Mobile money, Đã có';
			expect(answerOfPerson(items, uoc, { MM: { ...said, ...again } }, itemWith('MM'), said)).toEqual({
				drafts: [{ k: 'set', c: 'answers', id: 'uoc', a: { MM: said } }],
				label
			});
			const answers = { MM: { ...seen, ...again } };
			expect(answerOfHousehold(household, answers, itemWith('MM'), said).label).toBe(label);
			expect(answerOfHousehold(household, {}, itemWith('MM'), said).label).toBe(
				'Đã ghi: Mobile money, Đã có'
			);
		});

		test('the whole family’s Đã có leaves it to be looked at', () => {
			expect(
				wholeFamilyHas(mainItems.slice(0, 1), factsOf({ uoc: { VN2: { ...said, ...again } } }, [uoc]), TODAY)
			).toBeUndefined();
		});
	});

	test('a SIM in another name blocks the SIM too, in the same action', () => {
		const tap = answerOfPerson(items, uoc, {}, itemWith('MM'), { status: 'blocked', reason: 'V05' });
		const blocked = { status: 'blocked', reason: 'V05' };
		expect(tap.drafts).toEqual([{ k: 'set', c: 'answers', id: 'uoc', a: { MM: blocked, SIM: blocked } }]);
		expect(tap.label).toBe('Đã ghi: Mobile money, Vướng');
	});
});

describe('one tap for many answers', () => {
	test('[F3] no smartphone is one op of one person and leaves what was answered', () => {
		const { drafts } = withoutSmartphone(items, uoc, { MM: said }, TODAY);
		expect(drafts).toHaveLength(1);
		expect(drafts[0]?.a).toMatchObject({
			DT: { status: 'not-yet' },
			VN2: { status: 'blocked', reason: 'V01' }
		});
		expect(drafts[0]?.a).not.toHaveProperty('MM');
	});

	test('[F3] the whole family has it: only those at home, only what nobody asked, in one action', () => {
		const away = makePerson('away', { residence: { kind: 'away' } });
		const tap = wholeFamilyHas(
			mainItems,
			factsOf({ uoc: { VN2: { status: 'not-yet' } } }, [uoc, makePerson('ha'), away]),
			TODAY
		);
		expect(tap?.drafts.map(({ id }) => id)).toEqual(['uoc', 'ha']);
		expect(Object.keys(tap?.drafts[0]?.a ?? {})).toEqual(['MM', 'ATM']);
		expect(Object.keys(tap?.drafts[1]?.a ?? {})).toEqual(['VN2', 'DVC1', 'SK', 'MM', 'ATM']);
		expect(tap?.label).toBe('Đã ghi: cả nhà đã có hết');
	});

	test('the undo bar names the one item that all of them have', () => {
		expect(wholeFamilyHas([itemWith('MM')], factsOf({}), TODAY)?.label).toBe(
			'Đã ghi: cả nhà đã có Mobile money'
		);
	});

	test('[F37] where some have yet to agree, it is not the whole family that the undo bar tells of', () => {
		const label = (asked: typeof items) => wholeFamilyHas(asked, factsOf({}), TODAY, true)?.label;
		expect(label([itemWith('MM')])).toBe('Đã ghi: ai đã đồng ý đều có Mobile money');
		expect(label(mainItems)).toBe('Đã ghi: ai đã đồng ý đều có hết');
	});

	test('there is nothing to tap when everything was asked', () => {
		expect(
			wholeFamilyHas([itemWith('MM')], factsOf({ uoc: { MM: said }, ha: { MM: said } }), TODAY)
		).toBeUndefined();
	});
});

describe('where people are, and who opened', () => {
	test('a residence says in the undo bar what it means', () => {
		const tap = residenceOfPerson(uoc, { kind: 'away', until: '2027-02' });
		expect(tap.drafts[0]).toMatchObject({
			c: 'people',
			a: { residence: { kind: 'away', until: '2027-02' } }
		});
		expect(tap.label).toBe('Đã ghi: Nguyễn Văn Ước, Đi làm ăn xa, về khoảng tháng 02/2027');
	});

	const knock = { id: 'v1', household, by: 'm1' as MemberId, companions: [], at: 1 };

	test('[F4] a follow-up keeps its day, and no day when none is known', () => {
		expect(visitOf(knock, 'follow-up', '2026-11-25').drafts[0]?.a).toHaveProperty('due', '2026-11-25');
		expect(visitOf(knock, 'follow-up').drafts[0]?.a).not.toHaveProperty('due');
	});

	test('[F1] who came along is written down with the visit, and nobody when nobody did', () => {
		const companions = ['m2' as MemberId];
		expect(visitOf({ ...knock, companions }, 'met').drafts[0]?.a).toHaveProperty('companions', companions);
		expect(visitOf(knock, 'met').drafts[0]?.a).not.toHaveProperty('companions');
	});

	test('[F2] a household that moved away leaves the list in the same action', () => {
		expect(visitOf(knock, 'moved-away').drafts.map(({ c, a }) => [c, a.status])).toEqual([
			['visits', undefined],
			['households', 'moved-away']
		]);
	});
});

test('[F2] what the head says herself is confirmed by saying it, and what she said before no more', () => {
	const said = (tap: Parameters<typeof confirmedBySaying>[0]) =>
		confirmedBySaying(tap).drafts.map(({ a }) => a.confirmed);
	expect(said(residenceOfPerson(uoc, { kind: 'deceased', at: 7 }))).toEqual([7]);
	expect(said(residenceOfPerson(uoc, { kind: 'away' }))).toEqual([null]);
	const knock = { id: 'v1', household, by: 'm1' as MemberId, at: 1 };
	expect(said(visitOf(knock, 'moved-away'))).toEqual([undefined, 'v1']);
	expect(said(backOnTheList(household))).toEqual([null]);
	expect(confirmedBySaying(noteCleared(household))).toEqual(noteCleared(household));
});

test('[F2] a note to the next visitor is one field, left and cleared', () => {
	const note = { text: 'Chó dữ', by: 'hoa' as MemberId, at: 5 };
	expect(noteLeft(household, note).drafts).toEqual([{ k: 'set', c: 'households', id: 'h1', a: { note } }]);
	expect(noteCleared(household).drafts).toEqual([{ k: 'set', c: 'households', id: 'h1', a: { note: null } }]);
});

test('[MG5] a visit recorded by mistake is taken back by a command', () => {
	expect(withoutVisit('v1', 'not-home')).toEqual({
		drafts: [{ k: 'cmd', c: 'visits', id: 'v1', a: { name: 'visit.void' } }],
		label: 'Đã bỏ lượt thăm: Vắng nhà'
	});
});

describe('people and households that no list had', () => {
	const others = [
		{ id: 'a', name: 'An', order: 1, household: 'h' },
		{ id: 'b', name: 'Ba', order: 7.5, household: 'h' }
	] as never;

	test('[F2] a person is added last', () => {
		const tap = personAdded('n', 'h' as never, others, { name: 'Hà', birth: { year: 1990 } });
		expect(tap).toEqual({
			label: 'Đã thêm: Hà',
			drafts: [
				{ k: 'add', c: 'people', id: 'n', a: { household: 'h', name: 'Hà', birth: { year: 1990 }, order: 8 } }
			]
		});
	});

	test('[F2] a correction writes only what changed, and clears what was emptied', () => {
		const person = {
			id: 'p',
			household: 'h',
			order: 1,
			name: 'Ha',
			phone: '0912345678',
			birth: { year: 1961 }
		};
		const seen = { rv: 3, epoch: 'e1' };
		const tap = personCorrected(person as never, { name: 'Hà', birth: { year: 1961 } }, seen);
		expect(tap?.drafts).toEqual([{ k: 'set', c: 'people', id: 'p', a: { name: 'Hà', phone: null }, seen }]);
		const { id: _, household: __, order: ___, ...same } = person;
		expect(personCorrected(person as never, same, seen)).toBeUndefined();
	});

	test('[F1] a household found on the way comes with its head, last in the walk; empty texts are left out', () => {
		const found = { hamlet: 'd1', address: '', group: 'g1' } as never;
		const ids = { household: 'h9', person: 'p9', adult: 'p8' };
		const tap = householdAdded(ids, others, found, { name: 'Hà' });
		expect(tap.drafts).toEqual([
			{ k: 'add', c: 'households', id: 'h9', a: { hamlet: 'd1', group: 'g1', order: 8, status: 'active' } },
			{ k: 'add', c: 'people', id: 'p9', a: { household: 'h9', name: 'Hà', relation: 'head', order: 1 } }
		]);
		const child = householdAdded(ids, others, found, { name: 'Na' }, { name: 'Hà' }).drafts;
		expect(child.map(({ id, a }) => [id, a.name, a.relation, a.order])).toEqual([
			['h9', undefined, undefined, 8],
			['p8', 'Hà', undefined, 2],
			['p9', 'Na', 'head', 1]
		]);
	});
});

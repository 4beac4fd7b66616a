import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startOfDay, type Instant } from './calendar.ts';
import type { HamletId, MemberId, PersonId, SessionId } from './ids.ts';
import { marksBySession, timesOf, windowOf, workOf, type Attendance, type Session } from './session.ts';
import type { Assist } from './visit.ts';

const DAY = '2026-11-22';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY_MS = 24 * HOUR;

/** A moment of the evening in Việt Nam; hours beyond 24 are of the next morning. */
const at = (hour: number, minute = 0): Instant => startOfDay(DAY) + hour * HOUR + minute * MINUTE;
const session = (more: Partial<Session> = {}): Session => ({
	hamlet: 'dong' as HamletId,
	kind: 'evening',
	place: 'Nhà văn hóa',
	day: DAY,
	...more
});

describe('[F21] a session', () => {
	test('is planned until its day has come and somebody begins it', () => {
		for (const now of [at(-30), at(19), at(25, 59)])
			expect(timesOf(session(), [], now)).toEqual({ state: 'planned' });
	});

	test('runs from the head’s word, or from its first mark when that comes first', () => {
		const begun = session({ startedAt: at(19, 30) });
		expect(timesOf(begun, [], at(19, 31))).toEqual({ state: 'running', from: at(19, 30) });
		const marks = [at(19, 40), at(19, 25)];
		expect(timesOf(begun, marks, at(20))).toEqual({ state: 'running', from: at(19, 25) });
		expect(timesOf(session(), marks, at(20))).toEqual({ state: 'running', from: at(19, 25) });
	});

	test('ends with the head’s word, also for a mark that somebody made later without having heard of it', () => {
		const ended = session({ startedAt: at(19, 30), endedAt: at(20, 30) });
		expect(timesOf(ended, [at(20), at(20, 40)], at(21))).toEqual({
			state: 'ended',
			from: at(19, 30),
			until: at(20, 30)
		});
	});

	test('left open, runs until 02:00 and is then over since its last mark', () => {
		const open = session({ startedAt: at(19, 30) });
		const marks = [at(19, 45), at(21, 5), at(20)];
		expect(timesOf(open, marks, at(26) - 1)).toEqual({ state: 'running', from: at(19, 30) });
		const over = { state: 'ended', from: at(19, 30), until: at(21, 5) };
		expect(timesOf(open, marks, at(26))).toEqual(over);
		expect(timesOf(open, marks, at(26) + 5 * DAY_MS)).toEqual(over);
	});

	test('a mark after 02:00 does not move its end, and begins none', () => {
		const open = session({ startedAt: at(19, 30) });
		const marks = [at(25, 59), at(26), at(33), at(20) + 3 * DAY_MS];
		expect(timesOf(open, marks, at(40))).toEqual({ state: 'ended', from: at(19, 30), until: at(25, 59) });
		expect(timesOf(session(), [at(26)], at(40))).toEqual({ state: 'not-held' });
	});

	test('begun and left without a mark has ended when it began; never begun, it was not held', () => {
		expect(timesOf(session({ startedAt: at(19, 30) }), [], at(26))).toEqual({
			state: 'ended',
			from: at(19, 30),
			until: at(19, 30)
		});
		expect(timesOf(session(), [], at(26))).toEqual({ state: 'not-held' });
	});

	test('a clock that was wrong says nothing of when it was', () => {
		const ahead = session({ startedAt: at(19, 30) + 40 * DAY_MS });
		expect(timesOf(ahead, [], at(20))).toEqual({ state: 'planned' });
		expect(timesOf(ahead, [at(20)], at(20, 5))).toEqual({ state: 'running', from: at(20) });
		const behind = session({ startedAt: at(19, 30), endedAt: at(20) - 90 * DAY_MS });
		expect(timesOf(behind, [at(20, 15)], at(21))).toEqual({
			state: 'ended',
			from: at(19, 30),
			until: at(20, 15)
		});
	});

	test('ended on the next morning, it was over with its last mark', () => {
		const late = session({ startedAt: at(19, 30), endedAt: at(32) });
		expect(timesOf(late, [at(20, 50)], at(32))).toEqual({
			state: 'ended',
			from: at(19, 30),
			until: at(20, 50)
		});
	});

	test('taken back, it is nothing else', () => {
		const voided = session({ startedAt: at(19, 30), voided: true });
		expect(timesOf(voided, [at(20)], at(21))).toEqual({ state: 'taken-back' });
	});

	test('whatever the clocks said, it lies in its evening, and never ends before it begins', () => {
		const moment = fc.integer({ min: at(-72), max: at(96) });
		fc.assert(
			fc.property(
				fc.option(moment, { nil: undefined }),
				fc.option(moment, { nil: undefined }),
				fc.array(moment),
				moment,
				(startedAt, endedAt, marks, now) => {
					const { opens, closes } = windowOf(DAY);
					const { state, from, until } = timesOf({ ...session(), startedAt, endedAt }, marks, now);
					if (from !== undefined) expect(opens <= from && from < closes).toBe(true);
					if (until !== undefined) expect(Number(from) <= until && until < closes).toBe(true);
					expect(until !== undefined).toBe(state === 'ended');
					if (now >= closes) expect(['ended', 'not-held']).toContain(state);
				}
			)
		);
	});
});

const attendance = (person: string, when: Instant, more: Partial<Attendance> = {}): Attendance => ({
	session: 's1' as SessionId,
	person: person as PersonId,
	at: when,
	by: 'hoa' as MemberId,
	...more
});
const assist = (person: string, item: string, more: Partial<Assist> = {}): Assist => ({
	person: person as PersonId,
	item,
	by: 'hoa' as MemberId,
	at: at(20),
	session: 's1' as SessionId,
	...more
});

describe('[F21] what was done at it', () => {
	const other = { session: 's2' as SessionId };
	const came = [
		attendance('an', at(19, 40)),
		attendance('binh', at(19, 50)),
		attendance('chi', at(19, 45), { voided: true }),
		attendance('dung', at(19, 55), other)
	];
	const assists = [
		assist('an', 'VN2'),
		assist('an', 'SK'),
		assist('binh', 'VN2'),
		assist('binh', 'MM', { voided: true }),
		assist('dung', 'VN2', other),
		{ person: 'an' as PersonId, item: 'VN2', by: 'hoa' as MemberId, at: at(18) }
	];

	test('is counted from its own records, without what was taken back', () => {
		expect(workOf('s1' as SessionId, came, assists, (id) => id)).toEqual({
			came: new Map([
				['binh', at(19, 50)],
				['an', at(19, 40)]
			]),
			helped: 2,
			assistsByItem: new Map([
				['VN2', 2],
				['SK', 1]
			])
		});
	});

	test('who is written down twice came once, and was helped as one', () => {
		const both = (id: PersonId) => (id === 'binh' ? 'an' : id) as PersonId;
		const work = workOf('s1' as SessionId, came, assists, both);
		expect([[...work.came], work.helped]).toEqual([[['an', at(19, 40)]], 1]);
	});

	test('whom two wrote down came once, when the first of them did; and still, when one takes that back', () => {
		const apart = [...came, attendance('an', at(20, 10), { by: 'nam' as MemberId })];
		const cameOf = (words: readonly Attendance[]) => [
			...workOf('s1' as SessionId, words, [], (id) => id).came
		];
		expect(cameOf(apart)).toEqual([
			['binh', at(19, 50)],
			['an', at(19, 40)]
		]);
		const taken = apart.map((one) =>
			one.person === 'an' && one.by === 'hoa' ? { ...one, voided: true } : one
		);
		expect(cameOf(taken)).toEqual([
			['an', at(20, 10)],
			['binh', at(19, 50)]
		]);
	});

	test('and its marks are those that stand', () => {
		const marks = marksBySession([...came, ...assists]);
		expect(marks.get('s1' as SessionId)?.sort()).toEqual([at(19, 40), at(19, 50), at(20), at(20), at(20)]);
		expect(marks.get('s2' as SessionId)).toHaveLength(2);
	});
});

import { describe, expect, it } from 'vitest';
import type { HamletId, HouseholdId, MemberId, PersonId, SessionId } from './ids.ts';
import { ownWorkOf, type WorkFacts } from './own-work.ts';
import type { Attendance, Session } from './session.ts';
import type { Assist, Visit } from './visit.ts';

const ME = 'me' as MemberId;
const OTHER = 'other' as MemberId;

/** Noon in Việt Nam. */
const at = (day: string, time = '12:00') => Date.parse(`${day}T${time}:00+07:00`);

const visit = (day: string, more: Partial<Visit> = {}): Visit => ({
	household: 'h1' as HouseholdId,
	outcome: 'met',
	at: at(day),
	by: ME,
	...more
});

const assist = (day: string, person: string, by = ME): Assist => ({
	person: person as PersonId,
	item: 'VN2',
	by,
	at: at(day)
});

const session = (id: string, day: string, more: Partial<Session> = {}) => ({
	...{ id, hamlet: 'd1' as HamletId, kind: 'evening' as const, place: 'Nhà văn hóa', day },
	...more
});

const came = (to: string, day: string, by = OTHER, more: Partial<Attendance> = {}): Attendance => ({
	...{ session: to as SessionId, person: 'p1' as PersonId, at: at(day, '19:40'), by },
	...more
});

const workOf = (facts: Partial<WorkFacts>, now = at('2026-12-31')) =>
	ownWorkOf(ME, { visits: [], assists: [], sessions: [], attendance: [], ...facts }, now);

describe('[F17] what I have done', () => {
	it('is nothing before the first visit', () => {
		expect(workOf({})).toEqual({ total: { days: 0, visits: 0, sessions: 0, people: 0 }, months: [] });
	});

	it('is counted by month, the newest first', () => {
		const visits = [visit('2026-10-30'), visit('2026-11-02'), visit('2026-11-02'), visit('2026-11-05')];
		const { total, months } = workOf({ visits, assists: [assist('2026-11-05', 'p1')] });
		expect(months).toEqual([
			{ month: '2026-11', days: 2, visits: 3, sessions: 0, people: 1 },
			{ month: '2026-10', days: 1, visits: 1, sessions: 0, people: 0 }
		]);
		expect(total).toEqual({ days: 3, visits: 4, sessions: 0, people: 1 });
	});

	it('counts who came along like who wrote it down, and nobody else', () => {
		const visits = [
			visit('2026-11-02', { by: OTHER, companions: [ME] }),
			visit('2026-11-03', { companions: [ME, OTHER] }),
			visit('2026-11-04', { by: OTHER })
		];
		expect(workOf({ visits }).total).toEqual({ days: 2, visits: 2, sessions: 0, people: 0 });
	});

	it('counts no visit and no help that was taken back', () => {
		const voided = true;
		const assists = [{ ...assist('2026-11-03', 'p1'), voided }, assist('2026-11-04', 'p2')];
		const { total } = workOf({ visits: [visit('2026-11-02', { voided })], assists });
		expect(total).toEqual({ days: 1, visits: 0, sessions: 0, people: 1 });
	});

	it('counts a person once, however often helped; in each month anew', () => {
		const assists = [
			assist('2026-10-30', 'p1'),
			assist('2026-11-02', 'p1'),
			assist('2026-11-03', 'p1'),
			assist('2026-11-03', 'p2'),
			assist('2026-11-03', 'p3', OTHER)
		];
		const { total, months } = workOf({ assists });
		expect(total).toEqual({ days: 3, visits: 0, sessions: 0, people: 2 });
		expect(months.map(({ people }) => people)).toEqual([2, 1]);
	});

	it("keeps to the days of Việt Nam: an evening's last visit belongs to that evening", () => {
		const late = visit('2026-10-31', { at: at('2026-10-31', '23:30') });
		expect(workOf({ visits: [late] }).months.map(({ month }) => month)).toEqual(['2026-10']);
	});

	it('counts the sessions at which I wrote something down, named or not', () => {
		const sessions = [
			session('s1', '2026-11-02', { helpers: [OTHER] }),
			session('s2', '2026-11-03'),
			session('s3', '2026-11-04'),
			session('s4', '2026-11-05')
		];
		const attendance = [
			came('s1', '2026-11-02', ME),
			came('s2', '2026-11-03', OTHER),
			came('s4', '2026-11-05', ME, { voided: true })
		];
		const assists = [{ ...assist('2026-11-04', 'p1'), session: 's3' as SessionId }];
		const { total } = workOf({ sessions, attendance, assists });
		expect(total).toEqual({ days: 2, visits: 0, sessions: 2, people: 1 });
	});

	it('counts those with my name that took place, and none that did not or was taken back', () => {
		const helpers = [OTHER, ME];
		const sessions = [
			session('begun', '2026-11-02', { helpers, startedAt: at('2026-11-02', '19:30') }),
			session('marked', '2026-11-03', { helpers }),
			session('nobody came', '2026-11-04', { helpers }),
			session('a mistake', '2026-11-05', { helpers, startedAt: at('2026-11-05', '19:30'), voided: true }),
			session('to come', '2027-01-02', { helpers })
		];
		const attendance = [came('marked', '2026-11-03'), came('a mistake', '2026-11-05', ME)];
		const { total, months } = workOf({ sessions, attendance });
		expect(total).toEqual({ days: 2, visits: 0, sessions: 2, people: 0 });
		expect(months.map(({ month }) => month)).toEqual(['2026-11']);
	});

	it('counts a session on the day it was of, with the visits of that day as one', () => {
		const sessions = [session('s1', '2026-10-31')];
		const attendance = [came('s1', '2026-11-01', ME, { at: at('2026-11-01', '00:40') })];
		const { total, months } = workOf({ visits: [visit('2026-10-31')], sessions, attendance });
		expect(total).toEqual({ days: 1, visits: 1, sessions: 1, people: 0 });
		expect(months.map(({ month }) => month)).toEqual(['2026-10']);
	});
});

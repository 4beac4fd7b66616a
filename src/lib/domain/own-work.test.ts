import { describe, expect, it } from 'vitest';
import type { HouseholdId, MemberId, PersonId } from './ids.ts';
import { ownWorkOf } from './own-work.ts';
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

describe('[F17] what I have done', () => {
	it('is nothing before the first visit', () => {
		expect(ownWorkOf(ME, [], [])).toEqual({ total: { days: 0, visits: 0, people: 0 }, months: [] });
	});

	it('is counted by month, the newest first', () => {
		const visits = [visit('2026-10-30'), visit('2026-11-02'), visit('2026-11-02'), visit('2026-11-05')];
		const { total, months } = ownWorkOf(ME, visits, [assist('2026-11-05', 'p1')]);
		expect(months).toEqual([
			{ month: '2026-11', days: 2, visits: 3, people: 1 },
			{ month: '2026-10', days: 1, visits: 1, people: 0 }
		]);
		expect(total).toEqual({ days: 3, visits: 4, people: 1 });
	});

	it('counts who came along like who wrote it down, and nobody else', () => {
		const visits = [
			visit('2026-11-02', { by: OTHER, companions: [ME] }),
			visit('2026-11-03', { companions: [ME, OTHER] }),
			visit('2026-11-04', { by: OTHER })
		];
		expect(ownWorkOf(ME, visits, []).total).toEqual({ days: 2, visits: 2, people: 0 });
	});

	it('counts no visit and no help that was taken back', () => {
		const voided = true;
		const assists = [{ ...assist('2026-11-03', 'p1'), voided }, assist('2026-11-04', 'p2')];
		const { total } = ownWorkOf(ME, [visit('2026-11-02', { voided })], assists);
		expect(total).toEqual({ days: 1, visits: 0, people: 1 });
	});

	it('counts a person once, however often helped; in each month anew', () => {
		const assists = [
			assist('2026-10-30', 'p1'),
			assist('2026-11-02', 'p1'),
			assist('2026-11-03', 'p1'),
			assist('2026-11-03', 'p2'),
			assist('2026-11-03', 'p3', OTHER)
		];
		const { total, months } = ownWorkOf(ME, [], assists);
		expect(total).toEqual({ days: 3, visits: 0, people: 2 });
		expect(months.map(({ people }) => people)).toEqual([2, 1]);
	});

	it("keeps to the days of Việt Nam: an evening's last visit belongs to that evening", () => {
		const late = visit('2026-10-31', { at: at('2026-10-31', '23:30') });
		expect(ownWorkOf(ME, [late], []).months.map(({ month }) => month)).toEqual(['2026-10']);
	});
});

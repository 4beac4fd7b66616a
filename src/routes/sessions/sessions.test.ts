import { describe, expect, test } from 'vitest';
import { makeChecklist } from '../../../tests/support/register.ts';
import { enrolledPhone, household, page, person, pulled, row } from '../../../tests/support/test-phone.ts';
import { startOfDay } from '#domain/calendar.ts';
import type { HamletId, MemberId, PersonId, SessionId } from '#domain/ids.ts';
import type { Fields, Row } from '#protocol/row.ts';
import { findPeople, peopleEntries } from './find-people.ts';
import { begun, cameTo, corrected, notCame, planned } from './session-taps.ts';
import { attendanceOf, figuresOf, isHelping, sessionsOf, sessionsTonight } from './sessions.ts';

const HAMLET = 'd1' as HamletId;
const DAY = '2026-11-22';
const at = (hour: number, minute = 0) => startOfDay(DAY) + (hour * 60 + minute) * 60_000;
const hoa = 'hoa' as MemberId;
const notYet = { status: 'not-yet' };

const session = (id: string, more: Fields = {}): Row =>
	row('sessions', id, 50, { hamlet: 'd1', kind: 'evening', place: 'Nhà văn hóa', day: DAY, ...more });
const came = (to: string, who: string, when: number, more: Fields = {}): Row =>
	row('attendance', `${to}:${who}:hoa`, 60, { session: to, person: who, at: when, by: hoa, ...more });
const assist = (id: string, who: string, item: string, more: Fields = {}): Row =>
	row('assists', id, 70, { person: who, item, at: at(20), by: hoa, session: 's1', ...more });

async function aPhone(rows: Row[]) {
	const phone = await enrolledPhone();
	const people = [
		household('h1', 1, { address: 'số 4' }),
		household('h2', 2, { hamlet: 'd2' }),
		person('p1', 'h1', 3, { name: 'Lê Văn Nam' }),
		person('p2', 'h1', 4, { name: 'Lê Thị Hà' }),
		person('p3', 'h2', 5, { name: 'Lê Hà My' }),
		person('p4', 'h1', 6, { name: 'Lê Hà Xa', residence: { kind: 'away' } }),
		person('p5', 'h1', 7, { name: 'Lê Hà Cũ', residence: { kind: 'moved', at: 1 } }),
		row('hamlets', 'd1', 8, { name: 'Thôn Đông', order: 1 }),
		row('hamlets', 'd2', 9, { name: 'Thôn Đoài', order: 2 })
	];
	await pulled(phone, { pages: [page('h:d1', 0, 90, [...people, ...rows])] });
	return phone;
}

describe('[F21] the sessions of a hamlet', () => {
	test('stand with how they are now, the latest first; what was taken back only where somebody came', async () => {
		const { store } = await aPhone([
			session('s1', { startedAt: at(19, 30) }),
			session('s2', { day: '2026-11-20' }),
			session('s3', { day: '2026-11-29' }),
			session('s4', { day: '2026-11-21', voided: true }),
			session('s5', { day: '2026-11-19', voided: true }),
			session('s6', { hamlet: 'd2' }),
			came('s1', 'p1', at(19, 40)),
			came('s1', 'p2', at(19, 45), { voided: true }),
			came('s5', 'p1', at(-50))
		]);
		const lines = sessionsOf(store.view, HAMLET, at(20));
		expect(lines.map(({ session: { id }, times, came: count }) => [id, times.state, count])).toEqual([
			['s3', 'planned', 0],
			['s1', 'running', 1],
			['s2', 'not-held', 0],
			['s5', 'taken-back', 1]
		]);
	});

	test('tonight: today’s, and after midnight the one that still runs', async () => {
		const { store } = await aPhone([
			session('s1', { startedAt: at(19, 30) }),
			session('s2', { day: '2026-11-23', kind: 'training' }),
			session('s3', { voided: true })
		]);
		const tonight = (now: number) =>
			sessionsTonight(store.view, HAMLET, now).map((one) => one.session.id as string);
		expect(tonight(at(15))).toEqual(['s1']);
		expect(tonight(at(25)).sort()).toEqual(['s1', 's2']);
		expect(tonight(at(26))).toEqual(['s2']);
		expect(tonight(at(80))).toEqual([]);
	});

	test('are the evening of whoever was named to help, of everybody where nobody was', () => {
		const plan = { hamlet: HAMLET, kind: 'evening', place: 'x', day: DAY } as const;
		expect(isHelping(plan, hoa)).toBe(true);
		expect(isHelping({ ...plan, helpers: ['nam' as MemberId] }, hoa)).toBe(false);
		expect(isHelping({ ...plan, helpers: ['nam' as MemberId, hoa] }, hoa)).toBe(true);
	});
});

describe('[F21] what came of one', () => {
	const { mainItems } = makeChecklist();
	const rows = [
		session('s1'),
		came('s1', 'p1', at(19, 40)),
		came('s1', 'p2', at(19, 50)),
		came('s1', 'gone', at(19, 45)),
		assist('a1', 'p1', 'VN2'),
		assist('a2', 'p1', 'VN2'),
		assist('a3', 'p2', 'SK'),
		assist('a4', 'p2', 'MM', { voided: true }),
		row('answers', 'p1', 80, { VN2: { status: 'done', evidence: 'said' }, SK: notYet, MM: notYet }),
		row('answers', 'p2', 81, {
			SK: { status: 'not-yet', due: '2026-11-30' },
			VN2: { status: 'blocked', reason: 'V13', due: '2026-11-25' }
		})
	];

	test('is counted from its records, with who has to come again and when', async () => {
		const { store } = await aPhone(rows);
		const figures = figuresOf(store.view, 's1' as SessionId, mainItems, DAY);
		expect(figures).toMatchObject({ helped: 2, newlyDone: 1, unseen: 1 });
		expect([...figures.assistsByItem]).toEqual([
			['VN2', 2],
			['SK', 1]
		]);
		expect(
			figures.people.map((one) => [one.person.name, one.open.map(({ code }) => code).join(), one.due])
		).toEqual([
			['Lê Thị Hà', 'VN2,SK', '2026-11-25'],
			['Lê Văn Nam', 'SK,MM', undefined]
		]);
	});

	test('says of nobody that they have everything who was not asked', async () => {
		const said = { status: 'done', evidence: 'said' };
		const all = Object.fromEntries(mainItems.map(({ code }) => [code, said]));
		const { store } = await aPhone([
			session('s1'),
			came('s1', 'p1', at(19, 40)),
			came('s1', 'p2', at(19, 50)),
			row('answers', 'p1', 80, all)
		]);
		const { people } = figuresOf(store.view, 's1' as SessionId, mainItems, DAY);
		const told = people.map((one) => [one.person.name, one.open.length, one.unasked > 0, one.hasAll]);
		expect(told).toEqual([
			['Lê Thị Hà', 0, true, false],
			['Lê Văn Nam', 0, false, true]
		]);
	});

	test('[F37] shows nobody who does not want to be written down any more, and still counts them', async () => {
		const { store } = await aPhone(rows);
		await store.record([{ k: 'set', c: 'households', id: 'h1', a: { noRecord: true } }]);
		const figures = figuresOf(store.view, 's1' as SessionId, mainItems, DAY);
		expect([figures.people, figures.came.size, figures.unseen]).toEqual([[], 3, 3]);
	});
});

test('[F7] who is checked in is found as typed, the hamlet’s own first, nobody who has gone for good', async () => {
	const { store } = await aPhone([]);
	const found = findPeople(peopleEntries(store.view, HAMLET), 'ha');
	expect(found.map(({ person: { name } }) => name)).toEqual(['Lê Thị Hà', 'Lê Hà Xa', 'Lê Hà My']);
	expect(findPeople(peopleEntries(store.view, 'd2' as HamletId), 'ha m')[0]?.person.name).toBe('Lê Hà My');
});

describe('[F21] a tap about a session', () => {
	const plan = { kind: 'evening', place: 'Nhà văn hóa', day: DAY, helpers: [hoa] } as const;
	const standing = { ...plan, id: 's1', hamlet: HAMLET, helpers: [hoa] };

	test('plans it, and corrects only what is said otherwise', () => {
		expect(planned('s1', HAMLET, { ...plan, helpers: [] })).toEqual({
			drafts: [
				{
					k: 'add',
					c: 'sessions',
					id: 's1',
					a: { hamlet: HAMLET, kind: 'evening', place: 'Nhà văn hóa', day: DAY }
				}
			],
			label: 'Đã lên lịch: Mỗi đêm 1 giờ · 22/11/2026'
		});
		const seen = { rv: 3, epoch: 'e1' };
		expect(corrected(standing, plan, seen)).toBeUndefined();
		expect(corrected(standing, { ...plan, place: 'Đình', helpers: [] }, seen)?.drafts).toMatchObject([
			{ k: 'set', a: { place: 'Đình', helpers: null }, seen }
		]);
		expect(begun('s1', 5).drafts).toEqual([{ k: 'set', c: 'sessions', id: 's1', a: { startedAt: 5 } }]);
	});

	test('writes down once that somebody came, and again what was taken back', () => {
		const [id, nam, now] = ['s1' as SessionId, { id: 'p1' as PersonId, name: 'Nam' }, { by: hoa, at: 7 }];
		const word = (by: string, voided = false) => {
			const said = { session: id, person: nam.id, by: by as MemberId, at: 1, voided };
			return { id: `s1:p1:${by}`, ...said };
		};
		const added = { k: 'add', c: 'attendance', id: 's1:p1:hoa', a: { session: id, person: nam.id, ...now } };
		expect(cameTo(id, nam, [], now)?.drafts).toEqual([added]);
		expect(cameTo(id, nam, [word('x')], now)).toBeUndefined();
		expect(cameTo(id, nam, [word('x'), word('hoa', true)], now)).toBeUndefined();
		expect(cameTo(id, nam, [word('x', true)], now)?.drafts).toEqual([added]);
		expect(cameTo(id, nam, [word('x', true), word('hoa', true)], now)?.drafts).toEqual([
			{ k: 'set', c: 'attendance', id: 's1:p1:hoa', a: { voided: null, at: 7 } }
		]);
	});

	test('takes back the words it is given, and what others wrote down of the same person stands', async () => {
		const { store } = await aPhone([
			session('s1'),
			came('s1', 'p1', at(19, 50)),
			row('attendance', 's1:p1:nam', 61, { session: 's1', person: 'p1', at: at(19, 40), by: 'nam' })
		]);
		const words = () => attendanceOf(store.view, 's1' as SessionId, 'p1' as PersonId);
		expect(words().map(({ by }) => by as string)).toEqual(['nam', 'hoa']);
		const mine = words().filter(({ by }) => by === hoa);
		const { drafts, label } = notCame(mine, { name: 'Nam' });
		expect([drafts.map(({ id }) => id), label]).toEqual([['s1:p1:hoa'], 'Đã bỏ: Nam đến dự']);
		await store.record(drafts);
		const { came: standing } = figuresOf(store.view, 's1' as SessionId, [], DAY);
		expect([...standing]).toEqual([['p1', at(19, 40)]]);
	});
});

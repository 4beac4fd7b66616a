import { expect, test } from 'vitest';
import { itemWith, makePerson } from '../../../../../tests/support/register.ts';
import type { OwnWork } from '#phone/store/own-work.ts';
import type { View } from '#phone/store/view.ts';
import { storyOf, type Reader } from './story.ts';

const lan = makePerson('p2', { name: 'Lê Thị Lan' });
const own = (
	at: number,
	k: OwnWork['body']['k'],
	c: OwnWork['body']['c'],
	id: string,
	a: object
): OwnWork => ({
	at,
	body: { k, c, id, b: 0, a: a as never }
});
const said = { purpose: 'help-at-the-door', textVersion: 1, how: 'spoken', by: 'hoa' };

function viewOf({ isRefused = false, refusing = '', came = [] as readonly object[] } = {}): View {
	const tables: Record<string, unknown[]> = {
		notices: [
			{ household: 'h1', kind: 'notice-given', at: 2, ...said },
			{ household: 'h1', kind: 'refused', person: 'p2', at: 3, ...said },
			{ household: 'h1', kind: 'refused', person: 'p2', at: 3, ...said, purpose: 'invite' },
			{ household: 'h2', kind: 'notice-given', at: 9, ...said }
		],
		assists: [
			{ id: 'a1', person: 'p2', item: 'VN2', by: 'tam', at: 5 },
			{ id: 'a2', person: 'p2', item: 'MM', by: 'tam', at: 7, voided: true },
			{ person: 'p8', item: 'VN2', by: 'tam', at: 6 }
		],
		attendance: [...came],
		conflicts: []
	};
	return {
		all: (c: string) => tables[c],
		get: (_: string, id: string) =>
			({ p2: lan, d2: { name: 'Thôn Tây' }, s1: { kind: 'evening', day: '2026-11-22' } })[id],
		standingFor: (id: string) => id,
		visitsOf: () => [
			{ id: 'v1', at: 1, by: 'hoa', outcome: 'not-home', household: 'h1' },
			{ id: 'v2', at: 4, by: 'tam', outcome: 'met', household: 'h1', voided: true }
		],
		householdOf: () => 'h1',
		peopleOf: () => (isRefused ? [] : [lan]),
		items: () => [itemWith('VN2')],
		isRefused: () => isRefused,
		hasRefused: (id: string) => id === refusing
		// Of a view, as much as the story reads.
	} as unknown as View;
}
const volunteer = (member: string) => ({ member: member as never, roles: ['volunteer' as const] });
const textsOf = (view: View, work: OwnWork[] = []) =>
	storyOf('h1' as never, view, work, volunteer('me')).map(({ at, by, text }) => `${at} ${by}: ${text}`);

test('what everybody’s phone knows of a household, the newest first', () => {
	expect(textsOf(viewOf())).toEqual([
		'7 tam: Lượt giúp đã bỏ: MM, Lê Thị Lan',
		'5 tam: Giúp Lê Thị Lan: VNeID mức 2',
		'4 tam: Lượt thăm đã bỏ: Gặp',
		'3 hoa: Lê Thị Lan không cho ghi',
		'2 hoa: Thông báo về thông tin (đọc cho nghe)',
		'1 hoa: Lượt thăm: Vắng nhà'
	]);
});

const work = [
	own(11, 'set', 'answers', 'p2', { VN2: { status: 'done', evidence: 'said' } }),
	own(11, 'set', 'answers', 'p2', { MM: { status: 'not-yet', recheck: true } }),
	own(12, 'set', 'people', 'p2', { residence: { kind: 'deceased', at: 5 } }),
	own(13, 'set', 'people', 'p2', { name: 'Lê Thị Lan', birth: { year: 1961 }, phone: null }),
	own(14, 'cmd', 'people', 'p2', { name: 'person.move', into: 'h1' }),
	own(15, 'cmd', 'households', 'h1', { name: 'household.split' }),
	own(18, 'cmd', 'households', 'h1', { name: 'household.move', hamlet: 'd2' }),
	own(16, 'set', 'households', 'h1', {}),
	own(17, 'add', 'visits', 'v1', {}),
	// With a visit that says the same.
	own(10, 'set', 'households', 'h1', { status: 'moved-away' }),
	own(10, 'set', 'households', 'h1', { status: 'active' })
];

test('and what this phone recorded itself, in words; what is told from its row is not told twice', () => {
	expect(textsOf(viewOf(), work).slice(0, 9)).toEqual([
		'18 me: Chuyển hộ sang Thôn Tây',
		'15 me: Tách hộ',
		'14 me: Lê Thị Lan chuyển sang hộ này',
		'13 me: Sửa thông tin của Lê Thị Lan: họ tên Lê Thị Lan, ngày sinh 1961, số điện thoại để trống',
		'12 me: Lê Thị Lan: Đã mất',
		'11 me: Lê Thị Lan: VNeID mức 2: Đã có',
		'11 me: Lê Thị Lan: MM: Chưa · Cần kiểm tra lại',
		'10 me: Nhà về lại danh sách',
		'7 tam: Lượt giúp đã bỏ: MM, Lê Thị Lan'
	]);
});

test('[F37] of whom nothing is to be written, nothing is told', () => {
	const refused = textsOf(viewOf({ isRefused: true }), work).join('\n');
	for (const word of ['VNeID', 'Đã mất', 'Giúp']) expect(refused).not.toContain(word);
	expect(refused).toContain('Tách hộ');
	expect(textsOf(viewOf({ refusing: 'p2' }), work).join('\n')).not.toContain('Đã mất');
});

test('a visit or a help that never was is taken back by who wrote it, or by the head; what was taken back is not again', () => {
	const backFor = (reader: Reader) =>
		storyOf('h1' as never, viewOf(), work, reader).flatMap(({ takesBack }) => takesBack?.drafts ?? []);
	const help = { k: 'cmd', c: 'assists', id: 'a1', a: { name: 'assist.void' } };
	const visit = { k: 'cmd', c: 'visits', id: 'v1', a: { name: 'visit.void' } };
	expect(backFor(volunteer('me'))).toEqual([]);
	expect(backFor(volunteer('hoa'))).toEqual([visit]);
	expect(backFor(volunteer('tam'))).toEqual([help]);
	expect(backFor({ member: 'me' as never, roles: ['hamlet-head'] })).toEqual([help, visit]);
});

test('[F21] which sessions they came to, taken back by who wrote it down or the head', () => {
	const came = [
		{ id: 's1:p2:tam', session: 's1', person: 'p2', by: 'tam', at: 8 },
		{ session: 's2', person: 'p2', by: 'hoa', at: 9, voided: true },
		{ session: 's1', person: 'p8', by: 'tam', at: 10 }
	];
	const texts = (view: View) => textsOf(view).filter((text) => text.includes('đến dự'));
	expect(texts(viewOf({ came }))).toEqual([
		'9 hoa: Đã bỏ, Lê Thị Lan không đến dự: Đến dự buổi',
		'8 tam: Lê Thị Lan đến dự: Mỗi đêm 1 giờ · 22/11/2026'
	]);
	expect(texts(viewOf({ came, isRefused: true }))).toEqual([]);
	const backFor = (me: Reader) =>
		storyOf('h1' as never, viewOf({ came }), [], me).flatMap(({ takesBack }) =>
			(takesBack?.drafts ?? []).filter(({ c }) => c === 'attendance')
		);
	expect(backFor(volunteer('me'))).toEqual([]);
	expect(backFor(volunteer('tam'))).toEqual([
		{ k: 'set', c: 'attendance', id: 's1:p2:tam', a: { voided: true } }
	]);
	expect(backFor({ member: 'me' as never, roles: ['hamlet-head'] })).toHaveLength(1);
});

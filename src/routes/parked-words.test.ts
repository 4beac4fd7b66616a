import { describe, expect, it } from 'vitest';
import { defaultPlaceWords } from '#domain/places.ts';
import { itemWith, makePerson } from '../../tests/support/register.ts';
import type { View } from '#phone/store/view.ts';
import { parkedCard } from './parked-words.ts';

const people = [makePerson('p1', { relation: 'head' }), makePerson('p2', { name: 'Đoàn Thị Mận', order: 2 })];
const rows: Record<string, unknown> = {
	h1: { hamlet: 'dong' },
	p1: people[0],
	p2: people[1],
	v1: { household: 'h1', outcome: 'met' },
	a1: { person: 'p2', item: 'MM' },
	k1: { name: 'TĐA06 3+' },
	dong: { name: 'Thôn Đông' },
	's1:p2:m1': { session: 's1', person: 'p2' },
	s1: { hamlet: 'dong', kind: 'evening', place: 'Nhà văn hóa', day: '2026-11-22' },
	hoa: { name: 'Nguyễn Thị Hoa' }
};
const view = {
	get: (_: string, id: string) => rows[id],
	commune: () => ({ words: { ...defaultPlaceWords, commune: 'phường' } }),
	peopleOf: () => people,
	items: () => [itemWith('VN2'), itemWith('MM')]
} as unknown as View;

const card = (op: object, code = 'role') => parkedCard(JSON.stringify(op), code, view);

describe('[F12] a change the commune could not use', () => {
	it('names household and person, what was typed, and why', () => {
		const a = { VN2: { status: 'done', evidence: 'said' }, MM: { status: 'blocked', reason: 'V05' } };
		expect(card({ k: 'set', c: 'answers', id: 'p2', a })).toEqual({
			who: 'Nguyễn Văn Ước, người trong nhà: Đoàn Thị Mận',
			what: 'VNeID mức 2: Đã có · Mobile money: Vướng (SIM không chính chủ)',
			why: 'Máy này không có quyền ghi việc ấy.',
			household: 'h1'
		});
	});

	it('names the evidence, which may be what the role has not', () => {
		const a = { VN2: { status: 'done', evidence: 'confirmed' } };
		expect(card({ k: 'set', c: 'answers', id: 'p1', a }).what).toBe(
			'VNeID mức 2: Đã có (cơ quan đã xác nhận)'
		);
	});

	it('reads what an official decided who is one no more', () => {
		expect(card({ k: 'set', c: 'items', id: 'VN2', a: { main: true } })).toMatchObject({
			who: 'Cả phường',
			what: 'VNeID mức 2: Mục chính'
		});
		const cancelled = card({ k: 'set', c: 'campaigns', id: 'k1', a: { cancelled: true } });
		expect(cancelled.what).toBe('TĐA06 3+: Đã bỏ đợt này');
		const target = card({ k: 'set', c: 'targets', id: 'dong:VN2', a: { count: 1200 } });
		expect(target.what).toBe('Chỉ tiêu · VNeID mức 2 · Thôn Đông: 1.200');
		expect(card({ k: 'set', c: 'campaigns', id: 'k1', a: { until: '2026-12-14' } }).what).toBe(
			'TĐA06 3+: 14/12/2026'
		);
		const ground = (dataTerms: unknown) => card({ k: 'set', c: 'commune', id: 'xa', a: { dataTerms } }).what;
		expect(ground({ basis: 'consent' })).toBe('Căn cứ ghi thông tin: Từng người đồng ý');
		expect(ground({ basis: 'later' })).toBe('Căn cứ ghi thông tin: không đọc được');
	});

	it('reads a visit by its household', () => {
		const visit = card({ k: 'add', c: 'visits', id: 'v', a: { household: 'h1', outcome: 'met' } });
		expect(visit).toMatchObject({ who: 'Nguyễn Văn Ước', what: 'Lượt thăm: Gặp', household: 'h1' });
	});

	it('reads a help, and what took it or a visit back, by the row it is about', () => {
		const who = 'Nguyễn Văn Ước, người trong nhà: Đoàn Thị Mận';
		const help = card({ k: 'add', c: 'assists', id: 'a2', a: { person: 'p2', item: 'MM' } });
		expect(help).toMatchObject({ who, what: 'Lượt giúp: Mobile money', household: 'h1' });
		const noHelp = card({ k: 'cmd', c: 'assists', id: 'a1', a: { name: 'assist.void' } });
		expect(noHelp).toMatchObject({ who, what: 'Lượt giúp: Mobile money (bỏ lượt này)', household: 'h1' });
		const noVisit = card({ k: 'cmd', c: 'visits', id: 'v1', a: { name: 'visit.void' } });
		expect(noVisit).toMatchObject({ who: 'Nguyễn Văn Ước', what: 'Lượt thăm: Gặp (bỏ lượt này)' });
	});

	it('reads what was said of a session, and who came to it', () => {
		const who = 'Mỗi đêm 1 giờ · 22/11/2026';
		const moved = card({
			k: 'set',
			c: 'sessions',
			id: 's1',
			a: { place: 'Đình làng', helpers: ['hoa', 'x'] }
		});
		const what = 'Nơi họp: Đình làng · Người hỗ trợ: Nguyễn Thị Hoa, Một người khác';
		expect(moved).toMatchObject({ who, what, household: undefined });
		const ended = card({ k: 'set', c: 'sessions', id: 's1', a: { endedAt: null, day: 'soon' } });
		expect(ended.what).toBe('Kết thúc lúc: để trống · Ngày: không đọc được');
		const came = { k: 'add', c: 'attendance', id: 's1:p2:m1', a: { session: 's1', person: 'p2' } };
		const whose = 'Nguyễn Văn Ước, người trong nhà: Đoàn Thị Mận';
		expect(card(came)).toMatchObject({ who: whose, what: `Đến dự buổi: ${who}`, household: 'h1' });
		const not = { k: 'set', c: 'attendance', id: 's1:p2:m1', a: { voided: true } };
		expect(card(not)).toMatchObject({ who: whose, what: `Đến dự buổi: ${who} (bỏ lượt này)` });
	});

	it('goes by what the commune calls it once the household is on this phone no more, and says that it came late', () => {
		const op = JSON.stringify({ k: 'set', c: 'answers', id: 'elsewhere', a: { VN2: { status: 'not-yet' } } });
		expect(parkedCard(op, 'late', view, 'Hộ bà Đoàn Thị Mận')).toEqual({
			who: 'Hộ bà Đoàn Thị Mận',
			what: 'VNeID mức 2: Chưa',
			why: 'Bạn ghi sau khi không còn phụ trách nhà này.',
			household: undefined
		});
		const here = JSON.stringify({ k: 'set', c: 'answers', id: 'p2', a: {} });
		expect(parkedCard(here, 'revoked', view, 'khác')).toMatchObject({
			who: 'Nguyễn Văn Ước, người trong nhà: Đoàn Thị Mận',
			why: 'Máy ghi việc này đã bị ngừng dùng.'
		});
	});

	it('is still a card when nothing in it can be understood', () => {
		expect(parkedCard('not json', 'fault', view)).toMatchObject({
			who: 'Nhà không còn trên máy này',
			household: undefined
		});
		expect(card({ c: 'answers', id: 'p1', a: { VN2: { status: 'who-knows' } } }).what).toBe(
			'VNeID mức 2: không đọc được'
		);
		expect(card({ c: 'visits', id: 'v', a: { household: 'h1' } }).what).toBe('Lượt thăm: không đọc được');
		expect(card({ c: 'answers', id: 'elsewhere', a: {} }, 'scope').why).toContain('không còn thuộc');
	});
});

import { describe, expect, it } from 'vitest';
import { itemWith, makePerson } from '../../../tests/support/register.ts';
import type { ListedConflict } from '#phone/store/conflicts.ts';
import type { View } from '#phone/store/view.ts';
import {
	groupsOf,
	householdName,
	placeOf,
	shortValue,
	subjectOf,
	valueText,
	writtenBy
} from './conflict-words.ts';

const people = [makePerson('p1', { relation: 'head' }), makePerson('p2', { name: 'Đoàn Thị Mận', order: 2 })];
const rows: Record<string, unknown> = {
	h1: { hamlet: 'dong' },
	p1: { ...people[0], household: 'h1' },
	p2: { ...people[1], household: 'h1' },
	hoa: { name: 'Nguyễn Thị Hoa' },
	s1: { hamlet: 'dong', kind: 'training', place: 'Nhà văn hóa', day: '2026-11-22' },
	's1:p2:m1': { session: 's1', person: 'p2' }
};
const view = {
	get: (_: string, id: string) => rows[id],
	householdOf: (_: string, id: string) => (id.startsWith('p') ? 'h1' : id),
	commune: () => undefined,
	peopleOf: () => people,
	items: () => [itemWith('VN2')]
} as unknown as View;

/** 22/11/2026, 19:00 in Việt Nam. */
const AT = Date.UTC(2026, 10, 22, 12);

const conflict = (more: Partial<ListedConflict> = {}): ListedConflict => ({
	id: '7.1.VN2',
	in: 'answers',
	row: 'p2',
	field: 'VN2',
	kept: { value: { status: 'blocked', reason: 'V05' }, by: 'hoa', at: AT },
	dropped: { value: { status: 'done', evidence: 'seen' }, by: 'me', at: AT - 60_000 },
	...more
});

describe('[F13] a conflict in words', () => {
	it('says about whom, which values, who wrote them and when', () => {
		const one = conflict();
		expect(subjectOf(one, view)).toBe('VNeID mức 2 · Đoàn Thị Mận');
		expect(valueText(one, one.kept, view)).toBe('Vướng (SIM không chính chủ)');
		expect(valueText(one, one.dropped, view)).toBe('Đã có (Đã xem trên máy)');
		const again = { value: { status: 'done', evidence: 'seen', recheck: true }, at: AT };
		expect(valueText(one, again, view)).toBe('Đã có (Đã xem trên máy) · Cần kiểm tra lại');
		expect([shortValue(one.kept), shortValue(one.dropped)]).toEqual(['Vướng', 'Đã có']);
		expect(writtenBy(one.kept, 'me', view)).toBe('Nguyễn Thị Hoa ghi lúc 19:00 ngày 22/11/2026');
		expect(writtenBy(one.dropped, 'me', view)).toBe('Bạn ghi lúc 18:59 ngày 22/11/2026');
		expect(writtenBy({ value: null, at: AT }, 'me', view)).toContain('Không rõ ai ghi');
	});

	it('reads what is no answer, and what this version does not know', () => {
		const text = (field: string, value: unknown) =>
			valueText(conflict({ in: 'people', field }), { value, at: AT }, view);
		expect(text('name', 'Đoàn Thị Mận')).toBe('Đoàn Thị Mận');
		expect(text('residence', { kind: 'away', until: '2027-01' })).toBe(
			'Đi làm ăn xa, về khoảng tháng 01/2027'
		);
		expect(text('household', 'h1')).toBe(people[0]?.name);
		expect(text('note', { text: 'Chó dữ', by: 'hoa', at: AT })).toBe('Chó dữ');
		expect(text('phone', null)).toBe('để trống');
		expect(text('birth', { year: 1961, month: 10 })).toBe('10/1961');
		expect(text('relation', 'wife')).toBe('vợ');
		expect(text('birth', { year: 'về già' })).toBe('không đọc được');
		expect(valueText(conflict(), { value: { status: 'later' }, at: AT }, view)).toBe('không đọc được');
		expect(subjectOf(conflict({ in: 'people', field: 'name' }), view)).toBe(
			'Thông tin của một người · Đoàn Thị Mận'
		);
	});

	it('tells what two officials decided differently', () => {
		const item = conflict({ in: 'items', row: 'VN2', field: 'main' });
		expect([placeOf(item, view), subjectOf(item, view)]).toEqual(['Cả xã', 'VNeID mức 2']);
		const values = [true, false].map((value) => valueText(item, { value, at: AT }, view));
		expect(values).toEqual(['Mục chính', 'Mục khác']);
		const ground = conflict({ in: 'commune', row: 'xa', field: 'dataTerms' });
		expect(subjectOf(ground, view)).toBe('Căn cứ ghi thông tin');
		expect(valueText(ground, { value: { basis: 'article-19' }, at: AT }, view)).toBe('Theo Điều 19 của luật');
		expect(placeOf(conflict(), view)).toBe('Nguyễn Văn Ước');
	});

	it('tells what two heads wrote differently of a session, or of who came to it', () => {
		const text = (field: string, value: unknown, of = 'sessions', row = 's1') => {
			const one = conflict({ in: of, row, field });
			return `${placeOf(one, view)} | ${subjectOf(one, view)} | ${valueText(one, { value, at: AT }, view)}`;
		};
		const name = 'Tập huấn · 22/11/2026';
		expect(text('place', 'Đình làng')).toBe(`${name} | Nơi họp | Đình làng`);
		expect(text('endedAt', AT)).toBe(`${name} | Kết thúc lúc | 19:00 22/11/2026`);
		expect(text('helpers', ['hoa'])).toBe(`${name} | Người hỗ trợ | Nguyễn Thị Hoa`);
		expect(text('kind', 'evening')).toBe(`${name} | Loại buổi | Mỗi đêm 1 giờ`);
		expect(text('voided', true)).toBe(`${name} | Bỏ buổi này | Bỏ buổi này`);
		expect(text('kind', 'party')).toContain('không đọc được');
		const came = (field: string, value: unknown) => text(field, value, 'attendance', 's1:p2:m1');
		expect(came('by', 'hoa')).toContain('Đến dự buổi · Đoàn Thị Mận | Nguyễn Thị Hoa');
		expect(came('at', AT)).toContain('19:00 22/11/2026');
	});

	it('stands under its household, the newest first', () => {
		const old = conflict({
			id: 'old',
			row: 'h2',
			kept: { value: null, at: 1 },
			dropped: { value: null, at: 2 }
		});
		const groups = groupsOf([old, conflict()], view);
		expect(groups.map(({ household, conflicts }) => [household, conflicts.length])).toEqual([
			['h1', 1],
			[undefined, 1]
		]);
		expect(groups[0]?.name).toBe('Nguyễn Văn Ước');
		expect(householdName(undefined, view)).toBe('Nhà không còn trên máy này');
	});
});

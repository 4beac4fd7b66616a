import { describe, expect, test } from 'vitest';
import { fold, queryOf, scoreOf, searchableOf } from './name-search.ts';

const score = (typed: string, name: string, address = '', phone = '') =>
	scoreOf(queryOf(typed), searchableOf(name, address, phone));

describe('search as typed', () => {
	test.each([
		['do thi uoc', 'Đỗ Thị Ước'],
		['Đỗ Thị Ước', 'Đỗ Thị Ước'],
		['uoc do', 'Đỗ Thị Ước'],
		['ha', 'Lê Thị Hà'],
		['Lê', 'Lê Thị Hà'],
		['vu', 'Vũ Hồ Lý'],
		['nvh', 'Nguyễn Văn Hòa'],
		['nguyễn văn hoà', 'Nguyễn Văn Hòa'],
		['hoa'.normalize('NFD'), 'Nguyễn Văn Hòa'],
		['Nguyễn Văn Hòa'.normalize('NFD'), 'Nguyễn Văn Hòa'],
		['đuc', 'Nguyễn Văn Đức'],
		['DUC', 'Ðặng Văn Ðức'],
		['ngu van', 'Nguyễn Văn Hòa']
	])('"%s" finds %s', (typed, name) => {
		expect(score(typed, name)).toBeGreaterThan(0);
	});

	test.each([
		['hb', 'Nguyễn Văn Hòa'],
		['nguyen an', 'Nguyễn Văn Hòa'],
		['', 'Nguyễn Văn Hòa'],
		['  ', 'Nguyễn Văn Hòa'],
		['văn văn', 'Nguyễn Văn Hòa']
	])('"%s" does not find %s', (typed, name) => {
		expect(score(typed, name)).toBe(0);
	});

	test('exact marks come first', () => {
		expect(score('hà', 'Lê Thị Hà')).toBeGreaterThan(score('hà', 'Lê Thị Hạ'));
	});

	test('a given name beats a family name', () => {
		expect(score('ha', 'Lê Thị Hà')).toBeGreaterThan(score('ha', 'Hà Thị Lê'));
	});

	test('house number, lane and phone tail find too', () => {
		expect(score('137', 'Đặng Tấn Lộc', 'Bờ kênh, số 137')).toBeGreaterThan(0);
		expect(score('13', 'Đặng Tấn Lộc', 'Bờ kênh, số 137')).toBe(0);
		expect(score('loc bo kenh', 'Đặng Tấn Lộc', 'Bờ kênh, số 137')).toBeGreaterThan(0);
		expect(score('6724', 'Đặng Tấn Lộc', '', '0383036724')).toBeGreaterThan(0);
	});
});

test('folding strips marks, maps every đ, and squeezes spaces', () => {
	expect(fold('  ĐỖ   Thị ƯỚC ')).toBe('do thi uoc');
	expect(fold('ỆỮỞẪ ðÐ')).toBe('euoa dd');
});

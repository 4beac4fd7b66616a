import { describe, expect, test } from 'vitest';
import { communeNameOf, hamletNamed, hamletNameOf } from './hamlet-name.ts';
import { findHeader } from './header.ts';
import type { RawTable } from './raw-table.ts';

const known = [{ name: 'Thôn Đông' }, { name: 'Thôn Hạ' }, { name: 'Thôn Hà', oldNames: ['Thôn Bàu'] }];

function hamletOf(sheet: string, titles: string[], kind: RawTable['kind'] = 'workbook'): string | undefined {
	const rows = [...titles.map((title) => [title]), ['Mã hộ', 'Họ và tên']];
	const table: RawTable = { sheet, kind, rows };
	const header = findHeader(table);
	return header && hamletNameOf(table, header, known);
}

describe('the hamlet of a sheet', () => {
	test.each([
		['Thôn Đông', [], 'Thôn Đông'],
		['KHU PHỐ 3', [], 'Khu Phố 3'],
		['Sheet1', ['UBND XÃ ĐẠI THẠNH', 'DANH SÁCH HỘ GIA ĐÌNH - THÔN ĐÔNG NĂM 2026'], 'Thôn Đông'],
		['Danh sách', ['Danh sách hộ của thôn Bầu, xã Đại Thạnh'], 'thôn Bầu'],
		['Đông', [], 'Đông'],
		['Sheet1', ['Danh sách theo văn bản số 5'], undefined],
		['DS hộ 2', [], undefined]
	])('%s %j is %s', (sheet, titles, name) => {
		expect(hamletOf(sheet, titles)).toBe(name);
	});

	test.each([
		['thon-dong-households', [], 'Thôn Đông'],
		['Thôn Mới', [], 'Thôn Mới'],
		['danh sach', ['THÔN TÂY'], 'Thôn Tây'],
		// Hạ or Hà: without marks nobody can tell.
		['thon-ha', [], undefined],
		['danh sach', [], undefined]
	])('of a CSV %s %j is %s', (name, titles, hamlet) => {
		expect(hamletOf(name, titles, 'csv')).toBe(hamlet);
	});
});

describe('a hamlet by its name', () => {
	test('is found in capitals, without marks, and by an old name', () => {
		expect(hamletNamed('THÔN ĐÔNG', known)?.name).toBe('Thôn Đông');
		expect(hamletNamed('thon dong', known)?.name).toBe('Thôn Đông');
		expect(hamletNamed('Thôn Bàu', known)?.name).toBe('Thôn Hà');
	});

	test('is not guessed at when two could be meant', () => {
		expect(hamletNamed('thon ha', known)).toBeUndefined();
		expect(hamletNamed('Thôn Hả', known)).toBeUndefined();
	});
});

test('the commune is read from a title line', () => {
	const rows = [['UBND XÃ ĐẠI THẠNH (DỮ LIỆU MẪU, KHÔNG PHẢI NGƯỜI THẬT)']];
	expect(communeNameOf([{ sheet: 'a', kind: 'workbook', rows }])).toBe('Xã Đại Thạnh');
	expect(communeNameOf([{ sheet: 'a', kind: 'workbook', rows: [['Mã hộ']] }])).toBeUndefined();
});

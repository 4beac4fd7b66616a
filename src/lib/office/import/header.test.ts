import { describe, expect, test } from 'vitest';
import { columnNamed, findHeader } from './header.ts';
import type { Cell } from './raw-table.ts';

const headerOf = (rows: Cell[][]) => findHeader({ sheet: 'Thôn Đông', kind: 'workbook', rows });

describe('a heading', () => {
	test.each([
		['STT', 'number'],
		['Mã hộ', 'code'],
		['HỌ VÀ TÊN', 'name'],
		['Họ và tên (*)', 'name'],
		['Quan hệ\nvới chủ hộ', 'relation'],
		['Ngày sinh (dd/mm/yyyy)', 'birth'],
		['Năm sinh', 'birth'],
		['Giới tính', 'gender'],
		['Số ĐT', 'phone'],
		['Số điện thoại', 'phone'],
		['Tổ đoàn kết', 'group'],
		['Tổ', 'group'],
		['Cụm', 'group'],
		['Thôn', 'hamlet'],
		['Địa chỉ', 'address'],
		['Ghi chú', 'note'],
		['Số CCCD/CMND', 'id-card'],
		['Số điện thoại'.normalize('NFD'), 'phone']
	])('%s is the column of %s', (heading, column) => {
		expect(columnNamed(heading)).toBe(column);
	});
});

describe('the header', () => {
	test('is found under title lines', () => {
		expect(headerOf([['UBND XÃ ĐẠI THẠNH'], ['DANH SÁCH'], [], ['STT', 'Mã hộ', 'Họ và tên']])).toMatchObject(
			{
				row: 3,
				columns: { number: [0], code: [1], name: [2] }
			}
		);
	});

	test('reports headings it does not know', () => {
		expect(headerOf([['Họ và tên', 'Mã hộ', 'Trình độ']])?.unknown).toEqual([2]);
	});

	test('is not found where people are not named', () => {
		expect(
			headerOf([
				['Chỉ tiêu', 'Thôn Đông'],
				['Hộ', 247]
			])
		).toBeUndefined();
		expect(headerOf([['Họ và tên'], ['Trần An']])).toBeUndefined();
	});

	test('knows a column of identity cards by what it holds', () => {
		const header = headerOf([
			['Họ và tên', 'Mã hộ', 'Mã số'],
			['A', '1', '001198000001'],
			['B', '1', 1198000002],
			['C', '1', null]
		]);
		expect(header).toMatchObject({ columns: { 'id-card': [2] }, unknown: [] });
	});

	test('keeps both columns where a list has a date and a year of birth', () => {
		expect(headerOf([['Họ tên', 'Mã hộ', 'Ngày sinh', 'Năm sinh']])?.columns.birth).toEqual([2, 3]);
	});
});

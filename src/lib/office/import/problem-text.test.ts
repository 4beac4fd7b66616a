import { expect, test } from 'vitest';
import messages from '#i18n/messages/vi.json' with { type: 'json' };
import { consequences } from './problem.ts';
import { differenceText, placeText } from './problem-text.ts';

test('every problem has its sentence', () => {
	const keys = Object.keys(consequences).map((code) => `import_${code.replaceAll('-', '_')}`);
	expect(Object.keys(messages)).toEqual(expect.arrayContaining(keys));
});

test('a place is named as far as it is known', () => {
	expect(placeText({ sheet: 'Thôn Đông' })).toBe('Thôn Đông');
	expect(placeText({ sheet: 'Thôn Đông', row: 12, column: 'E' })).toBe('Thôn Đông, dòng 12, cột E');
	expect(placeText({ sheet: 'Thôn Đông', column: 'E' })).toBe('Thôn Đông, cột E');
});

test('a difference names who, what, and both values', () => {
	const place = { sheet: 'a', row: 2, household: 'H1' };
	expect(differenceText({ ...place, field: 'address', held: 'Ngõ chợ', listed: 'Ngõ đình' })).toBe(
		'H1: địa chỉ đang là “Ngõ chợ”, danh sách ghi “Ngõ đình”.'
	);
	expect(differenceText({ ...place, person: 'Lê Ba', field: 'gender', held: '', listed: 'female' })).toBe(
		'H1, Lê Ba: giới tính đang là “chưa có”, danh sách ghi “Nữ”.'
	);
});

import { describe, expect, test } from 'vitest';
import { cleanText, nameKey, placeName } from './written-text.ts';

describe('text of a list', () => {
	test('is NFC, with single spaces and no invisible characters', () => {
		expect(cleanText('  Nguyễn\u00a0 Thị\u200b\tHòa '.normalize('NFD'))).toBe(
			'Nguyễn Thị Hòa'.normalize('NFC')
		);
	});

	test('has the Vietnamese Đ where old files have its look-alikes', () => {
		expect(cleanText('Ðặng Ɖình ðức')).toBe('Đặng Đình đức');
	});
});

describe('the key of a name', () => {
	test('is one for hòa and hoà, for capitals, for NFD', () => {
		expect(new Set(['Thôn Hòa', 'Thôn Hoà', 'THÔN HÒA', 'thôn hoà'.normalize('NFD')].map(nameKey)).size).toBe(
			1
		);
	});

	test('keeps apart what only the tone tells apart', () => {
		expect(
			new Set(['Thôn Hạ', 'Thôn Hà', 'Thôn Ha', 'Thôn Hả', 'Thôn Hã', 'Thôn Há'].map(nameKey)).size
		).toBe(6);
	});

	test('never changes, for ids are made from it', () => {
		expect([...nameKey('Thôn Thượng')].map((letter) => letter.codePointAt(0)?.toString(16)).join(' ')).toBe(
			'74 68 6f 302 6e 20 74 68 75 31b 6f 31b 6e 67 323'
		);
	});
});

test('a place in capitals is written as in a sentence, others as given', () => {
	expect(placeName('THÔN ĐÔNG')).toBe('Thôn Đông');
	expect(placeName('Khu phố 3B')).toBe('Khu phố 3B');
});

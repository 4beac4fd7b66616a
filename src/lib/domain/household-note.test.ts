import { describe, expect, test } from 'vitest';
import { noteTyped } from './household-note.ts';

describe('[F2] a note to the next visitor', () => {
	test('is kept as it was meant: composed, without stray spaces', () => {
		expect(noteTyped('  Chó dữ,  gọi cổng sau '.normalize('NFD'))).toEqual({ text: 'Chó dữ, gọi cổng sau' });
	});

	test('says something, in at most 120 characters', () => {
		expect(noteTyped(' \n ')).toEqual({ fault: 'empty' });
		expect(noteTyped('a'.repeat(120))).toEqual({ text: 'a'.repeat(120) });
		expect(noteTyped('a'.repeat(121))).toEqual({ fault: 'too-long' });
	});

	test.each([
		'CCCD 038061012345',
		'số 038 061 012 345',
		'0380-6101-2345',
		'038.061.012.345 của bác Tư',
		'CMND cũ 012345678',
		'CMND 012 345 678, cất kỹ'
	])('holds no number of an identity card: %s', (typed) => {
		expect(noteTyped(typed)).toEqual({ fault: 'id-number' });
	});

	test.each([
		'Gọi trước 0912345678',
		'Gọi 0912 345 678 nhé',
		'Gọi 091 234 5678',
		'Về sau 19 giờ 25/11/2026',
		'Nhà số 12, ngõ 345, cổng xanh 678',
		'Đợi 10.000.000 đồng'
	])('takes phone numbers, days and house numbers: %s', (typed) => {
		expect(noteTyped(typed)).toEqual({ text: typed });
	});
});

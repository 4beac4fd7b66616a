import { describe, expect, test } from 'vitest';
import type { MemberId } from './ids.ts';
import { HouseholdNote, notesTogether, noteTyped, wordsOf } from './household-note.ts';

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

describe('[F2] the notes of two rows that are one household', () => {
	const word = (text: string, at: number, by = 'hoa') => ({ text, at, by: by as MemberId });
	const [dog, deaf, gate, late, early] = [5, 4, 3, 9, 1].map((at) => word(`lời ${String(at)}`, at));

	test('one alone stands as it was written', () => {
		expect(notesTogether(undefined, dog!)).toEqual(dog);
	});

	test('the household keeps its own first, and the other stands beside it, signed', () => {
		expect(notesTogether(deaf, dog!)).toEqual({ ...deaf, beside: [dog] });
		expect(wordsOf(notesTogether(deaf, dog!))).toEqual([deaf, dog]);
	});

	test('through several merges the newest are kept, and none twice', () => {
		const three = notesTogether({ ...deaf!, beside: [gate!] }, { ...dog!, beside: [late!, gate!] });
		expect(three).toEqual({ ...deaf, beside: [late, dog, gate] });
		expect(notesTogether(three, early!)).toEqual(three);
		expect(notesTogether(three, dog!)).toEqual(three);
		expect(HouseholdNote.safeParse(three).success).toBe(true);
	});
});

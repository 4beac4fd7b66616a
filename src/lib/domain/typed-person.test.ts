import { expect, test } from 'vitest';
import { birthTyped, nameTyped, officePhoneTyped, phoneTyped } from './typed-person.ts';

const TODAY = '2026-11-28';

test.each([
	['  nguyễn   văn  hòa ', 'nguyễn văn hòa'],
	['Lê Thị Hà'.normalize('NFD'), 'Lê Thị Hà'],
	["H'Hen Niê", "H'Hen Niê"]
])('the name “%s” is read', (typed, value) => {
	expect(nameTyped(typed)).toEqual({ kind: 'read', value });
});

test.each(['123', '…', 'a'.repeat(81)])('the name “%s” is unclear', (typed) => {
	expect(nameTyped(typed)).toEqual({ kind: 'unclear' });
});

test.each([
	['23/10/1961', { day: 23, month: 10, year: 1961 }],
	['3.1.1961', { day: 3, month: 1, year: 1961 }],
	['23-10-1961', { day: 23, month: 10, year: 1961 }],
	['23 10 1961', { day: 23, month: 10, year: 1961 }],
	['23101961', { day: 23, month: 10, year: 1961 }],
	['10/1961', { month: 10, year: 1961 }],
	[' 1961 ', { year: 1961 }],
	['28/11/2026', { day: 28, month: 11, year: 2026 }],
	['2026', { year: 2026 }]
])('the birth date “%s” is read', (typed, value) => {
	expect(birthTyped(typed, TODAY)).toEqual({ kind: 'read', value });
});

test.each([
	'31/02/1961',
	'23/10/61',
	'10/23/1961',
	'29/11/2026',
	'2027',
	'1899',
	'0/0/1961',
	'năm 1961',
	'1'
])('the birth date “%s” is unclear', (typed) => {
	expect(birthTyped(typed, TODAY)).toEqual({ kind: 'unclear' });
});

test.each(['0912345678', '0912 345 678', '0912.345.678', '+84912345678', '84 912 345 678', '(091) 234-5678'])(
	'the phone number “%s” is read',
	(typed) => {
		expect(phoneTyped(typed)).toEqual({ kind: 'read', value: '0912345678' });
	}
);

test.each(['912345678', '09123456789', '09123', 'không có', '00912345678'])(
	'the phone number “%s” is unclear',
	(typed) => {
		expect(phoneTyped(typed)).toEqual({ kind: 'unclear' });
	}
);

test('nothing typed is nothing said', () => {
	expect([nameTyped(' '), birthTyped('', TODAY), phoneTyped('  ')]).toEqual(Array(3).fill({ kind: 'empty' }));
});

test('an office may be called on a landline of eleven digits, a person not', () => {
	for (const typed of ['0243 825 1234', '(0234) 3822.123', '+84 24 3825 1234'])
		expect([officePhoneTyped(typed).kind, phoneTyped(typed).kind]).toEqual(['read', 'unclear']);
	expect(officePhoneTyped('0912 345 678')).toEqual({ kind: 'read', value: '0912345678' });
	expect(officePhoneTyped('09123456789').kind).toBe('unclear');
});

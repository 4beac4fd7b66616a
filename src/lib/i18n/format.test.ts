import { describe, expect, it } from 'vitest';
import {
	capitalised,
	formatDay,
	formatMonth,
	formatNumber,
	formatPercent,
	formatPhone,
	formatTime,
	letterDay
} from './format.ts';

describe('formats', () => {
	it('numbers have a dot every three digits', () => {
		expect([0, 999, 1236, 1_234_567].map(formatNumber)).toEqual(['0', '999', '1.236', '1.234.567']);
	});

	it('shares are percent with a comma, one decimal and a space that does not break', () => {
		expect(formatPercent(0.567)).toBe('56,7\u00a0%');
		expect(formatPercent(0)).toBe('0,0\u00a0%');
		expect(formatPercent(1)).toBe('100,0\u00a0%');
		expect(formatPercent(180 / 247)).toBe('72,9\u00a0%');
	});

	it('days are dd/mm/yyyy with their zeros', () => {
		expect(formatDay('2026-11-05')).toBe('05/11/2026');
		expect(formatMonth('2027-02')).toBe('02/2027');
	});

	it('a letter spells its day with zeros where a figure could be put before', () => {
		expect(letterDay('2023-06-05')).toEqual({ day: '05', month: '6', year: '2023' });
		expect(letterDay('2026-01-16')).toEqual({ day: '16', month: '01', year: '2026' });
		expect(letterDay('2026-12-31')).toEqual({ day: '31', month: '12', year: '2026' });
	});

	it('times are those of Việt Nam, whatever the phone thinks', () => {
		expect(formatTime(Date.UTC(2026, 10, 22, 12, 42))).toBe('19:42');
		expect(formatTime(Date.UTC(2026, 10, 22, 18, 5))).toBe('01:05');
	});

	it('phone numbers are read in three parts', () => {
		expect(formatPhone('0912345678')).toBe('0912\u00a0345\u00a0678');
		expect(formatPhone('02438251234')).toBe('024\u00a03825\u00a01234');
		expect(formatPhone('02343822123')).toBe('0234\u00a03822\u00a0123');
		expect(formatPhone('113')).toBe('113');
	});

	it('a word at the head of a sentence is large, marks and all', () => {
		expect(['xã', 'đặc khu', 'ấp'].map(capitalised)).toEqual(['Xã', 'Đặc khu', 'Ấp']);
	});
});

import { expect, test } from 'vitest';
import { defaultChecklist } from '#domain/default-checklist.ts';
import { guides } from '#guides/guides.ts';
import { findGuides, listedGuides } from './find-guides.ts';

const listed = listedGuides(defaultChecklist(), guides);
const find = (typed: string) => findGuides(listed, typed).map(({ item }) => item.code);

test('[F6] guides stand in the order of the checklist, without those of items that are off', () => {
	expect(find('').slice(0, 5)).toEqual(['VN2', 'DVC1', 'SK', 'MM', 'ATM']);
	expect(find('')).not.toContain('VSS');
});

test.each([
	['vneid', 'VN2'],
	['dich vu cong', 'DVC1'],
	['so suc khoe', 'SK'],
	['mobile', 'MM'],
	['lua dao', 'ATM'],
	['can cuoc', 'CC'],
	['sim', 'SIM'],
	['bhyt', 'BHYT'],
	['zalo', 'ZALO'],
	['luong huu', 'TK'],
	['tiền điện', 'MM']
])('[F6] “%s” finds the guide of %s first', (typed, code) => {
	expect(find(typed)[0]).toBe(code);
});

test('[F6] nonsense finds nothing', () => {
	expect(find('zzzz')).toEqual([]);
});

import { expect, test } from 'vitest';
import { checklistOf } from './checklist.ts';
import { defaultChecklist } from './default-checklist.ts';
import { Item } from './item.ts';

const TODAY = '2026-11-22';
const codes = (items: { code: string }[]) => items.map((item) => item.code);

test('the default checklist has the mục chính of the product, everything else under "Mục khác"', () => {
	const checklist = checklistOf(defaultChecklist(), [], TODAY);
	expect(codes(checklist.mainItems)).toEqual(['VN2', 'DVC1', 'SK', 'MM', 'ATM']);
	expect(codes(checklist.otherItems)).toEqual([
		'CC',
		'SIM',
		'DT',
		'DVC2',
		'TK',
		'ASXH',
		'BHYT',
		'KNS',
		'MSTT',
		'NTT'
	]);
	expect(codes(checklist.householdItems)).toEqual(['CQ', 'MT', 'QR', 'TMDT', 'ZALO']);
});

test('VssID and the digital signature are listed, and off', () => {
	const off = defaultChecklist().filter((item) => !item.on);
	expect(codes(off)).toEqual(['VSS', 'CKS']);
});

test('every default item is a valid item with a code of its own', () => {
	const items = defaultChecklist('Hue-S');
	expect(items.every((item) => Item.safeParse(item).success)).toBe(true);
	expect(new Set(codes(items)).size).toBe(items.length);
	expect(items.find((item) => item.code === 'NTT')?.name).toBe('Hue-S');
});

test('no more than six mục chính are asked, however many a commune marks', () => {
	const all = defaultChecklist().map((item) => ({ ...item, main: true }));
	const checklist = checklistOf(all, [], TODAY);
	expect(checklist.mainItems).toHaveLength(6);
	expect(checklist.mainItems.length + checklist.otherItems.length).toBe(15);
});

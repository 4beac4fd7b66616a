import { expect, test } from 'vitest';
import { defaultChecklist } from '#domain/default-checklist.ts';
import { mainItemsChosen } from './main-items-tap.ts';

test('[F33] only what becomes mục chính, or stops being it, is written', () => {
	const { drafts, label } = mainItemsChosen(defaultChecklist(), new Set(['CC', 'KNS']));
	expect(drafts).toEqual([
		{ k: 'set', c: 'items', id: 'ATM', a: { main: false } },
		{ k: 'set', c: 'items', id: 'CC', a: { main: true } },
		{ k: 'set', c: 'items', id: 'KNS', a: { main: true } }
	]);
	expect(label).toBe('Đã chọn 6 mục chính');
});

test('nothing is written when nothing changes', () => {
	expect(mainItemsChosen(defaultChecklist(), new Set(['ATM'])).drafts).toEqual([]);
});

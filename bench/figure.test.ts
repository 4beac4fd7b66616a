import { expect, test } from 'vitest';
import { figure, inKB, tableOf } from './figure.ts';

test('a file of exactly the limit is within it, one byte more is not, whatever the rounded value says', () => {
	expect(inKB('JS', 110 * 1024, 110)).toEqual({ name: 'JS', value: 110, unit: 'KB', limit: 110, ok: true });
	expect(inKB('JS', 110 * 1024 + 1, 110)).toMatchObject({ value: 110, ok: false });
});

test('the table names what was missed, and the speed a timing was taken at', () => {
	const throttle = { level: 'L2', rate: 6, index: 150 } as const;
	const late = figure(
		{ name: 'first paint', unit: 'ms', limit: 1500, throttle, note: 'five starts' },
		1612.4
	);
	const lines = tableOf([inKB('CSS', 2048, 12), late]).split('\n');
	expect(lines[0]).toMatch(/^ok +CSS +2 KB +≤ 12 KB$/);
	expect(lines[1]).toMatch(/^MISSED +first paint \(L2\) +1612 ms +≤ 1500 ms$/);
	expect(lines[2]).toMatch(/^ +five starts$/);
});

test('what has no limit is told, neither met nor missed', () => {
	const told = figure({ name: 'taps', unit: 'ms' }, 9_000);
	expect(told.ok).toBe(true);
	expect(tableOf([told])).toMatch(/^told +taps +9000 ms$/);
});

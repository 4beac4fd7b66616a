import { describe, expect, test } from 'vitest';
import type { HamletId } from '#domain/ids.ts';
import type { Target } from '#domain/programme.ts';
import type { View } from '#phone/store/view.ts';
import { itemWith } from '../../../../tests/support/register.ts';
import { dayTyped, targetTyped, type Typing } from './targets.ts';

const DONG = 'dong' as HamletId;
const TAY = 'tay' as HamletId;
const where = { hamlet: { id: DONG, name: 'Thôn Đông' }, item: itemWith('VN2') };

const viewOf = (targets: Record<string, Omit<Target, 'hamlet' | 'item'>>) =>
	({
		get: (_: string, id: string) => targets[id],
		targetOf: (hamlet: HamletId, item: string) => {
			const { count, by } = targets[`${hamlet}:${item}`] ?? {};
			return count === undefined ? undefined : { count, by };
		}
	}) as Pick<View, 'get' | 'targetOf'>;
const typed = (text: string, targets: Parameters<typeof viewOf>[0] = {}, by?: string): Typing =>
	targetTyped(viewOf(targets), where, text, by);

describe('[F34] the number of a hamlet', () => {
	test('is a row of its own, under hamlet and item, with the day that the others have', () => {
		expect(typed('1.200', {}, '2026-12-14')).toEqual({
			drafts: [
				{
					k: 'add',
					c: 'targets',
					id: 'dong:VN2',
					a: { hamlet: 'dong', item: 'VN2', count: 1200, by: '2026-12-14' }
				}
			],
			label: 'Thôn Đông, VNeID mức 2: chỉ tiêu 1.200'
		});
	});

	test('that is there already is changed, and written only when it is another', () => {
		const standing = { 'dong:VN2': { count: 200 } };
		expect(typed('210', standing)).toMatchObject({ drafts: [{ k: 'set', a: { count: 210 } }] });
		expect(typed('200', standing)).toMatchObject({ drafts: [] });
		expect(typed('', {})).toMatchObject({ drafts: [] });
	});

	test('is taken back by an empty field, and set again on the same row', () => {
		expect(typed('', { 'dong:VN2': { count: 200 } })).toMatchObject({
			drafts: [{ k: 'set', id: 'dong:VN2', a: { count: null } }]
		});
		expect(typed('5', { 'dong:VN2': {} })).toMatchObject({ drafts: [{ k: 'set', a: { count: 5 } }] });
	});

	test('that cannot be read is said, and nothing is written', () => {
		expect(typed('khoảng 200')).toEqual({
			fault: 'Chưa đọc được số này. Hãy viết bằng chữ số, ví dụ 120.'
		});
	});
});

test('[F34] the day is one for all targets of the item that stand, and can be left open again', () => {
	const view = viewOf({ 'dong:VN2': { count: 200 }, 'tay:VN2': { by: '2026-12-01' } });
	const both = [DONG, TAY];
	expect(dayTyped(view, both, where.item, '2026-12-14')).toEqual({
		drafts: [{ k: 'set', c: 'targets', id: 'dong:VN2', a: { by: '2026-12-14' } }],
		label: 'VNeID mức 2: đạt trước hết ngày 14/12/2026'
	});
	const later = viewOf({ 'dong:VN2': { count: 200, by: '2026-12-14' } });
	expect(dayTyped(later, both, where.item, undefined).drafts.map(({ a }) => a)).toEqual([{ by: null }]);
});

import { expect, test } from 'vitest';
import type { HouseholdId, MemberId } from '#domain/ids.ts';
import { claimTap } from './claim-tap.ts';

const [household, by] = ['h1' as HouseholdId, 'm1' as MemberId];
const day = '2026-11-22';

test('[F22] tapped once it is said, tapped again it is taken back, and another evening it is said anew in the same row', () => {
	const said = { household, by, day };
	expect(claimTap(household, by, undefined, day)).toEqual({
		drafts: [{ k: 'add', c: 'claims', id: 'h1:m1', a: said }],
		label: 'Đã ghi: tối nay bạn đến nhà này'
	});
	expect(claimTap(household, by, said, day).drafts).toEqual([
		{ k: 'set', c: 'claims', id: 'h1:m1', a: { day: null } }
	]);
	for (const before of [
		{ household, by },
		{ ...said, day: '2026-11-21' }
	]) {
		expect(claimTap(household, by, before, day).drafts).toEqual([
			{ k: 'set', c: 'claims', id: 'h1:m1', a: { day } }
		]);
	}
});

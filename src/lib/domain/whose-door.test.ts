import { expect, test } from 'vitest';
import type { HouseholdId, MemberId } from './ids.ts';
import { assignedTo, claimedOn } from './whose-door.ts';

const [h1, h2] = ['h1', 'h2'] as [HouseholdId, HouseholdId];
const [hoa, tam] = ['hoa', 'tam'] as [MemberId, MemberId];

test('[F22] a household is mine while the head says so', () => {
	const given = [
		{ household: h1, member: hoa, active: true },
		{ household: h2, member: hoa, active: false },
		{ household: h2, member: tam, active: true }
	];
	expect([...assignedTo(given, hoa)]).toEqual([h1]);
});

test('[F22] “Tối nay tôi đến nhà này” holds for its own day, and two who say it are both heard', () => {
	const day = '2026-11-22';
	const said = [
		{ household: h1, by: tam, day },
		{ household: h1, by: hoa, day },
		{ household: h2, by: hoa, day: '2026-11-21' },
		{ household: h2, by: tam }
	];
	expect([...claimedOn(said, day)]).toEqual([[h1, [hoa, tam]]]);
	expect(claimedOn(said, '2026-11-23').size).toBe(0);
});

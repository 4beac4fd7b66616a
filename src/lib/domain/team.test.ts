import { expect, test } from 'vitest';
import type { HamletId } from './ids.ts';
import type { Member } from './member.ts';
import { teamOf } from './team.ts';

const [d1, d2] = ['d1', 'd2'] as [HamletId, HamletId];
const member = (name: string, given: Partial<Member> = {}): Member => ({
	name,
	roles: ['volunteer'],
	hamlets: [d1],
	...given
});

test('the team of a hamlet is who records at its doors today', () => {
	const members = [
		member('Hoa'),
		member('Tám', { roles: ['hamlet-head'], hamlets: [d2, d1] }),
		member('elsewhere', { hamlets: [d2] }),
		member('only looks', { roles: ['observer'] }),
		member('not yet', { from: '2026-11-23' }),
		member('no longer', { until: '2026-11-21' }),
		member('last day', { from: '2026-11-22', until: '2026-11-22' })
	];
	expect(teamOf(members, d1, '2026-11-22').map(({ name }) => name)).toEqual(['Hoa', 'Tám', 'last day']);
});

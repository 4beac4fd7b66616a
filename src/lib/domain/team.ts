// Who works in a hamlet together: members of the team, the head among them.
import type { Day } from './calendar.ts';
import type { HamletId } from './ids.ts';
import type { Member } from './member.ts';
import { may } from './permission.ts';

/** Members who record at the doors of `hamlet` on `today`, in the order given. */
export function teamOf<M extends Member>(members: readonly M[], hamlet: HamletId, today: Day): M[] {
	return members.filter(
		({ hamlets, roles, from = today, until = today }) =>
			hamlets.includes(hamlet) && may(roles, 'record-at-door') && from <= today && today <= until
	);
}

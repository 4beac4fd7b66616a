// Who may be invited by whom. The server asks here before it makes a code; the head's page before it shows a name.
import type { Day } from './calendar.ts';
import type { HamletId } from './ids.ts';
import type { Member, Role } from './member.ts';
import { may } from './permission.ts';

/**
 * Who invites whom (F32): an official anybody of her commune, a head those who are volunteers and nothing more, in a hamlet
 * of hers alone. Nobody gives more than they have, and nobody is invited whose time in the team is over or still to come.
 */
export function mayInviteMember(
	inviting: { roles: readonly Role[]; hamlets: readonly HamletId[] },
	{ roles, hamlets, from = '', until }: Member,
	today: Day
): boolean {
	if (from > today || (until !== undefined && until < today)) return false;
	if (may(inviting.roles, 'manage-commune')) return true;
	const isVolunteer = roles.every((role) => role === 'volunteer');
	const isOfHers = hamlets.length > 0 && hamlets.every((hamlet) => inviting.hamlets.includes(hamlet));
	return inviting.roles.includes('hamlet-head') && isVolunteer && isOfHers;
}

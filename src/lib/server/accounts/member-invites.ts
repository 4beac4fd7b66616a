// A head invites those who work with her, a member of her own list at a time; an official whom she likes.
import { dayOf, type Instant } from '#domain/calendar.ts';
import type { MemberId } from '#domain/ids.ts';
import type { Member } from '#domain/member.ts';
import { mayInviteMember } from '#domain/invite.ts';
import type { Refusal } from '#protocol/messages.ts';
import type { MadeMemberInvite } from '#protocol/sign-in.ts';
import type { Storage } from '#server/storage/storage.ts';
import { issueInvite } from './invites.ts';
import type { Caller } from './sessions.ts';

/** Somebody who is on no list and somebody whom she may not invite are answered alike: nothing is told of others. */
export async function inviteByMember(
	storage: Storage,
	caller: Caller,
	member: MemberId,
	now: Instant
): Promise<MadeMemberInvite | Refusal> {
	const [invited, inviting] = await storage.read(async (tx) => {
		const rows = await tx.rows(
			caller.commune,
			[member, caller.member].map((id) => ({ c: 'members' as const, id }))
		);
		return [member, caller.member].map((id) => rows.find((row) => row.id === id)?.f as Member | undefined);
	});
	if (invited === undefined || !mayInviteMember(caller, invited, dayOf(now))) return { code: 'forbidden' };
	const { code: link, ...rest } = await issueInvite(storage, {
		...{ commune: caller.commune, member, kind: 'on-screen', now },
		invitedBy: inviting?.name ?? ''
	});
	await storage.write((tx) => tx.audit(caller.commune, now, caller.member, `invited ${member} (on-screen)`));
	return { link, ...rest };
}

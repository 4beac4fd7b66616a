// An invite for somebody who stands before this phone: asked of the server, shown, and kept nowhere.
import type { Instant } from '#domain/calendar.ts';
import type { MemberId } from '#domain/ids.ts';
import { MadeMemberInvite } from '#protocol/sign-in.ts';
import { type AskOptions, askServer } from './ask-server.ts';

export interface MemberInvite {
	/** The address that a phone's camera reads. */
	address: string;
	/** The same for typing: twelve digits in threes. */
	digits: string;
	until: Instant;
}

/** `not-hers`: the list has changed, or she may not. `too-many`: wait. `no-network`: nobody of ours answered. */
export type MemberInviteReply =
	{ kind: 'ok'; invite: MemberInvite } | { kind: 'not-hers' | 'too-many' | 'no-answer' | 'no-network' };

export async function askMemberInvite(
	me: MemberId,
	invited: MemberId,
	origin: string,
	options: AskOptions = {}
): Promise<MemberInviteReply> {
	const reply = await askServer('/api/member-invites', { member: invited }, { ...options, member: me });
	if (reply.kind === 'refused') {
		if (reply.status === 403) return { kind: 'not-hers' };
		return { kind: reply.status === 429 ? 'too-many' : 'no-answer' };
	}
	if (reply.kind !== 'ok') return { kind: 'no-network' };
	const made = MadeMemberInvite.safeParse(reply.body);
	if (!made.success) return { kind: 'no-answer' };
	const { link, ...rest } = made.data;
	// In the fragment, which no server and no log ever sees.
	return { kind: 'ok', invite: { address: `${origin}/invite#${link}`, ...rest } };
}

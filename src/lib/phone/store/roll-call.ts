// Who has handed in, asked at the moment somebody looks (sync-spec CL4, F12).
import type { Instant } from '#domain/calendar.ts';
import type { MemberId } from '#domain/ids.ts';
import { RollCall } from '#protocol/live.ts';
import { type AskOptions, readFromServer } from './ask-server.ts';

export type MemberContact = RollCall['members'][number];

/** `no-network`: nobody of ours answered. `no-answer`: the server did, and could not say. */
export type RollCallReply =
	{ kind: 'ok'; now: Instant; members: MemberContact[] } | { kind: 'no-network' | 'no-answer' };

export async function askRollCall(member: MemberId, options: AskOptions = {}): Promise<RollCallReply> {
	const reply = await readFromServer('/api/roll-call', { ...options, member });
	if (reply.kind === 'refused') return { kind: 'no-answer' };
	if (reply.kind !== 'ok') return { kind: 'no-network' };
	const rollCall = RollCall.safeParse(reply.body);
	return rollCall.success ? { kind: 'ok', ...rollCall.data } : { kind: 'no-answer' };
}

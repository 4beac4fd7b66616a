// What the phones of a commune handed in and it could not use: official or head looks at it online, and decides (sync-spec PS3).
import type { MemberId } from '#domain/ids.ts';
import { ParkedList, type ParkedOrder, ParkedOutcome, type ParkedWork } from '#protocol/parked-work.ts';
import { askServer, type AskOptions, readFromServer, type Reply } from './ask-server.ts';

export type { ParkedWork } from '#protocol/parked-work.ts';

/** `no-network`: nobody of ours answered. `no-answer`: the server did, and could not say. */
export interface NoReply {
	kind: 'no-network' | 'no-answer';
}

export async function askParkedWork(
	member: MemberId,
	options: AskOptions = {}
): Promise<{ kind: 'ok'; ops: ParkedWork[] } | NoReply> {
	const reply = await readFromServer('/api/parked', { ...options, member });
	const list = reply.kind === 'ok' ? ParkedList.safeParse(reply.body) : undefined;
	return list?.success === true ? { kind: 'ok', ops: list.data.ops } : noReply(reply);
}

/** Applies it after all, or says that it was seen. Asked twice, the second time finds it gone. */
export async function decideParkedWork(
	member: MemberId,
	order: ParkedOrder,
	options: AskOptions = {}
): Promise<({ kind: 'ok' } & ParkedOutcome) | NoReply> {
	const reply = await askServer('/api/parked', order, { ...options, member });
	const outcome = reply.kind === 'ok' ? ParkedOutcome.safeParse(reply.body) : undefined;
	return outcome?.success === true ? { kind: 'ok', ...outcome.data } : noReply(reply);
}

const noReply = ({ kind }: Reply): NoReply => ({
	kind: kind === 'captive' || kind === 'unreachable' ? 'no-network' : 'no-answer'
});

// Totals for who holds no row of the commune (F34): asked of the server, and kept on the phone with their time.
import type { MemberId } from '#domain/ids.ts';
import { CommuneTotals } from '#domain/totals.ts';
import { type AskOptions, readFromServer } from './ask-server.ts';

/** `no-network`: nobody of ours answered. `no-answer`: the server did, and could not say. */
export type TotalsReply = { kind: 'ok'; totals: CommuneTotals } | { kind: 'no-network' | 'no-answer' };

export async function askTotals(member: MemberId, options: AskOptions = {}): Promise<TotalsReply> {
	const reply = await readFromServer('/api/totals', { ...options, member });
	if (reply.kind === 'refused') return { kind: 'no-answer' };
	if (reply.kind !== 'ok') return { kind: 'no-network' };
	const totals = CommuneTotals.safeParse(reply.body);
	return totals.success ? { kind: 'ok', totals: totals.data } : { kind: 'no-answer' };
}

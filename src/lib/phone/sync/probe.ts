// After a run that got no answer the next one asks first whether anybody is there (sync-spec CL2): five seconds tell it
// instead of twenty, and nothing is packed and sent for it.
import type { MemberId } from '#domain/ids.ts';
import { type AskOptions, readFromServer } from '#phone/store/ask-server.ts';
import type { Outcome } from './outcome.ts';
import { failureOf } from './transport.ts';

export const PROBE_MS = 5_000;

export async function probe(member: MemberId, options: AskOptions = {}): Promise<Outcome> {
	const reply = await readFromServer('/api/health', { timeoutMs: PROBE_MS, ...options, member });
	return reply.kind === 'ok' ? reply : failureOf(reply);
}

/**
 * The run, behind a probe where the one before got no answer. Never two probes without a run between them: on a line
 * too slow for a probe a run may still come through.
 */
export function probedFirst(
	ask: () => Promise<Outcome>,
	run: () => Promise<Outcome>
): () => Promise<Outcome> {
	let asksFirst = false;
	return async () => {
		if (asksFirst) {
			asksFirst = false;
			const found = await ask();
			if (found.kind !== 'ok') return found;
		}
		const outcome = await run();
		asksFirst = outcome.kind === 'unreachable' || outcome.kind === 'captive';
		return outcome;
	};
}

// Before some runs it is asked whether anybody is there (sync-spec CL2). After a run that got no answer, five seconds tell
// it instead of twenty, and nothing is packed and sent for it. Where trying in vain would cost something, nothing is tried
// until somebody has answered: what was on its way once can be taken back in silence no more.
import type { MemberId } from '#domain/ids.ts';
import { ANSWER_MS, type AskOptions, readFromServer } from '#phone/store/ask-server.ts';
import type { Outcome } from './outcome.ts';
import { failureOf } from './transport.ts';

export const PROBE_MS = 5_000;

export interface ProbePorts {
	/** Whether anybody is there, waiting this long for an answer. */
	ask: (timeoutMs: number) => Promise<Outcome>;
	run: () => Promise<Outcome>;
	/** Whether a run that reaches nobody would cost something. */
	mustBeSure: () => boolean;
}

export async function probe(member: MemberId, options: AskOptions): Promise<Outcome> {
	const reply = await readFromServer('/api/health', { ...options, member });
	return reply.kind === 'ok' ? reply : failureOf(reply);
}

/**
 * The run, behind a probe where the one before got no answer. Never two such probes without a run between them: on a line
 * too slow for a probe a run may still come through. Who must be sure waits as long as for a run, so that no such line is
 * taken for none, and asks as often as it takes.
 */
export function probedFirst({ ask, run, mustBeSure }: ProbePorts): () => Promise<Outcome> {
	let asksFirst = false;
	return async () => {
		const isCareful = mustBeSure();
		if (isCareful || asksFirst) {
			asksFirst = false;
			const found = await ask(isCareful ? ANSWER_MS : PROBE_MS);
			if (found.kind !== 'ok') return found;
		}
		const outcome = await run();
		asksFirst = outcome.kind === 'unreachable' || outcome.kind === 'captive';
		return outcome;
	};
}

// Half a run: the outbox goes up, oldest first, in batches. Knows no timer.
import { exchange, type RunPorts } from './exchange.ts';
import type { Outcome } from './outcome.ts';
import { faster, type Pace, slower } from './pace.ts';

/** Until the outbox is empty. What was not verified in a request stays in it (sync-spec PS2). */
export async function push(ports: RunPorts, pace: Pace): Promise<Outcome> {
	for (;;) {
		const batch = await ports.store.takeBatch(pace.batch);
		if (batch.ops.length === 0) return { kind: 'ok' };
		const done = await exchange(ports, batch);
		if (done.kind === 'ok') {
			// A server that verifies nothing is not to be asked for ever.
			if (done.answer.ack < (batch.ops[0]?.n ?? Infinity)) return { kind: 'refused' };
			faster(pace);
		} else {
			const mayBeSmaller = done.kind === 'too-large' && batch.ops.length > 1;
			if (done.kind !== 're-key' && done.kind !== 'sign-in') slower(pace);
			if (!mayBeSmaller) return done;
		}
	}
}

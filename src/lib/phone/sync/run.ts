// One run: push, then pull (sync-spec CL1). What happens in a round is here; when a round happens is the schedule's.
import type { RunPorts } from './exchange.ts';
import type { Outcome } from './outcome.ts';
import type { Pace } from './pace.ts';
import { pull } from './pull.ts';
import { push } from './push.ts';

const RE_KEY: Outcome = { kind: 're-key' };

/** A run that must take a new device number goes on with it once: a second time in one run would be a loop. */
export async function runOnce(ports: RunPorts, pace: Pace): Promise<Outcome> {
	const first = (await ports.store.mustReKey()) ? RE_KEY : await round(ports, pace);
	if (first.kind !== 're-key') return first;
	const renewed = await takeNewDevice(ports);
	return renewed.kind === 'ok' ? round(ports, pace) : renewed;
}

async function round(ports: RunPorts, pace: Pace): Promise<Outcome> {
	const pushed = await push(ports, pace);
	return pushed.kind === 'ok' ? pull(ports) : pushed;
}

async function takeNewDevice({ store, transport }: RunPorts): Promise<Outcome> {
	const { device } = await store.takeBatch(0);
	const reply = await transport.newDevice();
	if (reply.kind !== 'ok') return reply;
	return (await store.reKey(device, reply.device)) ? { kind: 'ok' } : { kind: 'stale' };
}

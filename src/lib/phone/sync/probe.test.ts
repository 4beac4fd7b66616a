import { expect, test, vi } from 'vitest';
import type { Outcome } from './outcome.ts';
import { probe, probedFirst, PROBE_MS } from './probe.ts';
import { httpTransport } from './transport.ts';

/** Runs and probes in the order they happened, with these outcomes in turn. */
function line(...outcomes: Outcome['kind'][]) {
	const done: string[] = [];
	const next = (what: string): Outcome => {
		done.push(what);
		return { kind: outcomes.shift() ?? 'ok' };
	};
	const ports = {
		ask: async (timeoutMs: number) => next(`probe of ${String(timeoutMs / 1_000)} s`),
		run: async () => next('run'),
		mustBeSure: () => isCareful
	};
	let isCareful = false;
	return { done, run: probedFirst(ports), beCareful: (is = true) => (isCareful = is) };
}

const quick = 'probe of 5 s';
const patient = 'probe of 20 s';

test('[CL2] only after a run that got no answer is it asked first whether anybody is there', async () => {
	const { done, run } = line('ok', 'busy', 'captive', 'ok', 'ok', 'ok');
	for (let turn = 0; turn < 5; turn += 1) await run();
	expect(done).toEqual(['run', 'run', 'run', quick, 'run', 'run']);
});

test('[CL2] nobody there: nothing is sent; and on a line too slow for a probe every second try is a run', async () => {
	const { done, run } = line('unreachable', 'unreachable', 'unreachable', 'unreachable', 'ok');
	await run();
	expect(await run()).toEqual({ kind: 'unreachable' });
	expect(done).toEqual(['run', quick]);
	for (let turn = 0; turn < 3; turn += 1) await run();
	expect(done).toEqual(['run', quick, 'run', quick, 'run']);
});

test('[CL2] as long as a try in vain would cost something, nothing is tried before somebody has answered', async () => {
	const { done, run, beCareful } = line('unreachable', 'captive', 'busy', 'ok', 'unreachable', 'ok', 'ok');
	beCareful();
	for (let turn = 0; turn < 3; turn += 1) expect((await run()).kind).not.toBe('ok');
	expect(done).toEqual([patient, patient, patient]);
	// The browser said "offline" although there is a network: the probe finds it out, every time.
	await run();
	await run();
	expect(done.slice(3)).toEqual([patient, 'run', patient, 'run']);
});

test('[CL2] once nothing is at stake any more the next try is a run, whatever the last probe said', async () => {
	const { done, run, beCareful } = line('unreachable', 'ok');
	beCareful();
	await run();
	beCareful(false);
	expect(await run()).toEqual({ kind: 'ok' });
	expect(done).toEqual([patient, 'run']);
});

test('[CL2] a probe waits five seconds for an answer, a push twenty', async () => {
	const timeout = vi.spyOn(AbortSignal, 'timeout');
	const asked: string[] = [];
	const fetch = async (path: string | URL | Request) => {
		asked.push(path as string);
		throw new TypeError('no network');
	};
	expect(await probe('m1' as never, { fetch, timeoutMs: PROBE_MS })).toEqual({ kind: 'unreachable' });
	expect(await httpTransport('m1' as never, { fetch }).newDevice()).toEqual({ kind: 'unreachable' });
	expect(asked).toEqual(['/api/health', '/api/devices']);
	expect(timeout.mock.calls).toEqual([[5_000], [20_000]]);
	timeout.mockRestore();
});

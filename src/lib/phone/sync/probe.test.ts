import { expect, test, vi } from 'vitest';
import type { Outcome } from './outcome.ts';
import { probe, probedFirst } from './probe.ts';
import { httpTransport } from './transport.ts';

/** Runs and probes in the order they happened, with these outcomes in turn. */
function line(...outcomes: Outcome['kind'][]) {
	const done: string[] = [];
	const next = (what: string) => async () => {
		done.push(what);
		return { kind: outcomes.shift() ?? 'ok' } as Outcome;
	};
	return { done, run: probedFirst(next('probe'), next('run')) };
}

test('[CL2] only after a run that got no answer is it asked first whether anybody is there', async () => {
	const { done, run } = line('ok', 'busy', 'captive', 'ok', 'ok', 'ok');
	for (let turn = 0; turn < 5; turn += 1) await run();
	expect(done).toEqual(['run', 'run', 'run', 'probe', 'run', 'run']);
});

test('[CL2] nobody there: nothing is sent; and on a line too slow for a probe every second try is a run', async () => {
	const { done, run } = line('unreachable', 'unreachable', 'unreachable', 'unreachable', 'ok');
	await run();
	expect(await run()).toEqual({ kind: 'unreachable' });
	expect(done).toEqual(['run', 'probe']);
	for (let turn = 0; turn < 3; turn += 1) await run();
	expect(done).toEqual(['run', 'probe', 'run', 'probe', 'run']);
});

test('[CL2] a probe waits five seconds for an answer, a push twenty', async () => {
	const timeout = vi.spyOn(AbortSignal, 'timeout');
	const asked: string[] = [];
	const fetch = async (path: string | URL | Request) => {
		asked.push(path as string);
		throw new TypeError('no network');
	};
	expect(await probe('m1' as never, { fetch })).toEqual({ kind: 'unreachable' });
	expect(await httpTransport('m1' as never, { fetch }).newDevice()).toEqual({ kind: 'unreachable' });
	expect(asked).toEqual(['/api/health', '/api/devices']);
	expect(timeout.mock.calls).toEqual([[5_000], [20_000]]);
	timeout.mockRestore();
});

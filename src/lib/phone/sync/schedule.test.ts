import { describe, expect, test } from 'vitest';
import { settled, TestTimers } from '../../../../tests/support/test-timers.ts';
import type { Outcome } from './outcome.ts';
import { Schedule } from './schedule.ts';
import { handInStatusOf } from './status.ts';

const statusOf = ({ state }: Schedule) => handInStatusOf(state, 2_000, 1_000);

function scheduled(more: { outcome?: Outcome; random?: number; visible?: boolean } = {}) {
	const timers = new TestTimers();
	const world = { outcome: { kind: 'ok' } as Outcome, random: 0.5, visible: true, ...more };
	const runs: number[] = [];
	let finish: (() => void) | undefined;
	const schedule = new Schedule({
		run: async () => {
			runs.push(timers.now());
			if (finish !== undefined) await new Promise<void>((resolve) => (finish = resolve));
			return world.outcome;
		},
		timers,
		random: () => world.random,
		isVisible: () => world.visible
	});
	const holdRuns = () => (finish = () => {});
	const finishRun = async () => {
		finish?.();
		await settled();
	};
	return { schedule, timers, world, runs, holdRuns, finishRun };
}

describe('[CL2] a run happens', () => {
	test('within 10 s of the start, not for all phones at once', async () => {
		const { schedule, timers, runs } = scheduled({ random: 0.3 });
		schedule.start();
		await timers.pass(10_000);
		expect(runs).toEqual([3_000]);
	});

	test('2 s after the last of several writes', async () => {
		const { schedule, timers, runs } = scheduled();
		schedule.wrote();
		await timers.pass(1_500);
		schedule.wrote();
		await timers.pass(5_000);
		expect(runs).toEqual([3_500]);
	});

	test('every 60 s while visible, never while hidden, and at once when woken', async () => {
		const { schedule, timers, runs, world } = scheduled();
		schedule.wake();
		await settled();
		await timers.pass(125_000);
		expect(runs).toEqual([0, 60_000, 120_000]);
		world.visible = false;
		await timers.pass(60_000);
		expect(runs).toHaveLength(4);
		await timers.pass(600_000);
		expect(runs).toHaveLength(4);
		schedule.wake();
		await settled();
		expect(runs).toHaveLength(5);
	});

	test('[CL4] at once when the others have moved, unless one is under way', async () => {
		const { schedule, runs, holdRuns, finishRun } = scheduled();
		schedule.othersMoved();
		await settled();
		expect(runs).toHaveLength(1);
		holdRuns();
		schedule.othersMoved();
		await settled();
		schedule.othersMoved();
		await finishRun();
		expect(runs).toHaveLength(2);
	});

	test('[WR2] of a version too old for pages at the same moments, but not for the others’ sake', async () => {
		const { schedule, timers, runs } = scheduled({ outcome: { kind: 'outdated' } });
		schedule.wake();
		await settled();
		expect(statusOf(schedule)).toBe('outdated');
		schedule.othersMoved();
		await settled();
		expect(runs).toEqual([0]);
		schedule.wrote();
		await timers.pass(62_000);
		expect(runs).toEqual([0, 2_000, 62_000]);
	});

	test('once more after one that was under way when something was written', async () => {
		const { schedule, timers, runs, holdRuns, finishRun } = scheduled();
		holdRuns();
		schedule.wake();
		schedule.wrote();
		await timers.pass(4_000);
		expect(runs).toEqual([0]);
		await finishRun();
		await timers.pass(2_000);
		expect(runs).toEqual([0, 6_000]);
	});

	test('never twice at a time', async () => {
		const { schedule, runs, holdRuns, finishRun } = scheduled();
		holdRuns();
		schedule.wake();
		schedule.wake();
		await settled();
		expect(runs).toHaveLength(1);
		await finishRun();
		expect(runs).toHaveLength(2);
	});

	test('no more after it was stopped', async () => {
		const { schedule, timers, runs } = scheduled();
		schedule.start();
		schedule.stop();
		schedule.wake();
		await timers.pass(600_000);
		expect(runs).toEqual([]);
	});
});

describe('[CL2] after a failure it waits', () => {
	test('with full jitter, from 1 s up to 5 minutes', async () => {
		const { schedule, timers, world } = scheduled({ outcome: { kind: 'unreachable' }, random: 0.999999 });
		const waits: number[] = [];
		schedule.wake();
		for (let turn = 0; turn < 10; turn += 1) {
			await settled();
			const wait = timers.waits[0] ?? 0;
			waits.push(Math.round(wait / 1_000));
			await timers.pass(wait);
		}
		expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
		world.random = 0;
		schedule.wake();
		await settled();
		expect(timers.waits).toEqual([1_000]);
	});

	test('neither a write nor others’ work hurries it, a person and the network do', async () => {
		const { schedule, timers, runs } = scheduled({ outcome: { kind: 'unreachable' }, random: 0.999 });
		for (let turn = 0; turn < 5; turn += 1) {
			schedule.wake();
			await settled();
		}
		schedule.wrote();
		schedule.othersMoved();
		await timers.pass(10_000);
		expect(runs).toHaveLength(5);
		schedule.wake();
		await settled();
		expect(runs).toHaveLength(6);
	});

	test('as long as the server says, when it says so, and not all phones until the same moment', async () => {
		const waits = [0.5, 0.9].map(async (random) => {
			const { schedule, timers } = scheduled({ outcome: { kind: 'busy', retryAfterMs: 40_000 }, random });
			schedule.wake();
			await settled();
			return timers.waits;
		});
		expect(await Promise.all(waits)).toEqual([[41_000], [41_800]]);
	});

	test('for a person when it has to sign in', async () => {
		const { schedule, timers } = scheduled({ outcome: { kind: 'sign-in' } });
		schedule.wake();
		await settled();
		expect(timers.waits).toEqual([]);
		expect(statusOf(schedule)).toBe('sign-in-again');
	});

	test('a success begins again from the shortest wait', async () => {
		const { schedule, timers, world } = scheduled({ outcome: { kind: 'captive' }, random: 0.999999 });
		for (let turn = 0; turn < 4; turn += 1) {
			schedule.wake();
			await settled();
		}
		expect(statusOf(schedule)).toBe('captive-portal');
		world.outcome = { kind: 'ok' };
		schedule.wake();
		await settled();
		expect(statusOf(schedule)).toBe('idle');
		world.outcome = { kind: 'unreachable' };
		schedule.wake();
		await settled();
		expect(Math.round(timers.waits[0] ?? 0)).toBe(2_000);
		expect(statusOf(schedule)).toBe('waiting-for-network');
	});
});

import { describe, expect, test } from 'vitest';
import { settled, TestTimers } from '../../../../tests/support/test-timers.ts';
import type { Heads } from '#protocol/live.ts';
import { holdsLess, Live } from './live.ts';
import type { Failure } from './outcome.ts';

const cursor = (at: number, epoch = 'e1') => ({ generation: 1, epoch, at, complete: true });

/** A board that holds `h:d1` up to 5. */
function board(reply: { kind: 'ok'; heads: Heads } | Failure = { kind: 'ok', heads: headsAt(5) }) {
	const timers = new TestTimers();
	const world = { reply, asked: [] as number[], moved: [] as number[] };
	const live = new Live({
		ask: async () => {
			world.asked.push(timers.now());
			return world.reply;
		},
		cursors: async () => ({ c: cursor(3), 'h:d1': cursor(5) }),
		onMoved: () => world.moved.push(timers.now()),
		timers,
		random: () => 0.999999
	});
	return { live, timers, world };
}

const headsAt = (head: number, e = 'e1'): Heads => ({ e, heads: { c: 3, 'h:d1': head } });

describe('[CL4] who watches', () => {
	test('asks every two seconds, and fetches only when a head has moved', async () => {
		const { live, timers, world } = board();
		live.watch(true);
		await timers.pass(6_000);
		expect([world.asked, world.moved]).toEqual([[2_000, 4_000, 6_000], []]);
		world.reply = { kind: 'ok', heads: headsAt(6) };
		await timers.pass(2_000);
		expect(world.moved).toEqual([8_000]);
	});

	test('asks no more once the board is closed or hidden, and once, not twice, when it is looked at again', async () => {
		const { live, timers, world } = board();
		live.watch(true);
		live.watch(false);
		await timers.pass(60_000);
		expect(world.asked).toEqual([]);
		live.watch(true);
		await timers.pass(1_999);
		live.watch(false);
		live.watch(true);
		await timers.pass(4_000);
		expect(world.asked).toEqual([63_999, 65_999]);
	});

	test('an answer that comes after the board was closed changes nothing', async () => {
		const { live, timers, world } = board({ kind: 'ok', heads: headsAt(9) });
		live.watch(true);
		const asking = timers.pass(2_000);
		live.watch(false);
		await asking;
		await settled();
		await timers.pass(60_000);
		expect([world.asked.length, world.moved]).toEqual([1, []]);
	});

	test('waits longer and longer while nobody answers, and as long as a busy server says', async () => {
		const { live, timers, world } = board({ kind: 'unreachable' });
		live.watch(true);
		for (let turn = 0; turn < 6; turn += 1) await timers.pass(timers.waits[0] ?? 0);
		const gaps = world.asked.map((at, index) => Math.round((at - (world.asked[index - 1] ?? 0)) / 1_000));
		expect(gaps).toEqual([2, 2, 4, 8, 16, 32]);
		world.reply = { kind: 'ok', heads: headsAt(5) };
		await timers.pass(timers.waits[0] ?? 0);
		expect(timers.waits).toEqual([2_000]);
		world.reply = { kind: 'busy', retryAfterMs: 30_000 };
		await timers.pass(2_000);
		expect(timers.waits[0]).toBeGreaterThan(30_000);
	});

	test('leaves a server alone that does not know who asks', async () => {
		const { live, timers, world } = board({ kind: 'sign-in' });
		live.watch(true);
		await timers.pass(600_000);
		expect(world.asked).toHaveLength(1);
	});
});

test('[CL4] a phone holds less when a head is beyond it, a scope is new, or the epoch another', () => {
	const cursors = { c: cursor(3), 'h:d1': cursor(5) };
	expect(holdsLess(cursors, headsAt(5))).toBe(false);
	expect(holdsLess(cursors, headsAt(4))).toBe(false);
	expect(holdsLess(cursors, headsAt(6))).toBe(true);
	expect(holdsLess(cursors, headsAt(5, 'e2'))).toBe(true);
	expect(holdsLess(cursors, { e: 'e1', heads: { 'h:d2': 0 } })).toBe(true);
});

import { describe, expect, test } from 'vitest';
import {
	answer,
	enrolledPhone,
	household,
	page,
	row,
	tap,
	type TestPhone
} from '../../../../tests/support/test-phone.ts';
import { limits } from '#protocol/limits.ts';
import type { SyncRequest } from '#protocol/messages.ts';
import type { Failure } from './outcome.ts';
import { newPace } from './pace.ts';
import { runOnce } from './run.ts';
import type { Exchanged } from './exchange.ts';

type Reply = (request: SyncRequest) => Exchanged;

/** Accepts everything, has nothing new. */
const accepts: Reply = ({ ops, held }) => {
	const last = ops.at(-1)?.n ?? held;
	return { kind: 'ok', answer: answer({ ack: ops.length > 0 ? last : 0, last, scopes: [] }) };
};
const fails =
	(failure: Failure): Reply =>
	() =>
		failure;

/** Runs once against these replies in turn, the last one for all that follow. */
async function runAgainst(phone: TestPhone, ...replies: Reply[]) {
	const requests: SyncRequest[] = [];
	const asked: string[] = [];
	const pace = newPace();
	const transport = {
		sync: async (request: SyncRequest) => {
			requests.push(request);
			return (
				(replies.length > 1 ? replies.shift() : replies[0])?.(request) ?? { kind: 'unreachable' as const }
			);
		},
		newDevice: async () => {
			asked.push('new device');
			return { kind: 'ok' as const, device: { device: 70 + asked.length, epoch: 'epoch-1', now: 20_000 } };
		}
	};
	const outcome = await runOnce({ store: phone.store, transport, now: () => 1, app: 't' }, pace);
	return { outcome, requests, asked, pace };
}

async function withTaps(count: number): Promise<TestPhone> {
	const phone = await enrolledPhone();
	const taps = Array.from({ length: count }, (_, index) => tap(`p${index}`, 'VN2'));
	if (count > 0) await phone.store.record(taps);
	return phone;
}

test('[RS1] a phone whose database was an older one takes a new number before it sends anything', async () => {
	const phone = await withTaps(1);
	const state = (await phone.db.meta.get('state'))?.value as object;
	await phone.db.meta.put({ key: 'state', value: { ...state, mustReKey: 1 } });
	const { outcome, requests, asked } = await runAgainst(phone, accepts);
	expect(outcome).toEqual({ kind: 'ok' });
	expect(asked).toEqual(['new device']);
	expect(requests.map(({ d }) => d)).toEqual([71, 71]);
});

describe('[CL1] one run is push, then pull', () => {
	test('the outbox goes up oldest first, then the rows come down', async () => {
		const phone = await withTaps(3);
		const { outcome, requests } = await runAgainst(phone, accepts);
		expect(outcome).toEqual({ kind: 'ok' });
		expect(requests.map(({ ops, left, cur }) => [ops.map(({ n }) => n), left, cur])).toEqual([
			[[1, 2, 3], 0, undefined],
			[[], 0, {}]
		]);
		expect(phone.store.status).toMatchObject({ unsentOps: 0, received: 3, allSafe: true });
	});

	test('[PL1] pages are asked for until every scope is at its head', async () => {
		const phone = await withTaps(0);
		const scopes = ['c', 'h:d1'];
		const { outcome, requests } = await runAgainst(
			phone,
			() => ({
				kind: 'ok',
				answer: answer({
					scopes,
					pages: [page('c', 0, 2, [row('members', 'm1', 2, { name: 'Hạnh' })], { head: 9 })]
				})
			}),
			() => ({ kind: 'ok', answer: answer({ scopes, pages: [page('c', 2, 9, [])] }) }),
			() => ({ kind: 'ok', answer: answer({ scopes, pages: [page('h:d1', 0, 4, [household('h1', 4)])] }) }),
			() => ({ kind: 'unreachable' })
		);
		expect(requests.map(({ cur }) => cur)).toEqual([{}, { c: 2, 'h:d1': 0 }]);
		expect(outcome).toEqual({ kind: 'ok' });
	});

	test('an answer that was full is never taken for the head', async () => {
		const phone = await withTaps(0);
		const full = page(
			'c',
			0,
			limits.pageRows,
			Array.from({ length: limits.pageRows }, (_, index) => row('members', `m${index}`, index + 1, {}))
		);
		const scopes = ['c', 'h:d1'];
		const first = answer({ scopes, pages: [page('c', 0, 0, []), page('h:d1', 0, 0, [])] });
		await runAgainst(phone, () => ({ kind: 'ok', answer: first }));
		const { requests } = await runAgainst(
			phone,
			() => ({ kind: 'ok', answer: answer({ scopes, pages: [full] }) }),
			() => ({ kind: 'ok', answer: answer({ scopes, pages: [page('h:d1', 0, 1, [household('h1', 1)])] }) })
		);
		expect(requests).toHaveLength(2);
		expect(phone.store.view.householdsOf('d1' as never)).toHaveLength(1);
	});
});

describe('[WR3] batches', () => {
	test('begin at 100 and double', async () => {
		const { requests } = await runAgainst(await withTaps(450), accepts);
		expect(requests.map(({ ops, left }) => [ops.length, left])).toEqual([
			[100, 350],
			[200, 150],
			[150, 0],
			[0, 0]
		]);
	});

	test('halve when they are too large, down to one', async () => {
		const phone = await withTaps(9);
		const small: Reply = (request) => (request.ops.length > 2 ? { kind: 'too-large' } : accepts(request));
		const { outcome, requests } = await runAgainst(phone, small);
		expect(outcome).toEqual({ kind: 'ok' });
		expect(requests.every(({ ops }, index) => ops.length <= 2 || index < 20)).toBe(true);
		expect(phone.store.status.unsentOps).toBe(0);
		const { outcome: never, requests: tried } = await runAgainst(
			await withTaps(4),
			fails({ kind: 'too-large' })
		);
		expect(never).toEqual({ kind: 'too-large' });
		expect(tried.at(-1)?.ops).toHaveLength(1);
	});
});

describe('[WR2] a phone too old to read pages', () => {
	/** Takes work from every version, and has pages for none as old as this. */
	const asksForUpdate: Reply = (request) => {
		const taken = accepts(request) as Extract<Exchanged, { kind: 'ok' }>;
		const scopes = ['c', 'h:d1'];
		const strange = page('h:d1', 0, 9, [household('h9', 9)]);
		if (request.cur === undefined) return { ...taken, answer: { ...taken.answer, scopes } };
		return { ...taken, answer: { ...taken.answer, scopes, pages: [strange], do: 'update' } };
	};

	test('hands in as ever, and stops asking for them', async () => {
		const phone = await withTaps(150);
		const { outcome, requests } = await runAgainst(phone, asksForUpdate);
		expect(outcome).toEqual({ kind: 'outdated' });
		expect(requests.map(({ ops, cur }) => [ops.length, cur])).toEqual([
			[100, undefined],
			[50, undefined],
			[0, {}]
		]);
		expect(phone.store.status).toMatchObject({ unsentOps: 0, received: 150, allSafe: true });
	});

	test('keeps what it has: no page, no cursor and no scope at its head by that answer', async () => {
		const phone = await withTaps(0);
		const first = page('h:d1', 0, 1, [household('h1', 1)], { head: 5 });
		await runAgainst(
			phone,
			() => ({ kind: 'ok', answer: answer({ scopes: ['h:d1'], pages: [first] }) }),
			() => ({ kind: 'unreachable' })
		);
		const before = await phone.store.cursors();
		expect((await runAgainst(phone, asksForUpdate)).outcome).toEqual({ kind: 'outdated' });
		const { store, db } = await phone.restarted();
		expect(await store.cursors()).toEqual(before);
		expect(store.view.isComplete('h:d1')).toBe(false);
		expect(store.view.householdsOf('d1' as never).map(({ id }) => id)).toEqual(['h1']);
		expect(await db.pages.count()).toBe(1);
	});

	test('goes on from there once a newer version asks', async () => {
		const phone = await withTaps(1);
		await runAgainst(phone, asksForUpdate);
		const rest = page('h:d1', 0, 5, [household('h1', 5)]);
		const { outcome } = await runAgainst(phone, () => ({
			kind: 'ok',
			answer: answer({ last: 1, scopes: ['h:d1'], pages: [rest] })
		}));
		expect(outcome).toEqual({ kind: 'ok' });
		expect(phone.store.view.isComplete('h:d1')).toBe(true);
	});
});

describe('the queue stays whole', () => {
	test.each<Failure>([
		{ kind: 'captive' },
		{ kind: 'sign-in' },
		{ kind: 'unreachable' },
		{ kind: 'refused' },
		{ kind: 'busy', retryAfterMs: 9 }
	])('[WR4] when the answer is $kind', async (failure) => {
		const phone = await withTaps(2);
		const { outcome, requests } = await runAgainst(phone, fails(failure));
		expect(outcome).toEqual(failure);
		expect(requests).toHaveLength(1);
		const { store } = await phone.restarted();
		expect(store.status).toMatchObject({ unsentOps: 2, received: 0, recorded: 2, allSafe: false });
	});

	test('[PS2] when a server says thank you without verifying anything', async () => {
		const phone = await withTaps(2);
		const polite: Reply = () => ({ kind: 'ok', answer: answer({ ack: 0, last: 0, scopes: [] }) });
		const { outcome, requests } = await runAgainst(phone, polite);
		expect(outcome).toEqual({ kind: 'refused' });
		expect(requests).toHaveLength(1);
		expect(phone.store.status.unsentOps).toBe(2);
	});

	test('a server that has no page and no head is not asked for ever', async () => {
		const phone = await withTaps(0);
		const never = answer({ scopes: ['c'], pages: [page('c', 0, 0, [], { head: 5 })] });
		const { outcome, requests } = await runAgainst(phone, () => ({ kind: 'ok', answer: never }));
		expect(outcome).toEqual({ kind: 'refused' });
		expect(requests.length).toBeLessThan(4);
	});
});

describe('[RS1] a new device number is taken', () => {
	test('on 409, and the run goes on with it', async () => {
		const phone = await withTaps(2);
		const { outcome, requests, asked } = await runAgainst(phone, fails({ kind: 're-key' }), accepts);
		expect(outcome).toEqual({ kind: 'ok' });
		expect(asked).toHaveLength(1);
		expect(requests[1]?.d).toBe(71);
		expect(requests[1]?.ops.map(({ n, o }) => [n, o])).toEqual([
			[1, { d: 7, n: 1 }],
			[2, { d: 7, n: 2 }]
		]);
		expect(phone.store.status).toMatchObject({ recorded: 2, received: 2, unsentOps: 0 });
	});

	test.each([
		['another epoch', { e: 'epoch-9' }],
		['a last above all we ever gave out', { ack: 2, last: 3 }],
		['a gap', { gap: 1 }]
	])('when the answer tells of %s, and nothing of that answer is kept', async (_, words) => {
		const phone = await withTaps(2);
		const strange: Reply = () => ({ kind: 'ok', answer: answer({ ack: 2, last: 2, scopes: [], ...words }) });
		const { asked } = await runAgainst(phone, strange, accepts);
		expect(asked).toHaveLength(1);
		expect(phone.store.status).toMatchObject({ recorded: 2, received: 2, unsentOps: 0 });
	});

	test('when the server has lost what it confirmed, and all of it goes out again', async () => {
		const phone = await withTaps(2);
		await runAgainst(phone, accepts);
		const forgot: Reply = () => ({ kind: 'ok', answer: answer({ last: 0, scopes: [] }) });
		const { requests } = await runAgainst(phone, forgot, accepts);
		expect(requests[1]?.ops.map(({ o }) => o)).toEqual([
			{ d: 7, n: 1 },
			{ d: 7, n: 2 }
		]);
	});

	test('once in one run: a server that refuses every number is not asked for ever', async () => {
		const phone = await withTaps(1);
		const { outcome, asked, requests } = await runAgainst(phone, fails({ kind: 're-key' }));
		expect(outcome).toEqual({ kind: 're-key' });
		expect([asked.length, requests.length]).toEqual([1, 2]);
		expect(phone.store.status).toMatchObject({ recorded: 1, unsentOps: 1 });
	});
});

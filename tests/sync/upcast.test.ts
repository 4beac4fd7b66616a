import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { newestOf, type RawOp, upcast, upcasters, type Upcasters } from '#protocol/upcast.ts';
import { OLDEST_OP_VERSION, OP_VERSION } from '#protocol/version.ts';
import { answerSync } from '#server/sync/answer-sync.ts';
import { replayParked } from '#server/sync/replay-parked.ts';
import { type Draft, makeCommune, makePhone, NOW } from '../support/test-commune.ts';

const done = { status: 'done', evidence: 'said' };
const versions = Array.from(
	{ length: OP_VERSION - OLDEST_OP_VERSION + 1 },
	(_, index) => OLDEST_OP_VERSION + index
);

/** What phones of that version made, one op of each kind. */
const fixtureOf = (version: number): Draft[] =>
	JSON.parse(readFileSync(`tests/fixtures/ops/v${version}.json`, 'utf8')) as Draft[];

test('[RC4] every version ever shipped has its upcaster, and the newest says nothing else', () => {
	expect([...upcasters.keys()]).toEqual(versions);
	expect(newestOf(upcasters)).toBe(OP_VERSION);
	for (const op of fixtureOf(OP_VERSION)) expect(upcast({ ...op }, upcasters)).toEqual(op);
});

test.each(versions)('[RC4] what a phone of version %i recorded is applied', async (version) => {
	const at = await makeCommune();
	const hoa = await makePhone(at, 'hoa');
	const drafts = fixtureOf(version);
	expect(drafts.length).toBeGreaterThan(5);
	const { ack, results } = await hoa.sync(hoa.ops(...drafts));
	expect({ ack, results }).toEqual({ ack: drafts.length, results: [] });
	for (const { c, id } of drafts) expect(await at.row(c as 'people', id)).toBeDefined();
});

test.each([Number.MIN_SAFE_INTEGER, -1, 0, 0.5])(
	'[RC4] an op of version %d, which never was, is put aside at once, and what follows is applied',
	async (v) => {
		const at = await makeCommune();
		const hoa = await makePhone(at, 'hoa');
		const odd = { c: 'answers', id: 'hh1.1', a: { VN2: done }, v } as const;
		const { ack, results } = await hoa.sync(hoa.ops(odd, { c: 'answers', id: 'hh1.2', a: { VN2: done } }));
		expect(ack).toBe(2);
		expect(results).toMatchObject([{ n: 1, r: 'parked', code: 'shape' }]);
	}
);

/** A next version, in which the item VN2 goes by a name of its own in ops. */
const renamed = ({ a, ...op }: RawOp): RawOp => {
	const { VN2, ...rest } = a as Record<string, unknown>;
	return { ...op, v: 2, a: VN2 === undefined ? rest : { ...rest, MM: VN2 } };
};
const next: Upcasters = new Map([
	[1, renamed],
	[2, (raw) => raw]
]);

test('[RC4] an older op is applied as the newest version says it, and is known by what it said', async () => {
	const at = await makeCommune();
	const hoa = await makePhone(at, 'hoa');
	const ops = hoa.ops(
		{ c: 'answers', id: 'hh1.1', a: { VN2: done } },
		{ c: 'answers', id: 'hh1.2', a: { VN2: done }, v: 2 }
	);
	const send = (list: Upcasters) =>
		answerSync(at.storage, hoa.asker, hoa.request(ops), NOW, { upcasters: list });
	expect(await send(next)).toMatchObject({ ack: 2, results: [] });
	expect((await at.row('answers', 'hh1.1'))?.f).toEqual({ MM: done });
	expect((await at.row('answers', 'hh1.2'))?.f).toEqual({ VN2: done });
	// Sent again to a server that does not upcast: its identity is of what was received (RC3).
	expect(await send(upcasters)).toMatchObject({ ack: 2, results: [] });
});

test('[RC4] an op newer than the server waits, and is replayed once the server knows it', async () => {
	const at = await makeCommune();
	const hoa = await makePhone(at, 'hoa');
	const official = await makePhone(at, 'xa', ['commune-official'], []);
	const { results } = await hoa.sync(
		hoa.ops({ k: 'weave', c: 'answers', id: 'hh1.1', a: { VN2: done }, v: 2 })
	);
	expect(results).toEqual([{ n: 1, r: 'parked', code: 'version' }]);
	const replay = (list: Upcasters) =>
		replayParked(at.storage, official.asker, `${hoa.device}.1`, 'replay', NOW, { upcasters: list });
	expect(await replay(upcasters)).toEqual({ outcome: 'refused', why: 'version' });
	const woven = (raw: RawOp): RawOp => ({ ...raw, k: 'set' });
	expect(
		await replay(
			new Map([
				[1, renamed],
				[2, woven]
			])
		)
	).toEqual({ outcome: 'replayed' });
	expect((await at.row('answers', 'hh1.1'))?.f).toEqual({ VN2: done });
});

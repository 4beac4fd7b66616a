import { expect, test } from 'vitest';
import type { MemberId } from '#domain/ids.ts';
import type { Bundle } from '#protocol/bundle.ts';
import { bringInBundle } from '#server/bring-in-bundle.ts';
import { examine } from '#server/operator/examine.ts';
import { bundleOf, keysFor, wrappedKeyOf } from '../support/sealed-work.ts';
import { signedIn, signedInAgain } from '../support/signed-in.ts';
import { TestApi } from '../support/test-api.ts';
import {
	type Draft,
	makeCommune,
	makePhone,
	NOW,
	openTestStorage,
	type WirePhone
} from '../support/test-commune.ts';

const done = { status: 'done', evidence: 'said' };
const tap: Draft = { c: 'answers', id: 'hh1.1', a: { VN2: done } };
const visit = { household: 'hh1', outcome: 'met', at: NOW, by: 'hoa' };
const knock: Draft = { k: 'add', c: 'visits', id: 'v1', a: visit };
const LAN = 'lan' as MemberId;

/** Hoa's phone, whose key the server knows, and Lan's browser, which brings things in. */
async function withCarrier() {
	const at = await makeCommune();
	const api = new TestApi(at.storage);
	const hoa = await makePhone(at, 'hoa');
	const { call } = await signedIn(at, api, 'lan');
	const keys = await keysFor(at);
	const change = (given: object): Promise<void> =>
		at.storage.write(async (tx) => {
			const device = await tx.lockDevice(at.commune, hoa.device);
			await tx.putDevice(at.commune, { ...device!, ...given });
		});
	await change({ outboxKey: JSON.stringify(wrappedKeyOf(keys)) });
	const from = { member: hoa.asker.member, device: hoa.device, epoch: at.epoch };
	const carry = (bundle: Bundle) => api.call('/api/bundles', { ...call, body: bundle });
	const pack = (phone: WirePhone, ...drafts: Draft[]) => bundleOf(keys, from, phone.ops(...drafts));
	return { at, api, call, hoa, keys, change, from, carry, pack };
}

test('[RS3] sealed work that another phone brings in is applied in its author’s name, however often it comes', async () => {
	const { at, hoa, carry, pack } = await withCarrier();
	const bundle = await pack(hoa, tap, knock);
	expect(JSON.stringify(bundle)).not.toContain('VN2');
	expect((await carry(bundle)).body).toEqual({ taken: 2, applied: 2, known: 0, parked: 0 });
	expect((await at.row('answers', 'hh1.1'))?.f).toEqual({ VN2: done });
	expect((await at.row('visits', 'v1'))?.f).toEqual(visit);
	const devices = await at.storage.read((tx) => tx.devicesOf(at.commune, hoa.asker.member));
	expect(devices).toMatchObject([
		{ device: hoa.device, kind: 'phone', former: [expect.any(Number)] },
		{ kind: 'bundle', former: [hoa.device] }
	]);
	expect((await carry(bundle)).body).toEqual({ taken: 2, applied: 0, known: 2, parked: 0 });
	expect(await examine(at.storage)).toEqual([]);
});

test('[RS3] what came by a bundle is only recorded when its phone sends it too, and the other way round', async () => {
	const { at, hoa, keys, from, carry } = await withCarrier();
	const first = hoa.ops(tap, knock);
	await carry(await bundleOf(keys, from, first));
	const rv = (await at.row('answers', 'hh1.1'))?.rv;
	const answer = await hoa.sync(first);
	expect(answer).toMatchObject({ ack: 2, last: 2, results: [] });
	const second = hoa.ops({ c: 'answers', id: 'hh1.1', a: { MM: done } });
	await hoa.sync(second);
	const { body } = await carry(await bundleOf(keys, from, [...first, ...second]));
	expect(body).toEqual({ taken: 3, applied: 0, known: 3, parked: 0 });
	expect((await at.row('answers', 'hh1.1'))?.rv).toBe(rv! + 1);
	expect(await at.rowsOf('visits')).toHaveLength(1);
});

test('[MG2] what a phone does to its own work that came by a bundle is no conflict', async () => {
	const { at, hoa, carry, pack } = await withCarrier();
	await carry(await pack(hoa, { ...tap, t: NOW - 5 }));
	const missing = { c: 'answers', id: 'hh1.1', a: { VN2: { status: 'not-yet' } }, t: NOW - 2 };
	// The phone is back, and never saw what the bundle made of its work.
	await hoa.sync(
		[...hoa.ops(missing)].map((op) => ({ ...op, n: 1, o: { d: hoa.device, n: 2 } })),
		{ held: 2 }
	);
	expect((await at.row('answers', 'hh1.1'))?.f).toEqual({ VN2: { status: 'not-yet' } });
	expect(await at.rowsOf('conflicts')).toEqual([]);
});

test('[RS3] an op that was re-keyed before it was sealed is known by where it was first made', async () => {
	const { at, hoa, keys, from, carry } = await withCarrier();
	const sent = hoa.ops(tap);
	await hoa.sync(sent);
	const again = sent.map((op) => ({ ...op, n: 40, o: { d: hoa.device, n: 1 } }));
	const { body } = await carry(await bundleOf(keys, { ...from, device: hoa.device }, again));
	expect(body).toEqual({ taken: 1, applied: 0, known: 1, parked: 0 });
	expect(await at.rowsOf('parked')).toEqual([]);
});

test.each([
	['whose phone never named its key', { outboxKey: undefined }],
	['sealed with another key than its phone named', {}]
])('[WR1] work %s waits for an official, and nothing of it is applied', async (_what, given) => {
	const { at, hoa, change, from, carry } = await withCarrier();
	await change(given);
	const bundle = await bundleOf(await keysFor(at), from, hoa.ops(tap, knock));
	expect((await carry(bundle)).body).toEqual({ taken: 2, applied: 0, known: 0, parked: 2 });
	expect(await at.row('visits', 'v1')).toBeUndefined();
	const waiting = await at.storage.read((tx) => tx.waitingParkedOps(at.commune));
	expect(waiting.map(({ member, code }) => [member, code])).toEqual(Array(2).fill(['hoa', 'unverified']));
	expect((await carry(bundle)).body).toMatchObject({ known: 2, parked: 0 });
});

test('[WR1] what a member brings of her own needs no proof, also from a phone that a restored server never knew', async () => {
	const { at, api } = await withCarrier();
	const { call } = await signedInAgain(at, api, 'hoa');
	const from = { member: 'hoa' as MemberId, device: 90_000, epoch: 'before' };
	const ops = [{ ...tap, n: 1, t: NOW, k: 'set', b: 0 }];
	const body = await bundleOf(await keysFor(at), from, ops);
	expect((await api.call('/api/bundles', { ...call, body })).body).toMatchObject({ applied: 1, parked: 0 });
	expect((await at.row('answers', 'hh1.1'))?.f).toEqual({ VN2: done });
});

test('[WR1] work of a phone that was shut out is kept apart', async () => {
	const { at, hoa, change, carry, pack } = await withCarrier();
	await change({ revokedAt: NOW });
	expect((await carry(await pack(hoa, tap))).body).toMatchObject({ applied: 0, parked: 1 });
	const [op] = await at.storage.read((tx) => tx.waitingParkedOps(at.commune));
	expect(op).toMatchObject({ member: 'hoa', code: 'revoked' });
});

test('[RC5] work of a phone that was shut out about what was erased is kept nowhere, an official’s hands included', async () => {
	const { at, hoa, change, carry, pack } = await withCarrier();
	await change({ revokedAt: NOW });
	const official = await makePhone(at, 'xa', ['commune-official'], []);
	await official.sync(official.ops({ k: 'cmd', c: 'people', id: 'hh1.1', a: { name: 'erase' } }));
	expect((await carry(await pack(hoa, tap))).body).toMatchObject({ parked: 0 });
	expect(await at.storage.read((tx) => tx.waitingParkedOps(at.commune))).toEqual([]);
	expect(await at.rowsOf('parked')).toEqual([]);
});

test('[WR1] an op that cannot be opened is parked by its number, and the others are applied', async () => {
	const { at, hoa, carry, pack } = await withCarrier();
	const bundle = await pack(hoa, tap, knock, { c: 'answers', id: 'hh1.2', a: { VN2: done } });
	const damaged = bundle.ops.map((op) => (op.n === 2 ? { ...op, s: `${op.s.slice(0, -4)}AAAA` } : op));
	const { body } = await carry({ ...bundle, ops: damaged });
	expect(body).toEqual({ taken: 3, applied: 2, known: 0, parked: 1 });
	const [card] = await at.rowsOf('parked');
	expect(card).toMatchObject({ id: `${hoa.device}.2`, s: 'u:hoa', f: { code: 'fault' } });
	// The whole op, once it comes, is not taken for the damaged one.
	expect((await carry(bundle)).body).toEqual({ taken: 3, applied: 1, known: 2, parked: 0 });
	expect((await at.row('visits', 'v1'))?.f).toEqual(visit);
});

test('[WR3] sealed nonsense is parked like any other, and one op twice in a bundle is one', async () => {
	const { at, hoa, keys, from, carry } = await withCarrier();
	const deep = JSON.parse(`${'['.repeat(1_000)}1${']'.repeat(1_000)}`) as unknown;
	const ops = [
		{ n: 1, t: NOW, k: 'set', a: deep },
		{ n: 2, t: NOW, k: 'x'.repeat(5_000), c: 7, id: null, a: 'b' },
		...[3, 3].map((n) => ({ ...tap, n, t: NOW, k: 'set', b: 0 }))
	];
	const { status, body } = await carry(await bundleOf(keys, from, ops));
	expect([status, body]).toEqual([200, { taken: 4, applied: 1, known: 1, parked: 2 }]);
	const waiting = await at.storage.read((tx) => tx.waitingParkedOps(at.commune));
	expect(waiting.map(({ id, code }) => [id, code]).sort()).toEqual([
		[`${hoa.device}.1`, 'fault'],
		[`${hoa.device}.2`, 'shape']
	]);
	expect(await examine(at.storage)).toEqual([]);
});

test('[PS1] a bundle that claims another member’s phone, an unknown member, or another server is refused whole', async () => {
	const { at, hoa, keys, from, carry } = await withCarrier();
	const other = await openTestStorage();
	const elsewhere = await keysFor({ storage: other });
	const ops = hoa.ops(tap);
	const before = await at.storage.read((tx) => tx.counts());
	const bundles = [
		await bundleOf(keys, { ...from, member: LAN }, ops),
		await bundleOf(keys, { ...from, member: 'nobody' as MemberId, device: 900 }, ops),
		await bundleOf(elsewhere, from, ops),
		await bundleOf(
			keys,
			from,
			ops.map((op) => ({ ...op, o: { d: hoa.device + 1, n: 1 } }))
		)
	];
	for (const bundle of bundles) {
		const { status, body } = await carry(bundle);
		expect([status, body]).toEqual([400, { code: 'bad-request' }]);
	}
	expect(await at.storage.read((tx) => tx.counts())).toEqual(before);
});

test('[WR3] a long bundle is taken in pieces, in order, and goes on where it was cut off', async () => {
	const { at, hoa, carry, pack } = await withCarrier();
	const names = Array.from({ length: 1_100 }, (_, index) => `Hộ ${index}`);
	const drafts = names.map((nickname): Draft => ({ c: 'households', id: 'hh1', a: { nickname } }));
	const bundle = await pack(hoa, ...drafts);
	const bringing = { commune: at.commune, by: LAN, now: NOW };
	expect((await carry({ ...bundle, ops: bundle.ops.slice(0, 501) })).status).toBe(413);
	const cut = { ...bundle, ops: bundle.ops.slice(0, 700) };
	expect(await bringInBundle(at.storage, bringing, cut)).toMatchObject({ taken: 700, applied: 700 });
	expect(await bringInBundle(at.storage, bringing, bundle)).toEqual({
		taken: 1_100,
		applied: 400,
		known: 700,
		parked: 0
	});
	expect((await at.row('households', 'hh1'))?.f.nickname).toBe('Hộ 1099');
});

test('[WR1] a device names its key itself; one that this server cannot unwrap is refused', async () => {
	const { at, api, call, keys } = await withCarrier();
	const name = (key: object) => api.call('/api/outbox-key', { ...call, body: { key } });
	expect((await name(wrappedKeyOf(keys))).body).toEqual({ ok: true });
	const phones = await at.storage.read((tx) => tx.phones(at.commune));
	const named = phones.filter(({ member, outboxKey }) => member === 'lan' && outboxKey !== undefined);
	expect(named.map(({ outboxKey }) => JSON.parse(outboxKey ?? '') as unknown)).toEqual([wrappedKeyOf(keys)]);
	expect((await name({ ...wrappedKeyOf(keys), iv: 'AAAAAAAAAAAAAAAA' })).status).toBe(400);
	// A number that follows keeps the key: the browser and its vault are the same.
	const { body } = await api.call('/api/devices', call);
	const [next] = await at.storage.read((tx) => tx.devices(at.commune, [Number(body.device)]));
	expect(next?.outboxKey).toBe(named[0]?.outboxKey);
});

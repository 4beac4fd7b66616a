import { expect, test } from 'vitest';
import type { MemberId } from '#domain/ids.ts';
import { ParkedList, ParkedOutcome } from '#protocol/parked-work.ts';
import { signedIn } from '../support/signed-in.ts';
import { TestApi } from '../support/test-api.ts';
import { makeCommune, makePhone, NOW } from '../support/test-commune.ts';

const GET = { method: 'GET' } as const;
const confirmed = { VN2: { status: 'done', evidence: 'confirmed' } };

test('[PS3] no volunteer or observer reads what waits, replays it or settles it: an official does', async () => {
	const at = await makeCommune();
	const api = new TestApi(at.storage);
	const hoa = await makePhone(at, 'hoa');
	await hoa.sync(hoa.ops({ c: 'answers', id: 'hh1.1', a: confirmed }));
	const order = { id: `${hoa.device}.1`, do: 'replay' };
	for (const role of ['volunteer', 'observer'] as const) {
		const { call } = await signedIn(at, api, `a-${role}`, [role]);
		expect((await api.call('/api/parked', { ...call, ...GET })).status).toBe(403);
		expect((await api.call('/api/parked', { ...call, body: order })).status).toBe(403);
	}
	expect((await api.call('/api/parked', { body: order })).status).toBe(401);
	expect(await at.row('answers', 'hh1.1')).toBeUndefined();

	const { call: official } = await signedIn(at, api, 'xa', ['commune-official'], []);
	const { ops } = ParkedList.parse((await api.call('/api/parked', { ...official, ...GET })).body);
	expect(ops).toMatchObject([{ id: order.id, member: 'hoa', code: 'role', at: NOW, label: 'Lê Thị Hà' }]);
	const done = await api.call('/api/parked', { ...official, body: order });
	expect([done.status, ParkedOutcome.parse(done.body)]).toEqual([200, { outcome: 'replayed' }]);
	expect((await at.row('answers', 'hh1.1'))?.f).toEqual(confirmed);
	expect((await api.call('/api/parked', { ...official, body: { id: order.id, do: 'burn' } })).status).toBe(
		400
	);
});

test('[PS3] [F13] a head decides on what is about her hamlet, and is told of nothing else', async () => {
	const at = await makeCommune();
	const api = new TestApi(at.storage);
	const hoa = await makePhone(at, 'hoa');
	await hoa.sync(
		hoa.ops(
			{ c: 'answers', id: 'hh1.1', a: confirmed },
			{ c: 'people', id: 'hh1.1', a: { sameAs: 'hh1.2' } },
			{ c: 'items', id: 'VN2', a: { name: 'Tên khác' } }
		)
	);
	const order = (n: number, how = 'replay') => ({ id: `${hoa.device}.${n}`, do: how });
	const listed = async (call: Awaited<ReturnType<typeof signedIn>>['call']) =>
		ParkedList.parse((await api.call('/api/parked', { ...call, ...GET })).body).ops.map(({ id }) => id);
	const decided = async (call: Awaited<ReturnType<typeof signedIn>>['call'], body: object) =>
		ParkedOutcome.parse((await api.call('/api/parked', { ...call, body })).body).outcome;

	const { call: other } = await signedIn(at, api, 'other', ['hamlet-head'], ['h2']);
	expect(await listed(other)).toEqual([]);
	expect(await decided(other, order(1))).toBe('gone');
	const { call: head } = await signedIn(at, api, 'mai', ['hamlet-head'], ['h1']);
	expect(await listed(head)).toEqual([order(1).id, order(2).id]);
	expect(await decided(head, order(3))).toBe('gone');
	expect(await decided(head, order(1))).toBe('replayed');
	expect((await at.row('answers', 'hh1.1'))?.f).toEqual(confirmed);
	expect(await decided(head, order(2, 'settle'))).toBe('settled');
	expect((await at.row('people', 'hh1.1'))?.f.sameAs).toBeUndefined();
	expect(await listed(head)).toEqual([]);
	const { call: official } = await signedIn(at, api, 'xa', ['commune-official'], []);
	expect(await listed(official)).toEqual([order(3).id]);
});

test.each(['revoked', 'unverified'] as const)(
	'[PS3] what is parked as %s waits for an official',
	async (code) => {
		const at = await makeCommune();
		const api = new TestApi(at.storage);
		const raw = JSON.stringify({
			k: 'set',
			c: 'people',
			id: 'hh1.1',
			b: 1,
			a: { phone: '0912345678' },
			n: 1,
			t: NOW
		});
		await at.storage.write((tx) =>
			tx.putParkedOps(at.commune, [
				{ id: '9.1', member: 'hoa' as MemberId, raw, code, at: NOW, state: 'waiting' }
			])
		);
		const { call: head } = await signedIn(at, api, 'mai', ['hamlet-head'], ['h1']);
		expect(ParkedList.parse((await api.call('/api/parked', { ...head, ...GET })).body).ops).toEqual([]);
		const body = { id: '9.1', do: 'replay' };
		expect(ParkedOutcome.parse((await api.call('/api/parked', { ...head, body })).body).outcome).toBe('gone');
	}
);

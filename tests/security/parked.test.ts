import { expect, test } from 'vitest';
import { ParkedList, ParkedOutcome } from '#protocol/parked-work.ts';
import { signedIn } from '../support/signed-in.ts';
import { TestApi } from '../support/test-api.ts';
import { makeCommune, makePhone, NOW } from '../support/test-commune.ts';

const GET = { method: 'GET' } as const;
const confirmed = { VN2: { status: 'done', evidence: 'confirmed' } };

test('[PS3] only an official reads what waits, replays it or settles it', async () => {
	const at = await makeCommune();
	const api = new TestApi(at.storage);
	const hoa = await makePhone(at, 'hoa');
	await hoa.sync(hoa.ops({ c: 'answers', id: 'hh1.1', a: confirmed }));
	const order = { id: `${hoa.device}.1`, do: 'replay' };
	for (const role of ['volunteer', 'hamlet-head', 'observer'] as const) {
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

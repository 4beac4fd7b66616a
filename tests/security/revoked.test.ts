import { expect, test } from 'vitest';
import type { MemberId } from '#domain/ids.ts';
import { RollCall } from '#protocol/live.ts';
import { SyncAnswer } from '#protocol/messages.ts';
import { Enrolment } from '#protocol/sign-in.ts';
import { issueInvite } from '#server/accounts/invites.ts';
import { revokeDevice, revokeMember } from '#server/accounts/revoke.ts';
import { examine } from '#server/operator/examine.ts';
import { signedIn, signedInAgain } from '../support/signed-in.ts';
import { type Call, TestApi } from '../support/test-api.ts';
import { makeCommune, makePhone, NOW } from '../support/test-commune.ts';

const done = { status: 'done', evidence: 'said' };
const tap = (n: number) => ({ n, t: NOW, k: 'set', c: 'answers', id: 'hh1.1', b: 0, a: { VN2: done } });

/** Hoa's browser, shut out after it was enrolled. */
async function withRevoked() {
	const at = await makeCommune();
	const api = new TestApi(at.storage);
	const { call, device } = await signedIn(at, api, 'hoa');
	expect(await revokeDevice(at.storage, at.commune, device, NOW)).toBe(true);
	const hand = async (ops: unknown[], given: object = {}) => {
		const held = { held: ops.length, left: 0, ops };
		const body = { p: 1, app: 'test', d: device, e: at.epoch, cur: {}, page: 500, ...held, ...given };
		return SyncAnswer.parse((await api.call('/api/sync', { ...call, body })).body);
	};
	return { at, api, call, device, hand };
}

test('[WR2] a revoked phone hands in to quarantine, gets no row, and is told to wipe itself', async () => {
	const { at, device, hand } = await withRevoked();
	const answer = await hand([tap(1), tap(2)]);
	expect(answer).toMatchObject({ ack: 2, last: 2, do: 'wipe', scopes: [], pages: [] });
	expect(answer.results.map(({ n, code }) => [n, code])).toEqual([
		[1, 'revoked'],
		[2, 'revoked']
	]);
	expect(await at.row('answers', 'hh1.1')).toBeUndefined();
	const waiting = await at.storage.read((tx) => tx.waitingParkedOps(at.commune));
	expect(waiting.map(({ id, code }) => [id, code])).toEqual([
		[`${device}.1`, 'revoked'],
		[`${device}.2`, 'revoked']
	]);
	// The answer was lost: the same is said, and nothing is kept twice.
	expect(await hand([tap(1), tap(2)])).toMatchObject({ ack: 2, do: 'wipe' });
	expect(await at.storage.read((tx) => tx.waitingParkedOps(at.commune))).toHaveLength(2);
	expect(await hand([], { held: 2 })).toMatchObject({ ack: 0, last: 2, do: 'wipe', pages: [] });
	expect(await examine(at.storage)).toEqual([]);
});

test('[WR2] a revoked phone of another history is never sent to take a new number', async () => {
	const { at, hand } = await withRevoked();
	expect(await hand([tap(8)], { held: 9, left: 1 })).toMatchObject({ ack: 8, last: 8, do: 'wipe' });
	expect(await at.storage.read((tx) => tx.waitingParkedOps(at.commune))).toHaveLength(1);
});

test('[RS2] after a restore a revoked phone takes a new number, is still shut out, and brings all again', async () => {
	const { at, api, call, device } = await withRevoked();
	const body = { p: 1, app: 'test', d: device, e: 'another', page: 500, held: 1, left: 0, ops: [tap(1)] };
	expect((await api.call('/api/sync', { ...call, body })).body).toEqual({ code: 're-key' });
	const renewed = Enrolment.parse((await api.call('/api/devices', call)).body);
	expect(renewed.device).not.toBe(device);
	const again = {
		...body,
		d: renewed.device,
		e: renewed.epoch,
		ops: [{ ...tap(1), o: { d: device, n: 1 } }]
	};
	const answer = SyncAnswer.parse((await api.call('/api/sync', { ...call, body: again })).body);
	expect(answer).toMatchObject({ ack: 1, do: 'wipe', scopes: [], pages: [] });
	const waiting = await at.storage.read((tx) => tx.waitingParkedOps(at.commune));
	expect(waiting.map(({ id, code }) => [id, code])).toEqual([[`${device}.1`, 'revoked']]);
	expect((await api.call('/api/heads', { ...call, method: 'GET' })).status).toBe(401);
});

test('[PS1] a revoked phone that names another’s number is given no receipt', async () => {
	const { at, hand } = await withRevoked();
	const lan = await makePhone(at, 'lan');
	expect(await hand([tap(1)], { d: lan.device })).toMatchObject({ ack: 0, results: [] });
	expect(await at.storage.read((tx) => tx.waitingParkedOps(at.commune))).toEqual([]);
});

test.each<[string, Call]>([
	['/api/heads', { method: 'GET' }],
	['/api/outbox-key', {}],
	['/api/bundles', {}]
])('to %s a revoked phone is nobody', async (path, given) => {
	const { api, call } = await withRevoked();
	const { status, body } = await api.call(path, { ...call, ...given });
	expect([status, body]).toEqual([401, { code: 'sign-in' }]);
});

test('a phone that was wiped says so once; its session is over and nobody waits for it', async () => {
	const { at, api, call, device } = await withRevoked();
	const { call: head } = await signedIn(at, api, 'head', ['hamlet-head']);
	expect((await api.call('/api/wiped', call)).body).toEqual({ ok: true });
	const [phone] = await at.storage.read((tx) => tx.devices(at.commune, [device]));
	expect(phone?.wipedAt).toBeGreaterThan(NOW - 1);
	expect((await api.call('/api/wiped', call)).status).toBe(401);
	const { members } = RollCall.parse((await api.call('/api/roll-call', { ...head, method: 'GET' })).body);
	expect(members.find(({ member }) => member === 'hoa')).toMatchObject({ phones: 1 });
});

test('[CL4] the roll call still says when a member was heard of whose phones were all shut out', async () => {
	const { at, api } = await withRevoked();
	await revokeMember(at.storage, at.commune, 'hoa' as MemberId, NOW);
	const { call: head } = await signedIn(at, api, 'head', ['hamlet-head']);
	const { members } = RollCall.parse((await api.call('/api/roll-call', { ...head, method: 'GET' })).body);
	const hoa = members.find(({ member }) => member === 'hoa');
	expect(hoa).toMatchObject({ phones: 0, unsent: 0 });
	expect(hoa?.lastContactAt).toBeGreaterThan(0);
});

test('a member’s phones are all shut out, those of the others are not', async () => {
	const { at, api, device } = await withRevoked();
	const { device: second } = await signedInAgain(at, api, 'hoa');
	const { call: lan } = await signedIn(at, api, 'lan');
	const first = device - 1;
	expect(await revokeMember(at.storage, at.commune, 'hoa' as MemberId, NOW)).toEqual([first, second]);
	expect(await revokeMember(at.storage, at.commune, 'hoa' as MemberId, NOW)).toEqual([]);
	expect((await api.call('/api/heads', { ...lan, method: 'GET' })).status).toBe(200);
	expect(await revokeDevice(at.storage, at.commune, 900, NOW)).toBe(false);
});

test('who has left does not come back by an invite she had not used', async () => {
	const { at, api } = await withRevoked();
	const ask = { commune: at.commune, member: 'hoa' as MemberId, kind: 'printed', now: Date.now() } as const;
	const { code } = await issueInvite(at.storage, ask);
	const asked = { code, attempt: 'a'.repeat(22) };
	expect((await api.call('/api/invites', { body: asked })).status).toBe(200);
	await revokeMember(at.storage, at.commune, ask.member, NOW);
	expect((await api.call('/api/invites', { body: asked })).body).toMatchObject({ code: 'invite-unknown' });
});

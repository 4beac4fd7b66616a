import 'fake-indexeddb/auto';
import { clear } from 'idb-keyval';
import { beforeEach, expect, test, vi } from 'vitest';
import { tap } from '../../../../tests/support/test-phone.ts';
import { openDatabase } from './database.ts';
import { currentMember, enrol, lookAtInvite, membersOnThisPhone, switchTo } from './enrolment.ts';
import { openStore } from './open-store.ts';

const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
const serverKey = Buffer.from(raw).toString('base64url');
const CODE = '123 456 789 012';

/** A server that answers each path with this; `device` grows with every sign-in. */
function server(answers: Record<string, { status?: number; body: unknown }>) {
	const asked: string[] = [];
	const fetch = async (path: string) => {
		asked.push(path);
		const { status = 200, body } = answers[path] ?? { status: 404, body: { code: 'not-found' } };
		return Response.json(body, { status, headers: { 'x-tung-nha': '1' } });
	};
	return { asked, options: { fetch: fetch as unknown as typeof globalThis.fetch } };
}

const signsIn = (member: string, device: number) =>
	server({
		'/api/sign-in': {
			body: { member, name: 'Hạnh', roles: ['volunteer'], device, epoch: 'e1', serverKey, now: 1_000 }
		}
	});

beforeEach(async () => {
	await clear();
	for (const member of ['m1', 'm2']) await openDatabase(member as never).delete();
});

test('an enrolled member has a database of its own, with keys, and can record at once', async () => {
	const { options } = signsIn('m1', 7);
	expect(await enrol(CODE, options)).toEqual({
		kind: 'ok',
		enrolled: { member: 'm1', name: 'Hạnh', roles: ['volunteer'] }
	});
	expect(await currentMember()).toBe('m1');
	const opened = await openStore('m1' as never, () => 5_000);
	await opened.local.record([tap('p1', 'VN2')]);
	expect(opened.local.status.unsentOps).toBe(1);
	const db = openDatabase('m1' as never);
	const [op] = await db.outbox.toArray();
	expect(new TextDecoder().decode(op?.sealed)).not.toContain('VN2');
	opened.local.close();
	db.close();
});

test('[WIPE] who signs in again is not emptied for a wiping that was killed before', async () => {
	const words = new Map([['wiping', JSON.stringify({ member: 'm1', mustTell: true })]]);
	vi.stubGlobal('localStorage', {
		getItem: (key: string) => words.get(key) ?? null,
		removeItem: (key: string) => void words.delete(key)
	});
	await enrol(CODE, signsIn('m2', 8).options);
	expect(words.size).toBe(1);
	await enrol(CODE, signsIn('m1', 9).options);
	expect(words.size).toBe(0);
	vi.unstubAllGlobals();
});

test('[WR4] who signs in again keeps the unsent work, which goes on under the new device number', async () => {
	await enrol(CODE, signsIn('m1', 7).options);
	const before = await openStore('m1' as never, () => 5_000);
	await before.local.record([tap('p1', 'VN2')]);
	before.local.close();
	await enrol(CODE, signsIn('m1', 9).options);
	const after = await openStore('m1' as never, () => 5_000);
	const { device, ops } = await after.local.takeBatch(9);
	expect(device).toBe(9);
	expect(ops).toMatchObject([{ n: 1, o: { d: 7, n: 1 }, id: 'p1' }]);
	after.local.close();
});

test('[F18] two members of one browser keep to themselves, and a tab can change over', async () => {
	await enrol(CODE, signsIn('m1', 7).options);
	await enrol(CODE, signsIn('m2', 8).options);
	expect((await membersOnThisPhone()).map(({ member }) => member)).toEqual(['m1', 'm2']);
	expect(await currentMember()).toBe('m2');
	await switchTo('m1' as never);
	expect(await currentMember()).toBe('m1');
	const opened = await openStore('m2' as never, () => 1);
	expect((await opened.local.takeBatch(1))?.device).toBe(8);
	opened.local.close();
});

test('[F18] an invite is taken up while another member has unsent work, which stays as it is', async () => {
	await enrol(CODE, signsIn('m1', 7).options);
	const first = await openStore('m1' as never, () => 5_000);
	await first.local.record([tap('p1', 'VN2')]);
	first.local.close();
	await enrol(CODE, signsIn('m2', 8).options);
	const second = await openStore('m2' as never, () => 5_000);
	expect(second.local.status.recorded).toBe(0);
	second.local.close();
	const again = await openStore('m1' as never, () => 5_000);
	expect(again.local.status.unsentOps).toBe(1);
	expect((await again.local.takeBatch(10)).device).toBe(7);
	again.local.close();
});

test('a used invite says so and whom to ask; nobody is enrolled', async () => {
	const refusal = { status: 410, body: { code: 'invite-used', ask: 'Bà Tư' } };
	const { options } = server({ '/api/sign-in': refusal, '/api/invites': refusal });
	expect(await enrol(CODE, options)).toEqual({ kind: 'refused', code: 'invite-used', ask: 'Bà Tư' });
	expect(await lookAtInvite(CODE, options)).toEqual({ kind: 'refused', code: 'invite-used', ask: 'Bà Tư' });
	expect(await currentMember()).toBeUndefined();
});

test('who lost the answer asks again with the same attempt, until it has succeeded', async () => {
	const { options } = signsIn('m1', 7);
	const sent: { path: string; code: string; attempt?: string }[] = [];
	const via = (answer: typeof fetch) => ({
		fetch: (async (path: string, init: RequestInit) => {
			sent.push({ path, ...(JSON.parse(init.body as string) as { code: string }) });
			return answer(path, init);
		}) as typeof fetch
	});
	const lost = via(() => Promise.reject(new TypeError('network')));
	await lookAtInvite(CODE, lost);
	expect(await enrol(CODE, lost)).toEqual({ kind: 'unreachable' });
	await lookAtInvite(CODE, lost);
	await enrol('another', lost);
	expect(await enrol(CODE, via(options.fetch))).toMatchObject({ kind: 'ok' });
	await lookAtInvite(CODE, lost);

	const [before, first, look, other, second, after] = sent;
	expect(first?.attempt).toMatch(/^[A-Za-z0-9_-]{22}$/);
	expect([second?.path, second?.attempt]).toEqual(['/api/sign-in', first?.attempt]);
	expect([look?.path, look?.attempt]).toEqual(['/api/invites', first?.attempt]);
	expect(other?.attempt).not.toBe(first?.attempt);
	expect([before?.attempt, after?.attempt]).toEqual([undefined, undefined]);
});

test('a phone without room says so, and begins again as the same attempt once there is room', async () => {
	const { options } = signsIn('m1', 7);
	const bodies: string[] = [];
	const watched = {
		fetch: ((path: string, init: RequestInit) => {
			bodies.push(init.body as string);
			return options.fetch(path, init);
		}) as typeof fetch
	};
	const full = vi.spyOn(IDBDatabase.prototype, 'createObjectStore').mockImplementation(() => {
		throw new DOMException('full', 'QuotaExceededError');
	});
	expect(await enrol(CODE, watched)).toEqual({ kind: 'storage' });
	full.mockRestore();
	expect(await currentMember()).toBeUndefined();
	expect(await enrol(CODE, watched)).toMatchObject({ kind: 'ok' });
	expect(bodies[1]).toBe(bodies[0]);
});

test('a slow tab that repeats the sign-in leaves the keys under which the other already records', async () => {
	const { options } = signsIn('m1', 7);
	const generateKey = crypto.subtle.generateKey.bind(crypto.subtle);
	const makesKeys = Promise.withResolvers<void>();
	const goesOn = Promise.withResolvers<void>();
	vi.spyOn(crypto.subtle, 'generateKey').mockImplementationOnce(async (...key: unknown[]) => {
		makesKeys.resolve();
		await goesOn.promise;
		return Reflect.apply(generateKey, undefined, key) as Promise<CryptoKey>;
	});
	const slow = enrol(CODE, options);
	await makesKeys.promise;
	await enrol(CODE, options);
	const first = await openStore('m1' as never, () => 5_000);
	await first.local.record([tap('p1', 'VN2')]);
	first.local.close();
	goesOn.resolve();
	expect(await slow).toMatchObject({ kind: 'ok' });
	const again = await openStore('m1' as never, () => 5_000);
	expect((await again.local.takeBatch(9))?.ops).toMatchObject([{ n: 1, id: 'p1' }]);
	again.local.close();
});

test('looking at an invite uses nothing up', async () => {
	const invite = {
		member: 'Hạnh',
		roles: ['volunteer'],
		commune: 'Đại Thành',
		hamlets: ['Thôn Đông'],
		until: 9
	};
	const { options, asked } = server({ '/api/invites': { body: invite } });
	expect(await lookAtInvite(CODE, options)).toEqual({ kind: 'ok', invite });
	expect(asked).toEqual(['/api/invites']);
});

test('[LS8] a database that is gone although its member was enrolled is told as gone', async () => {
	await enrol(CODE, signsIn('m1', 7).options);
	await openDatabase('m1' as never).delete();
	expect(await currentMember()).toBe('m1');
	await expect(openStore('m1' as never, () => 1)).rejects.toMatchObject({ how: 'gone' });
});

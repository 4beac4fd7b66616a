import 'fake-indexeddb/auto';
import { clear } from 'idb-keyval';
import { beforeEach, expect, test } from 'vitest';
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
		return new Response(JSON.stringify(body), { status, headers: { 'x-tung-nha': '1' } });
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
	await opened?.local.record([tap('p1', 'VN2')]);
	expect(opened?.local.status.unsentOps).toBe(1);
	const db = openDatabase('m1' as never);
	const [op] = await db.outbox.toArray();
	expect(new TextDecoder().decode(op?.sealed)).not.toContain('VN2');
	opened?.local.close();
	db.close();
});

test('[WR4] who signs in again keeps the unsent work, which goes on under the new device number', async () => {
	await enrol(CODE, signsIn('m1', 7).options);
	const before = await openStore('m1' as never, () => 5_000);
	await before?.local.record([tap('p1', 'VN2')]);
	before?.local.close();
	await enrol(CODE, signsIn('m1', 9).options);
	const after = await openStore('m1' as never, () => 5_000);
	const { device, ops } = (await after?.local.takeBatch(9)) ?? {};
	expect(device).toBe(9);
	expect(ops).toMatchObject([{ n: 1, o: { d: 7, n: 1 }, id: 'p1' }]);
	after?.local.close();
});

test('[F18] two members of one browser keep to themselves, and a tab can change over', async () => {
	await enrol(CODE, signsIn('m1', 7).options);
	await enrol(CODE, signsIn('m2', 8).options);
	expect((await membersOnThisPhone()).map(({ member }) => member)).toEqual(['m1', 'm2']);
	expect(await currentMember()).toBe('m2');
	await switchTo('m1' as never);
	expect(await currentMember()).toBe('m1');
	const opened = await openStore('m2' as never, () => 1);
	expect((await opened?.local.takeBatch(1))?.device).toBe(8);
	opened?.local.close();
});

test('a used invite says so and whom to ask; nobody is enrolled', async () => {
	const refusal = { status: 410, body: { code: 'invite-used', ask: 'Bà Tư' } };
	const { options } = server({ '/api/sign-in': refusal, '/api/invites': refusal });
	expect(await enrol(CODE, options)).toEqual({ kind: 'refused', code: 'invite-used', ask: 'Bà Tư' });
	expect(await lookAtInvite(CODE, options)).toEqual({ kind: 'refused', code: 'invite-used', ask: 'Bà Tư' });
	expect(await currentMember()).toBeUndefined();
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
	expect(await openStore('m1' as never, () => 1)).toBeUndefined();
});

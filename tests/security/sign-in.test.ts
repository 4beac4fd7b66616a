import { expect, test } from 'vitest';
import type { MemberId } from '#domain/ids.ts';
import type { SignInRequest } from '#protocol/sign-in.ts';
import { inviteLink, issueInvite } from '#server/accounts/invites.ts';
import { hashOf } from '#server/accounts/secrets.ts';
import { recognise, SESSION_MS } from '#server/accounts/sessions.ts';
import { signIn, type SignedIn } from '#server/accounts/sign-in.ts';
import { addMember } from '#server/commune.ts';
import { TestApi } from '../support/test-api.ts';
import { makeCommune, NOW, type TestCommune } from '../support/test-commune.ts';

const DAY = 86_400_000;
const ATTEMPT = 'a'.repeat(22);
const OTHER = 'b'.repeat(22);
const begin = (code: string, attempt = ATTEMPT): SignInRequest => ({ code, attempt });

interface Invited {
	at: TestCommune;
	code: string;
	digits: string;
}

async function invited(kind: 'printed' | 'on-screen' = 'printed', now = Date.now()): Promise<Invited> {
	const at = await makeCommune();
	const { storage, commune } = at;
	const add = (id: string, name: string, role: 'volunteer' | 'commune-official'): Promise<MemberId> =>
		addMember(storage, {
			commune,
			member: { name, roles: [role], hamlets: ['h1' as never] },
			id: id as MemberId,
			now
		});
	await add('xa', 'Chị Hạnh', 'commune-official');
	const member = await add('hoa', 'Cô Hoa', 'volunteer');
	return { at, ...(await issueInvite(storage, { commune, member, kind, now })) };
}

test('an invite is looked at by its link or its digits, however often, and used up by neither', async () => {
	const { at, code, digits } = await invited();
	const api = new TestApi(at.storage);
	expect(inviteLink('https://xa.example', code)).toMatch(/^https:\/\/xa\.example\/invite#[A-Za-z0-9_-]{22}$/);
	expect(digits).toMatch(/^\d{3} \d{3} \d{3} \d{3}$/);
	for (const asked of [code, digits, digits.replaceAll(' ', ''), digits.replaceAll(' ', '-'), code]) {
		const { status, body } = await api.call('/api/invites', { body: { code: asked } });
		expect(status).toBe(200);
		expect(body).toMatchObject({
			member: 'Cô Hoa',
			roles: ['volunteer'],
			commune: 'Xã Đại Thành',
			hamlets: ['Thôn 1']
		});
	}
	expect((await api.call('/api/sign-in', { body: { code: digits, attempt: ATTEMPT } })).status).toBe(200);
});

test('signing in enrols this browser, with a cookie no script reads and no other site sends', async () => {
	const { at, code } = await invited();
	const local = await new TestApi(at.storage).call('/api/sign-in', { body: { code, attempt: ATTEMPT } });
	expect(local.body).toMatchObject({ member: 'hoa', name: 'Cô Hoa', roles: ['volunteer'], epoch: at.epoch });
	expect(Buffer.from(String(local.body.serverKey), 'base64url')).toHaveLength(65);
	const options = { path: '/', httpOnly: true, sameSite: 'strict', maxAge: (400 * DAY) / 1_000 };
	expect(local.cookies).toMatchObject([{ name: 'tn-hoa', options: { ...options, secure: false } }]);
	const again = { commune: at.commune, member: 'hoa' as MemberId, kind: 'printed', now: Date.now() } as const;
	const { code: second } = await issueInvite(at.storage, again);
	const call = { body: { code: second, attempt: ATTEMPT }, origin: 'https://xa.example' };
	const online = await new TestApi(at.storage).call('/api/sign-in', call);
	expect(online.cookies).toMatchObject([{ name: '__Host-tn-hoa', options: { ...options, secure: true } }]);
});

test('a used invite says so, and whom to ask', async () => {
	const { at, code, digits } = await invited();
	const api = new TestApi(at.storage);
	await api.call('/api/sign-in', { body: { code, attempt: ATTEMPT } });
	for (const path of ['/api/invites', '/api/sign-in']) {
		const { status, body, cookies } = await api.call(path, { body: { code: digits, attempt: OTHER } });
		expect([status, body, cookies]).toEqual([410, { code: 'invite-used', ask: 'Chị Hạnh' }, []]);
	}
});

test.each([
	['printed', 7 * DAY],
	['on-screen', 15 * 60_000]
] as const)(
	'an invite %s is good for its own time and then says so, and whom to ask',
	async (kind, lifetime) => {
		const { at, code } = await invited(kind, NOW);
		expect(await signIn(at.storage, begin(code), NOW + lifetime + 1)).toEqual({
			code: 'invite-expired',
			ask: 'Chị Hạnh'
		});
		expect(await signIn(at.storage, begin(code), NOW + lifetime)).toHaveProperty('enrolment.member', 'hoa');
	}
);

test('of two who begin at once with one invite, exactly one becomes a device', async () => {
	const { at, code, digits } = await invited();
	const before = await at.storage.read((tx) => tx.counts());
	const both = await Promise.all(
		[begin(code), begin(digits, OTHER)].map((one) => signIn(at.storage, one, Date.now()))
	);
	expect(both.filter((one) => 'enrolment' in one)).toHaveLength(1);
	expect(both.filter((one) => 'code' in one)).toEqual([{ code: 'invite-used', ask: 'Chị Hạnh' }]);
	expect((await at.storage.read((tx) => tx.counts())).phones - before.phones).toBe(1);
});

async function signedIn(at: TestCommune, request: SignInRequest, now = NOW): Promise<SignedIn> {
	const answer = await signIn(at.storage, request, now);
	if ('code' in answer) throw new Error(answer.code);
	return answer;
}

test('who lost the answer signs in again as the same device, by link or digits, as long as the invite lasts', async () => {
	const { at, code, digits } = await invited('printed', NOW);
	const before = await at.storage.read((tx) => tx.counts());
	const lost = await signedIn(at, begin(code));
	const again = await signedIn(at, begin(code), NOW + DAY);
	const byDigits = await signedIn(at, begin(digits), NOW + 7 * DAY);
	expect(again.enrolment).toEqual({ ...lost.enrolment, now: NOW + DAY });
	expect(byDigits.enrolment.device).toBe(lost.enrolment.device);
	expect((await at.storage.read((tx) => tx.counts())).phones - before.phones).toBe(1);
});

test('a sign-in that the line delivers late, or twice, leaves the session alone that the browser holds', async () => {
	const { at, code } = await invited();
	const held = await signedIn(at, begin(code));
	const late = await signedIn(at, begin(code));
	expect(late.token).not.toBe(held.token);
	const caller = { caller: { device: held.enrolment.device } };
	expect(await recognise(at.storage, 'hoa', held.token, NOW + DAY)).toMatchObject(caller);
});

test('the browser that lost the answer still sees whom the invite is for; others see it as used', async () => {
	const { at, code } = await invited();
	const api = new TestApi(at.storage);
	await api.call('/api/sign-in', { body: begin(code) });
	const look = (attempt?: string) => api.call('/api/invites', { body: { code, attempt } });
	expect(await look(ATTEMPT)).toMatchObject({ status: 200, body: { member: 'Cô Hoa' } });
	for (const attempt of [undefined, OTHER]) {
		expect(await look(attempt)).toMatchObject({
			status: 410,
			body: { code: 'invite-used', ask: 'Chị Hạnh' }
		});
	}
	expect((await api.call('/api/sign-in', { body: begin(code) })).status).toBe(200);
});

test('two taps at once of one browser make one device', async () => {
	const { at, code } = await invited();
	const before = await at.storage.read((tx) => tx.counts());
	const both = await Promise.all([1, 2].map(() => signedIn(at, begin(code), Date.now())));
	expect(new Set(both.map(({ enrolment }) => enrolment.device)).size).toBe(1);
	expect((await at.storage.read((tx) => tx.counts())).phones - before.phones).toBe(1);
});

test('a sign-in is not repeated by another attempt, after the invite’s time, or without an attempt', async () => {
	const { at, code } = await invited('on-screen', NOW);
	const { token } = await signedIn(at, begin(code));
	const used = { code: 'invite-used', ask: 'Chị Hạnh' };
	expect(await signIn(at.storage, begin(code, OTHER), NOW + 1)).toEqual(used);
	expect(await signIn(at.storage, begin(code), NOW + 15 * 60_000 + 1)).toEqual(used);
	expect((await new TestApi(at.storage).call('/api/sign-in', { body: { code } })).status).toBe(400);
	expect(await recognise(at.storage, 'hoa', token, NOW + 1)).toBeDefined();
});

test.each([
	['was revoked', { revokedAt: NOW }],
	['has handed in work, so it had its answer', { lastN: 1 }]
])('a sign-in is not repeated once its device %s', async (_why, change) => {
	const { at, code } = await invited('printed', NOW);
	const { enrolment } = await signedIn(at, begin(code));
	await at.storage.write(async (tx) => {
		const device = await tx.lockDevice(at.commune, enrolment.device);
		await tx.putDevice(at.commune, { ...device!, ...change });
	});
	expect(await signIn(at.storage, begin(code), NOW + 1)).toMatchObject({ code: 'invite-used' });
});

test('codes that do not exist are rationed; right ones cost a full hall nothing', async () => {
	const { at, digits } = await invited();
	const api = new TestApi(at.storage);
	for (let times = 0; times < 30; times += 1) {
		expect((await api.call('/api/invites', { body: { code: digits } })).status).toBe(200);
	}
	const statuses: number[] = [];
	for (let guess = 0; guess < 12; guess += 1) {
		const code = String(guess).padStart(12, '0');
		statuses.push((await api.call('/api/invites', { body: { code } })).status);
	}
	expect(statuses).toEqual([...Array<number>(10).fill(404), 429, 429]);
	const begun = { body: { code: digits, attempt: ATTEMPT } };
	expect((await api.call('/api/sign-in', begun)).status).toBe(429);
});

test('neither code nor attempt nor token stands in the database', async () => {
	const { at, code, digits } = await invited();
	const answer = await signIn(at.storage, begin(code), Date.now());
	const token = 'token' in answer ? answer.token : '';
	expect(token).toHaveLength(43);
	expect((await at.storage.read((tx) => tx.invite(hashOf(code))))?.usedBy).toBe(hashOf(ATTEMPT));
	for (const secret of [code, digits, digits.replaceAll(' ', ''), token]) {
		expect(await at.storage.read((tx) => tx.invite(secret))).toBeUndefined();
		expect(await at.storage.read((tx) => tx.session(secret))).toBeUndefined();
	}
});

test('a session is prolonged by use, and ends when it was not used, or its member’s time is over', async () => {
	const { at, code } = await invited('printed', NOW);
	const answer = await signIn(at.storage, begin(code), NOW);
	const token = 'token' in answer ? answer.token : '';
	const at1 = (now: number): ReturnType<typeof recognise> => recognise(at.storage, 'hoa', token, now);
	expect(await at1(NOW + 1_000)).toMatchObject({
		isRenewed: false,
		caller: { member: 'hoa', hamlets: ['h1'] }
	});
	expect(await at1(NOW + 2 * DAY)).toMatchObject({ isRenewed: true });
	expect(await at1(NOW + SESSION_MS + DAY)).toMatchObject({ isRenewed: true });
	expect(await at1(NOW + 2 * SESSION_MS + 3 * DAY)).toBeUndefined();
	await at.storage.write(async (tx) => {
		const [row] = await tx.rows(at.commune, [{ c: 'members', id: 'hoa' }]);
		await tx.putRows(at.commune, [{ ...row!, f: { ...row!.f, until: '2026-11-22' } }]);
	});
	expect(await at1(NOW)).toBeDefined();
	expect(await at1(NOW + DAY)).toBeUndefined();
});

test('a revoked device is known as one that was shut out', async () => {
	const { at, code } = await invited('printed', NOW);
	const answer = await signIn(at.storage, begin(code), NOW);
	if ('code' in answer) throw new Error(answer.code);
	await at.storage.write(async (tx) => {
		const device = await tx.lockDevice(at.commune, answer.enrolment.device);
		await tx.putDevice(at.commune, { ...device!, revokedAt: NOW });
	});
	expect(await recognise(at.storage, 'hoa', answer.token, NOW)).toMatchObject({
		caller: { isRevoked: true }
	});
});

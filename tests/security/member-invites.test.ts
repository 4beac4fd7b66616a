// A head gives no more than she has, and to nobody but her own people (F32).
import { expect, test } from 'vitest';
import { MadeMemberInvite } from '#protocol/sign-in.ts';
import { addMember } from '#server/commune.ts';
import { signedIn } from '../support/signed-in.ts';
import { TestApi } from '../support/test-api.ts';
import { makeCommune, makePhone, NOW, type TestCommune } from '../support/test-commune.ts';

const MINUTE_MS = 60_000;

async function heads() {
	const at = await makeCommune();
	const api = new TestApi(at.storage);
	const { call } = await signedIn(at, api, 'sen', ['hamlet-head'], ['h1']);
	const invite = (member: string, by = call) => api.call('/api/member-invites', { ...by, body: { member } });
	return { at, api, invite };
}

const listed = (at: TestCommune, id: string, given: object = {}) =>
	addMember(at.storage, {
		...{ commune: at.commune, id: id as never, now: NOW },
		member: { name: `Chị ${id}`, roles: ['volunteer'], hamlets: ['h1' as never], ...given }
	});

test('a head invites a volunteer of her list, for a quarter of an hour, once, and is whom they ask', async () => {
	const { at, api, invite } = await heads();
	await listed(at, 'hoa');
	const before = Date.now();
	const { status, body } = await invite('hoa');
	expect(status).toBe(200);
	const { link, digits, until } = MadeMemberInvite.parse(body);
	expect(until - before).toBeGreaterThan(14 * MINUTE_MS);
	expect(until - Date.now()).toBeLessThanOrEqual(15 * MINUTE_MS);
	const preview = await api.call('/api/invites', { body: { code: digits } });
	expect(preview.body).toMatchObject({ member: 'Chị hoa', roles: ['volunteer'], hamlets: ['Thôn 1'] });
	expect((await api.call('/api/sign-in', { body: { code: link, attempt: 'a'.repeat(22) } })).status).toBe(
		200
	);
	const again = await api.call('/api/sign-in', { body: { code: link, attempt: 'b'.repeat(22) } });
	expect([again.status, again.body]).toEqual([410, { code: 'invite-used', ask: 'sen' }]);
});

test.each([
	['of another hamlet', { hamlets: ['h2'] }],
	['who works in another hamlet too', { hamlets: ['h1', 'h2'] }],
	['who is a head', { roles: ['hamlet-head'] }],
	['who is more than a volunteer', { roles: ['volunteer', 'commune-official'] }],
	['who is an observer', { roles: ['observer'] }],
	['without a hamlet', { hamlets: [] }],
	['who has left the team', { until: '2026-01-01' }],
	['whose time is yet to come', { from: '2099-01-01' }]
])('a head invites nobody %s', async (_who, given) => {
	const { at, invite } = await heads();
	await listed(at, 'khac', given);
	const { status, body } = await invite('khac');
	expect([status, body]).toEqual([403, { code: 'forbidden' }]);
});

test('of somebody on no list she is told what she is told of others, and nothing more', async () => {
	const { invite } = await heads();
	for (const who of ['khong-co', 'sen']) {
		const { status, body } = await invite(who);
		expect([status, body]).toEqual([403, { code: 'forbidden' }]);
	}
	expect((await invite('')).status).toBe(400);
});

test.each([['volunteer'], ['observer']] as const)('a %s invites nobody', async (role) => {
	const { at, api, invite } = await heads();
	await listed(at, 'hoa');
	const { call } = await signedIn(at, api, 'nam', [role], ['h1']);
	expect((await invite('hoa', call)).status).toBe(403);
});

test('an official invites anybody of the commune', async () => {
	const { at, api, invite } = await heads();
	await makePhone(at, 'tho', ['hamlet-head'], ['h2']);
	const { call } = await signedIn(at, api, 'mai', ['commune-official'], []);
	expect((await invite('tho', call)).status).toBe(200);
});

test('a phone that asks without end is told to wait', async () => {
	const { at, invite } = await heads();
	await listed(at, 'hoa');
	const statuses: number[] = [];
	for (let asked = 0; asked < 31; asked += 1) statuses.push((await invite('hoa')).status);
	expect(statuses.slice(0, 30).every((status) => status === 200)).toBe(true);
	expect(statuses[30]).toBe(429);
});

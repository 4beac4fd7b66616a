import { expect, test } from 'vitest';
import { Heads, RollCall } from '#protocol/live.ts';
import { signedIn, signedInAgain } from '../support/signed-in.ts';
import { TestApi } from '../support/test-api.ts';
import { makeCommune, makePhone, NOW } from '../support/test-commune.ts';

const GET = { method: 'GET' } as const;
const tap = { c: 'answers', id: 'hh1.1', a: { VN2: { status: 'not-yet' } } };

async function withBrowsers() {
	const at = await makeCommune();
	return { at, api: new TestApi(at.storage) };
}

test('[CL4] the heads are those of the asker’s scopes, and move with a commit', async () => {
	const { at, api } = await withBrowsers();
	const { call } = await signedIn(at, api, 'head', ['hamlet-head']);
	const hoa = await makePhone(at, 'hoa');
	const before = Heads.parse((await api.call('/api/heads', { ...call, ...GET })).body);
	expect(before.e).toBe(at.epoch);
	expect(Object.keys(before.heads).sort()).toEqual(['c', 'h:h1', 'u:head']);
	await hoa.sync(hoa.ops(tap));
	const after = Heads.parse((await api.call('/api/heads', { ...call, ...GET })).body);
	expect(after.heads).toEqual({ ...before.heads, 'h:h1': (before.heads['h:h1'] ?? 0) + 1 });
});

test('[CL4] the roll call shows a head her hamlet’s members, an official everybody', async () => {
	const { at, api } = await withBrowsers();
	const { call: head } = await signedIn(at, api, 'head', ['hamlet-head'], ['h1']);
	const { call: official } = await signedIn(at, api, 'official', ['commune-official'], []);
	await makePhone(at, 'far', ['volunteer'], ['h2']);
	const hoa = await makePhone(at, 'hoa');
	await hoa.sync(hoa.ops(tap), { left: 12 }, NOW + 60_000);

	const seen = RollCall.parse((await api.call('/api/roll-call', { ...head, ...GET })).body).members;
	expect(seen.map(({ member }) => member).sort()).toEqual(['head', 'hoa']);
	expect(seen).toContainEqual({ member: 'hoa', lastContactAt: NOW + 60_000, unsent: 12, phones: 1 });
	const all = RollCall.parse((await api.call('/api/roll-call', { ...official, ...GET })).body).members;
	expect(all.map(({ member }) => member).sort()).toEqual(['far', 'head', 'hoa', 'official']);
});

test('[CL4] a number that was replaced counts no more, and neither does a revoked phone', async () => {
	const { at, api } = await withBrowsers();
	const { call: head } = await signedIn(at, api, 'head', ['hamlet-head']);
	await signedIn(at, api, 'hoa');
	const { call, device } = await signedInAgain(at, api, 'hoa');
	const change = async (number: number, given: object): Promise<void> =>
		at.storage.write(async (tx) => {
			const found = await tx.lockDevice(at.commune, number);
			await tx.putDevice(at.commune, { ...found!, ...given });
		});
	await change(device, { unsent: 5 });
	await api.call('/api/devices', call);
	const contactOf = async (member: string) => {
		const { members } = RollCall.parse((await api.call('/api/roll-call', { ...head, ...GET })).body);
		return members.find((one) => one.member === member);
	};
	// The phone made for the test and both browsers, one of them under its second number.
	expect(await contactOf('hoa')).toMatchObject({ unsent: 5, phones: 3 });
	await change(device + 1, { revokedAt: NOW });
	expect(await contactOf('hoa')).toMatchObject({ unsent: 0, phones: 2 });
});

test.each([
	['/api/roll-call', 'volunteer'],
	['/api/heads', 'observer']
] as const)('%s is not for a %s', async (path, role) => {
	const { at, api } = await withBrowsers();
	const { call } = await signedIn(at, api, 'hoa', [role]);
	const { status, body } = await api.call(path, { ...call, ...GET });
	expect([status, body]).toEqual([403, { code: 'forbidden' }]);
});

test('[CL4] asking writes nothing: many boards may ask every two seconds', async () => {
	const { at, api } = await withBrowsers();
	const { call } = await signedIn(at, api, 'head', ['hamlet-head']);
	const { storage } = at;
	const reading = { ...storage, read: storage.read.bind(storage), write: () => Promise.reject(new Error()) };
	const quiet = new TestApi(reading as never);
	for (const path of ['/api/heads', '/api/roll-call']) {
		expect((await quiet.call(path, { ...call, ...GET })).status).toBe(200);
	}
});

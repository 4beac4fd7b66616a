import { brotliDecompressSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { limits } from '#protocol/limits.ts';
import type { SyncRequest } from '#protocol/messages.ts';
import { packRequest } from '#protocol/packed-ops.ts';
import { readAnswer } from '#protocol/packed-page.ts';
import { Enrolment } from '#protocol/sign-in.ts';
import { jsonAnswer } from '#server/http/json-answer.ts';
import { makeRateLimits } from '#server/accounts/rate-limits.ts';
import { signedIn } from '../support/signed-in.ts';
import { type Call, TestApi } from '../support/test-api.ts';
import { makeCommune, makePhone, NOW, withBefore } from '../support/test-commune.ts';
import { StorageBusy } from '#server/storage/storage.ts';

const done = { status: 'done', evidence: 'said' };

const syncBody = (device: number, ops: unknown[] = []): object => ({
	p: 1,
	app: 'test',
	d: device,
	held: ops.length,
	ops,
	left: 0,
	cur: {},
	page: 500
});

test('[WR4] without a session, with a wrong cookie, or with another member’s: sign in again, and nothing is told', async () => {
	const at = await makeCommune();
	const api = new TestApi(at.storage);
	const { call, device } = await signedIn(at, api);
	await makePhone(at, 'lan');
	const [name] = Object.keys(call.cookies ?? {});
	const token = Object.values(call.cookies ?? {})[0] ?? '';
	const attempts: Call[] = [
		{},
		{ headers: { 'x-member': 'hoa' } },
		{ cookies: call.cookies! },
		{ ...call, cookies: { [name!]: 'x'.repeat(43) } },
		{ headers: { 'x-member': 'lan' }, cookies: { 'tn-lan': token } },
		{ headers: { 'x-member': 'ho a;' }, cookies: { 'tn-ho a;': token } }
	];
	for (const attempt of attempts) {
		const { status, body } = await api.call('/api/sync', { ...attempt, body: syncBody(device) });
		expect([status, body]).toEqual([401, { code: 'sign-in' }]);
	}
	expect((await api.call('/api/sync', { ...call, body: syncBody(device) })).status).toBe(200);
});

test('[WR6] every answer of the API is marked as this server’s and kept by nobody', async () => {
	const at = await makeCommune();
	const api = new TestApi(at.storage);
	for (const { headers } of [await api.call('/api/health', { method: 'GET' }), await api.call('/api/sync')]) {
		expect([headers.get('x-tung-nha'), headers.get('cache-control')]).toEqual(['1', 'no-store']);
	}
});

test.each([
	['no JSON', 'xin chào', 400],
	['cut off', '{"p":1,', 400],
	['not a request', '{"p":"one"}', 400],
	['broken gzip', new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3]), 400],
	['no text', new Uint8Array([0x7b, 0xff, 0xfe]), 400],
	['nested without end', '['.repeat(100_000), 400],
	['too long', ' '.repeat(limits.compressedBytes + 1), 413],
	['too long when unpacked', gzipSync(' '.repeat(limits.inflatedBytes + 1)), 413],
	['a bomb', gzipSync(Buffer.alloc(60_000_000)), 413]
])('[WR3] a body that is %s is refused, and the server lives', async (_what, bytes, status) => {
	const at = await makeCommune();
	const api = new TestApi(at.storage);
	const { call, device } = await signedIn(at, api);
	expect((await api.call('/api/sync', { ...call, bytes })).status).toBe(status);
	expect((await api.call('/api/sync', { ...call, body: syncBody(device) })).status).toBe(200);
	expect(await at.rowsOf('parked')).toEqual([]);
});

test('[WR3] a request that nests deeper than anything of ours is refused before it is walked', async () => {
	const at = await makeCommune();
	const api = new TestApi(at.storage);
	const { call, device } = await signedIn(at, api);
	const text = JSON.stringify(syncBody(device, [{ n: 1, a: { x: 'HERE' } }]));
	for (const depth of [50, 40_000]) {
		const bytes = text.replace('"HERE"', '{"a":'.repeat(depth) + '1' + '}'.repeat(depth));
		expect((await api.call('/api/sync', { ...call, bytes })).status).toBe(400);
	}
	const brackets = text.replace('HERE', '{['.repeat(100));
	expect((await api.call('/api/sync', { ...call, bytes: brackets })).status).toBe(200);
});

test('[WR3] more ops than a batch may have are refused before any is looked at', async () => {
	const at = await makeCommune();
	const api = new TestApi(at.storage);
	const { call, device } = await signedIn(at, api);
	const ops = Array.from({ length: limits.ops + 1 }, (_, index) => ({ n: index + 1 }));
	expect((await api.call('/api/sync', { ...call, body: syncBody(device, ops) })).status).toBe(400);
	expect(await at.rowsOf('parked')).toEqual([]);
});

test('[WR4] a bad op never makes a refusal: it is parked and the phone goes on', async () => {
	const at = await makeCommune();
	const api = new TestApi(at.storage);
	const { call, device } = await signedIn(at, api);
	const bytes = gzipSync(JSON.stringify(syncBody(device, [{ n: 1 }, { n: 2, x: [[[[[[[[[1]]]]]]]]] }])));
	const { status, body } = await api.call('/api/sync', { ...call, bytes });
	expect(status).toBe(200);
	expect(body).toMatchObject({ ack: 2, results: [{ code: 'shape' }, { code: 'shape' }] });
});

test('[WR1] a gzipped body is read like a plain one, and [WR2] the answer tells the same', async () => {
	const at = await makeCommune();
	const api = new TestApi(at.storage);
	const { call, device } = await signedIn(at, api);
	const op = { n: 1, t: NOW, k: 'set', c: 'answers', id: 'hh1.1', b: 0, a: { VN2: done } };
	const plain = syncBody(device, [op]);
	const first = await api.call('/api/sync', { ...call, bytes: gzipSync(JSON.stringify(plain)) });
	const second = await api.call('/api/sync', { ...call, body: plain });
	expect(first.body).toMatchObject({ ack: 1, last: 1, at: { 'h:h1': 4 } });
	expect(second.body).toMatchObject({ ack: 1, last: 1, pages: first.body.pages as object[] });
});

test('[WR1] packed ops are what plain ones are, and [WR2] so are packed pages for who can read them', async () => {
	const at = await makeCommune();
	const api = new TestApi(at.storage);
	const { call, device } = await signedIn(at, api);
	const ops = [1, 2].map((n) => {
		return { n, t: NOW + n, k: 'set', c: 'answers', id: `hh1.${n}`, b: 0, a: { VN2: done } };
	});
	const plain = { ...syncBody(device, ops), p: 2 } as SyncRequest;
	const packed = await api.call('/api/sync', { ...call, body: packRequest(plain) });
	expect(packed.body).toMatchObject({ ack: 2, last: 2, results: [] });
	// The same ops once more, the other way: another hash would be another history.
	const again = await api.call('/api/sync', { ...call, body: { ...plain, p: 1 } });
	expect(again.body).toMatchObject({ ack: 2, last: 2 });
	expect(readAnswer(packed.body)?.pages).toEqual(again.body.pages);
});

test('[WR3] one long value that every packed op names is told to be too much', async () => {
	const at = await makeCommune();
	const api = new TestApi(at.storage);
	const { call, device } = await signedIn(at, api);
	const numbers = new Array<number>(limits.ops).fill(1);
	const ops = { n: numbers, t: numbers, a: [[{ note: 'x'.repeat(100_000) }]] };
	const bytes = gzipSync(JSON.stringify({ ...syncBody(device), held: limits.ops, ops }));
	expect((await api.call('/api/sync', { ...call, bytes })).status).toBe(413);
	const unreadable = { ...syncBody(device), ops: { n: numbers, t: [1] } };
	expect((await api.call('/api/sync', { ...call, body: unreadable })).status).toBe(400);
	expect(await at.rowsOf('parked')).toEqual([]);
});

test('[WR2] an answer travels in brotli where it is accepted, and plain when it is short', async () => {
	const request = new Request('http://x', { headers: { 'accept-encoding': 'gzip, deflate, br' } });
	const long = { rows: Array.from({ length: 200 }, (_, index) => ({ name: `Nguyễn Văn ${index}` })) };
	const answer = await jsonAnswer(request, long);
	expect(answer.headers.get('content-encoding')).toBe('br');
	const bytes = brotliDecompressSync(Buffer.from(await answer.arrayBuffer()));
	expect(JSON.parse(bytes.toString())).toEqual(long);
	expect((await jsonAnswer(request, { ok: true })).headers.get('content-encoding')).toBeNull();
});

test('[WR4] a phone whose history broke off is told 409, takes a new number by a whole enrolment, and goes on', async () => {
	const at = await makeCommune();
	const api = new TestApi(at.storage);
	const { call, device } = await signedIn(at, api);
	const refused = await api.call('/api/sync', { ...call, body: syncBody(999) });
	expect([refused.status, refused.body]).toEqual([409, { code: 're-key' }]);
	const { body } = await api.call('/api/devices', call);
	expect(Enrolment.parse(body)).toMatchObject({ member: 'hoa', name: 'hoa', epoch: at.epoch });
	expect(body.serverKey).toMatch(/^[\w-]{87}$/);
	expect(body.device).not.toBe(device);
	const [renewed] = await at.storage.read((tx) => tx.devices(at.commune, [Number(body.device)]));
	expect(renewed?.former).toEqual([device]);
	expect((await api.call('/api/sync', { ...call, body: syncBody(Number(body.device)) })).status).toBe(200);
});

test('[WR4] a busy database is said with when to ask again', async () => {
	const at = await makeCommune();
	const busy = withBefore(at.storage, {
		lockDevice: () => {
			throw new StorageBusy('busy');
		}
	});
	const { call, device } = await signedIn(at, new TestApi(at.storage));
	const { status, headers, body } = await new TestApi(busy).call('/api/sync', {
		...call,
		body: syncBody(device, [{ n: 1 }])
	});
	expect([status, body, headers.get('retry-after')]).toEqual([503, { code: 'busy' }, '5']);
});

test('[WR4] a device that asks without end is told to wait', async () => {
	const at = await makeCommune();
	const api = new TestApi(at.storage, makeRateLimits(2));
	const { call, device } = await signedIn(at, api);
	const body = syncBody(device);
	const statuses: number[] = [];
	for (let times = 0; times < 3; times += 1)
		statuses.push((await api.call('/api/sync', { ...call, body })).status);
	expect(statuses).toEqual([200, 200, 429]);
	const { body: refusal, headers } = await api.call('/api/sync', { ...call, body });
	expect(refusal).toEqual({ code: 'too-many' });
	expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
});

test.each([
	['another site', { 'sec-fetch-site': 'cross-site' }, 403],
	['a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }, 403],
	['an older browser’s other origin', { origin: 'https://evil.example' }, 403],
	['a page without an origin', { origin: 'null' }, 403],
	['our own page', { 'sec-fetch-site': 'same-origin' }, 401],
	['our own page in an older browser', { origin: 'http://localhost:3000' }, 401]
])('a request made by %s gets no further than it may', async (_who, headers, status) => {
	const at = await makeCommune();
	const api = new TestApi(at.storage);
	expect((await api.call('/api/sync', { headers: headers })).status).toBe(status);
});

test('[TM3] the health of the server says whether its clock can be right', async () => {
	const at = await makeCommune();
	const api = new TestApi(at.storage);
	const health = async () => (await api.call('/api/health', { method: 'GET' })).body;
	await at.storage.write((tx) => tx.setMeta('highestTime', Date.now()));
	expect(await health()).toEqual({ ok: true, clock: 'good' });
	await at.storage.write((tx) => tx.setMeta('highestTime', Date.now() + 3_600_000));
	expect(await health()).toEqual({ ok: true, clock: 'bad' });
});

import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { answer } from '../../../../tests/support/test-phone.ts';
import type { SyncRequest } from '#protocol/messages.ts';
import { httpTransport } from './transport.ts';

const ours = { 'x-tung-nha': '1', 'content-type': 'application/json' };
const request: SyncRequest = { p: 1, app: 't', d: 7, held: 0, ops: [], left: 0, page: 500 };

function transportTo(
	respond: (url: string, init: RequestInit) => Response | Promise<Response>,
	timeoutMs = 1_000
) {
	const fetch = async (url: string | URL | Request, init: RequestInit = {}) => respond(url as string, init);
	return httpTransport('m1' as never, { fetch, timeoutMs });
}

const replies = (body: BodyInit | null, init: ResponseInit) =>
	transportTo(() => new Response(body, init)).sync(request);

describe('[WR6] only JSON that carries our header is an answer', () => {
	test('a Wi-Fi page with status 200 is not', async () => {
		const html = { status: 200, headers: { 'content-type': 'text/html' } };
		expect(await replies('<h1>Chào mừng</h1>', html)).toEqual({ kind: 'captive' });
		expect(await replies(JSON.stringify(answer()), html)).toEqual({ kind: 'captive' });
	});

	test('nor is one that carries our header and is no JSON', async () => {
		const text = JSON.stringify(answer());
		expect(await replies(text, { headers: { ...ours, 'content-type': 'text/html' } })).toEqual({
			kind: 'captive'
		});
	});

	test('what stands before a server that is being started says that it is busy', async () => {
		const gateway = { headers: { 'content-type': 'text/html', 'retry-after': '7' } };
		expect(await replies('<h1>', { status: 502, ...gateway })).toEqual({ kind: 'busy', retryAfterMs: 7_000 });
		expect(await replies('<h1>', { status: 511, ...gateway })).toEqual({ kind: 'captive' });
	});

	test('an answer beyond all bounds is cut, and refused whole', async () => {
		let given = 0;
		const endless = new ReadableStream({
			pull: (stream) => {
				given += 1;
				stream.enqueue(new Uint8Array(1024 * 1024).fill(32));
			}
		});
		expect(await replies(endless, { headers: ours })).toEqual({ kind: 'refused' });
		expect(given).toBeLessThan(20);
	});

	test('a redirect to it is not, and neither is its 401', async () => {
		expect(await replies(null, { status: 302, headers: { location: 'http://wifi' } })).toEqual({
			kind: 'captive'
		});
		expect(await replies('sign in', { status: 401 })).toEqual({ kind: 'captive' });
	});

	test('half an answer is no answer', async () => {
		const half = JSON.stringify(answer()).slice(0, 40);
		expect(await replies(half, { headers: ours })).toEqual({ kind: 'unreachable' });
	});

	test('JSON of another shape is refused whole', async () => {
		expect(await replies(JSON.stringify({ ...answer(), ack: -1 }), { headers: ours })).toEqual({
			kind: 'refused'
		});
	});

	test('ours is taken', async () => {
		const text = JSON.stringify(answer());
		expect(await replies(text, { headers: ours })).toEqual({ kind: 'ok', answer: answer() });
	});
});

describe('[WR4] a refusal is told by its status', () => {
	test.each([
		[401, { kind: 'sign-in' }],
		[409, { kind: 're-key' }],
		[413, { kind: 'too-large' }],
		[429, { kind: 'busy', retryAfterMs: 30_000 }],
		[503, { kind: 'busy', retryAfterMs: 30_000 }],
		[400, { kind: 'refused' }],
		[500, { kind: 'refused' }]
	])('%i', async (status, outcome) => {
		const refusal = JSON.stringify({ code: 'bad-request' });
		expect(await replies(refusal, { status, headers: { ...ours, 'retry-after': '30' } })).toEqual(outcome);
		expect(await replies('', { status, headers: { ...ours, 'retry-after': '30' } })).toEqual(outcome);
	});
});

test('[WR4] a pause beyond an hour is not believed, nor one that is no number', async () => {
	const pause = (text: string) => replies('{}', { status: 503, headers: { ...ours, 'retry-after': text } });
	expect(await pause('99999999')).toEqual({ kind: 'busy', retryAfterMs: 3_600_000 });
	expect(await pause('-5')).toEqual({ kind: 'busy', retryAfterMs: 0 });
	expect(await pause('Wed, 21 Oct 2026 07:28:00 GMT')).toEqual({ kind: 'busy' });
});

test('no network, and a server that hangs, are unreachable', async () => {
	const cut = transportTo(() => Promise.reject(new TypeError('fetch failed')));
	expect(await cut.sync(request)).toEqual({ kind: 'unreachable' });
	const hangs = transportTo(
		(_, { signal }) =>
			new Promise((_resolve, reject) =>
				signal?.addEventListener('abort', () => reject(new Error('aborted')))
			),
		5
	);
	expect(await hangs.sync(request)).toEqual({ kind: 'unreachable' });
});

test('[WR1] a body above 1 KB travels gzipped, a small one as it is; both name the member', async () => {
	const seen: { size: string | null; member: string | null; body: unknown }[] = [];
	const transport = transportTo((_, init) => {
		const headers = new Headers(init.headers);
		const packed = headers.get('content-encoding');
		const body = packed === 'gzip' ? gunzipSync(init.body as ArrayBuffer).toString() : (init.body as string);
		seen.push({ size: packed, member: headers.get('x-member'), body: JSON.parse(body) });
		return new Response(JSON.stringify(answer()), { headers: ours });
	});
	const ops = Array.from({ length: 50 }, (_, index) => ({ n: index + 1, k: 'set', id: 'Vũ Thị Hạnh' }));
	await transport.sync(request);
	await transport.sync({ ...request, ops });
	expect(seen).toEqual([
		{ size: null, member: 'm1', body: request },
		{ size: 'gzip', member: 'm1', body: { ...request, ops } }
	]);
});

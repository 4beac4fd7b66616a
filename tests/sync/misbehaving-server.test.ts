// The real transport, run, schedule and sentences against a server that misbehaves over a real socket: whatever it does, the
// queue stays whole and the screen says what happened.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGzip } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { m } from '#i18n/paraglide/messages.js';
import { PhoneStore } from '#phone/store/phone-store.svelte.ts';
import { newPace } from '#phone/sync/pace.ts';
import { probe, probedFirst } from '#phone/sync/probe.ts';
import { runOnce } from '#phone/sync/run.ts';
import { Schedule } from '#phone/sync/schedule.ts';
import { handInStatusOf } from '#phone/sync/status.ts';
import { httpTransport } from '#phone/sync/transport.ts';
import type { SyncRequest } from '#protocol/messages.ts';
import { unpackRequest } from '#protocol/packed-ops.ts';
import { handInWords } from '../../src/routes/device/hand-in-words.ts';
import { answer, enrolledPhone, tap, type TestPhone } from '../support/test-phone.ts';
import { TestTimers } from '../support/test-timers.ts';

type Misbehaviour = (response: ServerResponse, request: IncomingMessage) => void;

let server: Server | undefined;
afterEach(() => {
	server?.closeAllConnections();
	server?.close();
	server = undefined;
});

async function serverThat(misbehaves: Misbehaviour): Promise<string> {
	const started = createServer((request, response) => misbehaves(response, request));
	server = started;
	await new Promise<void>((done) => started.listen(0, '127.0.0.1', done));
	return `http://127.0.0.1:${String((started.address() as AddressInfo).port)}`;
}

const OURS = { 'x-tung-nha': '1', 'content-type': 'application/json' };
const WIFI_PAGE = '<!doctype html><title>Wi-Fi nhà văn hóa</title><form>Số điện thoại</form>';

const says =
	(status: number, headers: Record<string, string>, body = ''): Misbehaviour =>
	(response) =>
		response.writeHead(status, headers).end(body);
const refuses = (status: number, code: string, more: Record<string, string> = {}): Misbehaviour =>
	says(status, { ...OURS, ...more }, JSON.stringify({ code }));

/** Longer than anybody waits: the test itself gives up after 0.3 s. */
const hangs: Misbehaviour = () => {};
const stopsInTheMiddle: Misbehaviour = (response) => {
	const text = JSON.stringify(answer());
	response.writeHead(200, { ...OURS, 'content-length': String(text.length) });
	response.write(text.slice(0, 40), () => response.destroy());
};
const inflatesWithoutEnd: Misbehaviour = (response) => {
	response.writeHead(200, { ...OURS, 'content-encoding': 'gzip' });
	const bomb = createGzip({ level: 1 });
	bomb.pipe(response);
	const zeros = Buffer.alloc(1024 * 1024);
	const more = (): void => {
		while (!response.destroyed && bomb.write(zeros));
		if (!response.destroyed) bomb.once('drain', more);
	};
	more();
};

interface Told {
	lines: string[];
	/** Milliseconds to the next try by itself; undefined when it waits for a person. */
	waitMs: number | undefined;
}

const NOW = 2_000;
const BUILT_AT = 1_000;

/** A phone with unsent taps hands in at `origin`, once, by its own schedule; the screen is read afterwards. */
async function handInTo(
	phone: TestPhone,
	origin: string,
	clock = NOW,
	timeoutMs = 2_000,
	mustBeSure = () => false
): Promise<Told> {
	const options = {
		timeoutMs,
		fetch: (path: string | URL | Request, init?: RequestInit) => fetch(new URL(path as string, origin), init)
	};
	const member = 'm1' as never;
	const ports = { store: phone.store, transport: httpTransport(member, options), now: () => clock, app: 't' };
	const pace = newPace();
	const run = probedFirst({
		ask: () => probe(member, options),
		run: () => runOnce(ports, pace),
		mustBeSure
	});
	const timers = new TestTimers();
	const schedule = await new Promise<Schedule>((done) => {
		const started: Schedule = new Schedule({
			run,
			timers,
			random: () => 0.5,
			isVisible: () => true,
			onState: ({ kind }) => kind !== 'running' && done(started)
		});
		started.wake();
	});
	// The next try is planned right after the state was told.
	await Promise.resolve();
	const { lines } = handInWords(
		handInStatusOf(schedule.state, clock, BUILT_AT),
		phone.store.status.unsentOps,
		phone.store.status.allSafe,
		'xã'
	);
	return { lines, waitMs: timers.waits[0] };
}

async function phoneWithThreeTaps(): Promise<TestPhone> {
	const phone = await enrolledPhone();
	await phone.store.record([tap('p1', 'VN2', 'done'), tap('p1', 'MM')]);
	await phone.store.record([tap('p2', 'VN2')]);
	return phone;
}

/** Everything that may not change: the queue with its numbers and times, and what the screen counts. */
async function queueOf(phone: TestPhone) {
	const { recorded, received, unsentOps, review, allSafe } = phone.store.status;
	const [outbox, journal] = [await phone.db.outbox.toArray(), await phone.db.journal.toArray()];
	return { outbox, journal, counts: { recorded, received, unsentOps, review, allSafe } };
}

const kept = m.device_kept_here();
const wifi = [m.device_wifi_page(), kept, m.device_wifi_page_do()];
const noNetwork = [m.device_no_network({ commune: 'xã' }), kept, m.device_no_network_do()];
const busy = [m.device_busy({ commune: 'Xã' }), kept, m.device_busy_do()];
const trouble = [
	m.device_trouble({ commune: 'Xã' }),
	kept,
	m.device_trouble_do({ commune: 'xã', code: 'GU-1' })
];
const signIn = [m.device_sign_in({ commune: 'Xã' }), kept, m.device_sign_in_do()];

describe('[WR6] [WR4] the queue stays whole, and the screen says what happened, when', () => {
	test.each<[what: string, misbehaves: Misbehaviour, lines: string[], waitMs: number | undefined]>([
		['a Wi-Fi page answers with 200', says(200, { 'content-type': 'text/html' }, WIFI_PAGE), wifi, 1_000],
		[
			'a Wi-Fi page passes our header on',
			says(200, { ...OURS, 'content-type': 'text/html' }, WIFI_PAGE),
			wifi,
			1_000
		],
		['a Wi-Fi redirects', says(302, { location: 'http://login.wifi.example/' }), wifi, 1_000],
		['a Wi-Fi asks for a sign-in by 511', says(511, { 'content-type': 'text/html' }, WIFI_PAGE), wifi, 1_000],
		['the answer is half JSON', says(200, OURS, JSON.stringify(answer()).slice(0, 40)), noNetwork, 1_000],
		['the connection ends in the middle of the answer', stopsInTheMiddle, noNetwork, 1_000],
		[
			'the answer is JSON of another shape',
			says(200, OURS, '{"e":"epoch-1","ack":3,"last":3}'),
			trouble,
			1_000
		],
		['the answer is a list', says(200, OURS, '[]'), trouble, 1_000],
		['the answer unpacks without end', inflatesWithoutEnd, trouble, 1_000],
		['the server hangs', hangs, noNetwork, 1_000],
		['the server does not know who this is', refuses(401, 'sign-in'), signIn, undefined],
		['every device number is refused', refuses(409, 're-key'), trouble, 1_000],
		['even one entry is too large', refuses(413, 'too-large'), trouble, 1_000],
		['too many ask at once', refuses(429, 'too-many', { 'retry-after': '30' }), busy, 31_000],
		['the server is busy', refuses(503, 'busy', { 'retry-after': '5' }), busy, 6_000],
		[
			'the server is being started',
			says(502, { 'content-type': 'text/html' }, '<h1>Bad Gateway</h1>'),
			busy,
			1_000
		],
		['the server stumbles', refuses(500, 'busy'), trouble, 1_000]
	])('%s', async (_, misbehaves, lines, waitMs) => {
		const phone = await phoneWithThreeTaps();
		const before = await queueOf(phone);
		const told = await handInTo(
			phone,
			await serverThat(misbehaves),
			NOW,
			misbehaves === hangs ? 300 : 10_000
		);
		expect(told).toEqual({ lines, waitMs });
		expect(await queueOf(phone)).toEqual(before);
		expect(await queueOf(await phone.restarted())).toEqual(before);
	});

	test.each([
		['no name server knows the address', 'http://tung-nha.invalid'],
		['nobody listens', 'http://127.0.0.1:1']
	])('%s', async (_, origin) => {
		const phone = await phoneWithThreeTaps();
		const before = await queueOf(phone);
		expect(await handInTo(phone, origin)).toEqual({ lines: noNetwork, waitMs: 1_000 });
		expect(await queueOf(phone)).toEqual(before);
	});

	test('no secure connection comes about: with a clock before the day of this version, that is said', async () => {
		const origin = (await serverThat(says(200, OURS))).replace('http:', 'https:');
		const phone = await phoneWithThreeTaps();
		const before = await queueOf(phone);
		const wrongClock = [m.device_wrong_clock(), kept, m.device_wrong_clock_do()];
		expect((await handInTo(phone, origin, BUILT_AT - 1)).lines).toEqual(wrongClock);
		expect((await handInTo(phone, origin)).lines).toEqual(noNetwork);
		expect(await queueOf(phone)).toEqual(before);
	});
});

describe('[CL2] what goes only unsent can be taken back until somebody has answered', () => {
	const refusal = {
		k: 'add' as const,
		c: 'notices' as const,
		id: 'n1',
		a: { household: 'h1', kind: 'refused', by: 'm1', at: 1 }
	};

	async function phoneWithRefusal() {
		const phone = await enrolledPhone();
		const store = new PhoneStore(phone.store, { member: 'm1' as never, name: 'Hạnh', roles: ['volunteer'] });
		await store.record([refusal], 'Không cho ghi');
		const tries = async (origin: string) => {
			await handInTo(phone, origin, NOW, 300, () => store.isUndoAtStake);
			return store.lastAction?.label;
		};
		return { store, tries };
	}

	test.each<[what: string, origin: () => Promise<string>]>([
		['a Wi-Fi page answers', () => serverThat(says(200, { 'content-type': 'text/html' }, WIFI_PAGE))],
		['nobody answers in time', () => serverThat(hangs)],
		['nobody listens', async () => 'http://127.0.0.1:1']
	])('%s', async (_, origin) => {
		const { store, tries } = await phoneWithRefusal();
		const where = await origin();
		for (let turn = 0; turn < 3; turn += 1) expect(await tries(where)).toBe('Không cho ghi');
		await store.lastAction?.undo();
		expect(store.view.all('notices')).toEqual([]);
		expect(store.status.recorded).toBe(0);
	});

	test('and from then on not any more, whatever becomes of the run', async () => {
		const { store, tries } = await phoneWithRefusal();
		const asked: (string | undefined)[] = [];
		const origin = await serverThat((response, request) => {
			asked.push(request.url);
			(request.url === '/api/health' ? says(200, OURS, '{"ok":true}') : hangs)(response, request);
		});
		expect(await tries(origin)).toBeUndefined();
		expect(asked).toEqual(['/api/health', '/api/sync']);
		expect(store.view.all('notices')).toHaveLength(1);
	});
});

test('[WR3] a batch that is too large is halved down to one, and all of it arrives', async () => {
	const phone = await phoneWithThreeTaps();
	const sizes: number[] = [];
	const origin = await serverThat((response, request) => {
		void bodyOf(request).then(({ ops, held }) => {
			sizes.push(ops.length);
			const last = ops.at(-1)?.n ?? held;
			if (ops.length > 1) refuses(413, 'too-large')(response, request);
			else
				says(
					200,
					OURS,
					JSON.stringify(answer({ ack: ops.length > 0 ? last : 0, last, scopes: [] }))
				)(response, request);
		});
	});
	const { lines } = await handInTo(phone, origin);
	// The line of state says that the commune has everything; beside it nothing is left to say.
	expect(lines).toEqual([]);
	expect(sizes.filter((size) => size > 0)).toEqual([3, 3, 3, 3, 3, 3, 1, 2, 1, 1]);
	expect((await queueOf(phone)).counts).toEqual({
		recorded: 3,
		received: 3,
		unsentOps: 0,
		review: 0,
		allSafe: true
	});
});

async function bodyOf(request: IncomingMessage): Promise<SyncRequest> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return unpackRequest(JSON.parse(Buffer.concat(chunks).toString())) as SyncRequest;
}

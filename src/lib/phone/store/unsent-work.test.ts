import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { browserFiles } from '../../../../tests/support/browser-files.ts';
import { enrolledPhone, tap } from '../../../../tests/support/test-phone.ts';
import { makeKeyring } from '#phone/vault/keyring.ts';
import type { Bundle } from '#protocol/bundle.ts';
import { limits } from '#protocol/limits.ts';
import { writeMeta } from './database.ts';
import { leftName, membersWithMirror, slotNames } from './mirror-files.ts';
import { MirrorBook, type MirrorHeader } from './mirror-lines.ts';
import { inParts, sendBundles } from './send-bundle.ts';
import { bundleInFile, bundleOfOutbox, rescuedWork } from './unsent-work.ts';

const M1 = 'm1' as never;
const header: MirrorHeader = {
	v: 1,
	member: 'm1',
	device: 7,
	epoch: 'e1',
	key: { ephemeral: 'BB', iv: 'CC', key: 'DD' }
};
const op = (n: number, s = `s${n}`) => ({ n, t: 1_000 + n, s });
const written = (ops: Bundle['ops'], more: Partial<MirrorHeader> = {}): string =>
	new MirrorBook(0).take({ do: 'begin', header: { ...header, ...more }, ops })?.text ?? '';

const files = new Map<string, string>();
beforeEach(() => vi.stubGlobal('navigator', { storage: browserFiles(files) }));
afterEach(() => {
	vi.unstubAllGlobals();
	files.clear();
});

/** A server that answers `/api/bundles` with this, and keeps what it was sent. */
function server(...replies: { status?: number; body?: object }[]) {
	const bundles: Bundle[] = [];
	const fetch = async (_: string, init: RequestInit) => {
		const packed = new Response(init.body).body ?? new ReadableStream();
		const isPacked = init.body instanceof ArrayBuffer;
		const text = isPacked ? packed.pipeThrough(new DecompressionStream('gzip')) : packed;
		const bundle = (await new Response(text).json()) as Bundle;
		bundles.push(bundle);
		const taken = bundle.ops.length;
		const { status = 200, body = { taken, applied: taken, known: 0, parked: 0 } } = replies.shift() ?? {};
		return Response.json(body, { status, headers: { 'x-tung-nha': '1' } });
	};
	return { bundles, options: { fetch: fetch as unknown as typeof globalThis.fetch } };
}

describe('[F15] work that lies in the second copies', () => {
	test('is what was not handed in, of this enrolment and of those before it', async () => {
		const [slot = '', other = ''] = slotNames(M1);
		files.set(slot, written([op(1), op(2)]));
		files.set(other, '');
		files.set(leftName(M1, 5), written([op(9)], { device: 5 }));
		files.set(leftName('m2' as never, 6), written([op(1)], { member: 'm2', device: 6 }));
		const { bundles, hasCopy } = await rescuedWork(M1);
		expect(hasCopy).toBe(true);
		expect(bundles.map(({ device, ops }) => [device, ops.map(({ n }) => n)])).toEqual([
			[5, [9]],
			[7, [1, 2]]
		]);
		expect(await membersWithMirror()).toEqual(['m1', 'm2']);
	});

	test('may be nothing, and that is not the same as no copy at all', async () => {
		files.set(slotNames(M1)[0] ?? '', written([]));
		expect(await rescuedWork(M1)).toEqual({ bundles: [], hasCopy: true });
		files.clear();
		expect(await rescuedWork(M1)).toEqual({ bundles: [], hasCopy: false });
	});

	test('a body that was damaged keeps its number and stops no other', async () => {
		files.set(slotNames(M1)[0] ?? '', written([op(1, 'Ab\u0000!'), op(2)]));
		const { bundles } = await rescuedWork(M1);
		expect(bundles[0]?.ops).toEqual([op(1, 'AA'), op(2)]);
	});
});

describe('[F15] the outbox as a sealed file', () => {
	async function phoneWithKeys() {
		const phone = await enrolledPhone({ browser: new IDBFactory() });
		const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
		const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
		await writeMeta(phone.db, 'keyring', await makeKeyring(Buffer.from(raw).toString('base64url')));
		return phone;
	}

	test('holds all that waits, and can be read by another phone', async () => {
		const phone = await phoneWithKeys();
		expect(await bundleOfOutbox(phone.store, M1)).toBeUndefined();
		await phone.store.record([tap('p1', 'VN2'), tap('p1', 'MM')]);
		const bundle = await bundleOfOutbox(phone.store, M1);
		expect(bundle).toMatchObject({ v: 1, member: 'm1', device: 7, epoch: 'epoch-1' });
		expect(bundle?.ops.map(({ n }) => n)).toEqual([1, 2]);
		expect(bundleInFile(JSON.stringify(bundle))).toEqual(bundle);
		expect(phone.store.status.unsentOps).toBe(2);
	});

	test('may be at the commune before the phone is: nothing in it is taken back any more', async () => {
		const phone = await phoneWithKeys();
		const added = { k: 'add', c: 'visits', id: 'v1', a: { household: 'h1', outcome: 'met' } } as const;
		const ops = await phone.store.record([added]);
		expect(phone.store.isUnsent(ops)).toBe(true);
		await bundleOfOutbox(phone.store, M1);
		expect(phone.store.isUnsent(ops)).toBe(false);
		expect(await (await phone.restarted()).store.takeBack(ops)).toBe(false);
	});

	test('is not mistaken for another file', () => {
		expect(bundleInFile('Danh sách')).toBeUndefined();
		expect(bundleInFile('{"v":1,"ops":[]}')).toBeUndefined();
	});
});

describe('[RS3] bundles go to the commune', () => {
	const bundle = { ...header, member: M1, ops: Array.from({ length: 1_200 }, (_, n) => op(n + 1)) };

	test('in parts that fit one request, and the counts are added up', async () => {
		const { bundles, options } = server(
			{ body: { taken: 500, applied: 490, known: 10, parked: 0 } },
			{ body: { taken: 500, applied: 500, known: 0, parked: 0 } },
			{ body: { taken: 200, applied: 199, known: 0, parked: 1 } }
		);
		expect(await sendBundles([bundle], M1, options)).toEqual({
			kind: 'ok',
			tally: { taken: 1_200, applied: 1_189, known: 10, parked: 1 }
		});
		expect(bundles.map(({ ops }) => ops.length)).toEqual([500, 500, 200]);
		expect(bundles.flatMap(({ ops }) => ops)).toEqual(bundle.ops);
	});

	test('large ops make smaller parts, and the largest goes alone', () => {
		const ops = [op(1, 'x'.repeat(60_000)), op(2, 'x'.repeat(60_000)), op(3, 'x'.repeat(60_000)), op(4)];
		expect(inParts({ ...bundle, ops }).map((part) => part.ops.map(({ n }) => n))).toEqual([
			[1, 2],
			[3, 4]
		]);
		expect(inParts(bundle).every((part) => part.ops.length <= limits.ops)).toBe(true);
	});

	test.each([
		[401, 'sign-in'],
		[503, 'busy'],
		[400, 'refused']
	])('refused with %i is told as %s', async (status, kind) => {
		const { options } = server({ status, body: { code: 'busy' } });
		expect(await sendBundles([bundle], M1, options)).toEqual({ kind });
	});

	test('without a network nothing is taken for sent', async () => {
		const fetch = async () => {
			throw new TypeError('no network');
		};
		expect(await sendBundles([bundle], M1, { fetch })).toEqual({ kind: 'unreachable' });
	});
});

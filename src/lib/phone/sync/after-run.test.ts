import { IDBFactory } from 'fake-indexeddb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { browserFiles } from '../../../../tests/support/browser-files.ts';
import { enrolledPhone } from '../../../../tests/support/test-phone.ts';
import { writeMeta } from '#phone/store/database.ts';
import { leftName } from '#phone/store/mirror-files.ts';
import { MirrorBook, type MirrorHeader } from '#phone/store/mirror-lines.ts';
import { makeKeyring } from '#phone/vault/keyring.ts';
import { afterRun } from './after-run.ts';

const M1 = 'm1' as never;
const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
const keyring = await makeKeyring(Buffer.from(raw).toString('base64url'));

async function aPhone(leftBehind = 0) {
	const phone = await enrolledPhone({ browser: new IDBFactory(), leftBehind });
	await writeMeta(phone.db, 'keyring', keyring);
	return phone;
}

/** Answers every path with this status and body. */
function server(status = 200, body: object = {}) {
	const asked: string[] = [];
	const fetch = async (path: string) => {
		asked.push(path);
		return Response.json(body, { status, headers: { 'x-tung-nha': '1' } });
	};
	return { asked, options: { fetch: fetch as unknown as typeof globalThis.fetch } };
}

describe('[WR1] the server learns the outbox key', () => {
	test('once it has said so it is not told again', async () => {
		const { store } = await aPhone();
		const { asked, options } = server();
		await afterRun(store, M1, options);
		await afterRun(store, M1, options);
		expect(asked).toEqual(['/api/outbox-key']);
	});

	test('until it has, it is told after every run', async () => {
		const { store } = await aPhone();
		const { asked, options } = server(503, { code: 'busy' });
		await afterRun(store, M1, options);
		await afterRun(store, M1, options);
		expect(asked).toHaveLength(2);
	});

	test('again under a new device number', async () => {
		const { store } = await aPhone();
		const { asked, options } = server();
		await afterRun(store, M1, options);
		await store.reKey(7, { device: 12, epoch: 'epoch-1', now: 20_000 });
		await afterRun(store, M1, options);
		expect(asked).toHaveLength(2);
	});
});

describe('[LS6] work under keys that are gone', () => {
	const key = { ephemeral: 'BB', iv: 'CC', key: 'DD' };
	const header: MirrorHeader = { v: 1, member: 'm1', device: 5, epoch: 'e1', key };
	const files = new Map<string, string>();

	afterEach(() => vi.unstubAllGlobals());

	function withLeftWork() {
		const ops = [{ n: 1, t: 9, s: 'AB' }];
		files.set(leftName(M1, 5), new MirrorBook(0).take({ do: 'begin', header, ops })?.text ?? '');
		vi.stubGlobal('navigator', { storage: browserFiles(files) });
		return aPhone(1);
	}

	test('reaches the commune by itself, and its file goes', async () => {
		const { store } = await withLeftWork();
		const { asked, options } = server(200, { taken: 1, applied: 1, known: 0, parked: 0 });
		await afterRun(store, M1, options);
		expect(asked).toEqual(['/api/outbox-key', '/api/bundles']);
		expect([files.size, store.status.leftBehind]).toEqual([0, 0]);
	});

	test('stays while the commune has not said that it has it', async () => {
		const { store } = await withLeftWork();
		await afterRun(store, M1, server(503, { code: 'busy' }).options);
		expect([files.size, store.status.leftBehind]).toEqual([1, 1]);
	});
});

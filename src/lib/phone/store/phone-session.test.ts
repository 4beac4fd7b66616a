import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { clear } from 'idb-keyval';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { tap } from '../../../../tests/support/test-phone.ts';
import { makeKeyring } from '#phone/vault/keyring.ts';
import { inTransaction, openDatabase, writeMeta } from './database.ts';
import { newState } from './enrolment.ts';
import { rememberMember } from './members-here.ts';
import { PhoneSession } from './phone-session.svelte.ts';

const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
const keyring = await makeKeyring(Buffer.from(raw).toString('base64url'));
const enrolled = { member: 'm1' as never, name: 'Hạnh', roles: ['volunteer' as const] };

async function enrolHere(): Promise<void> {
	const db = openDatabase('m1' as never);
	await inTransaction(db, 'rw', async () => {
		await writeMeta(db, 'keyring', keyring);
		await writeMeta(db, 'enrolled', enrolled);
		await writeMeta(db, 'state', newState({ device: 7, epoch: 'e1', now: 1_000 }));
	});
	db.close();
	await rememberMember(enrolled);
}

const pages: PhoneSession[] = [];
function page(): PhoneSession {
	const session = new PhoneSession();
	pages.push(session);
	return session;
}

beforeEach(() => clear());
afterEach(async () => {
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
	for (const session of pages.splice(0)) session.close();
	await openDatabase('m1' as never).delete();
});

test('nobody is signed in on a fresh phone', async () => {
	const session = page();
	await session.start();
	expect(session.state).toBe('signed-out');
});

test('[WR2] a wiping that the commune has not heard of is told at the next start, by whoever works here then', async () => {
	const asked: string[] = [];
	const words = new Map([['wiped', 'm2']]);
	vi.stubGlobal('localStorage', {
		getItem: (key: string) => words.get(key) ?? null,
		removeItem: (key: string) => void words.delete(key)
	});
	vi.stubGlobal('fetch', async (path: string) => {
		asked.push(path);
		return Response.json({}, { headers: { 'x-tung-nha': '1' } });
	});
	await enrolHere();
	const session = page();
	await session.start();
	expect(session.state).toBe('active');
	await vi.waitFor(() => expect(words.size).toBe(0));
	expect(asked).toEqual(['/api/wiped']);
});

test('[WIPE] a phone that was killed while it was emptied is still to be emptied at the next start', async () => {
	await enrolHere();
	vi.stubGlobal('localStorage', { getItem: () => JSON.stringify({ member: 'm1', mustTell: true }) });
	const session = page();
	await session.start();
	expect([session.state, session.member, session.store]).toEqual(['revoked', 'm1', undefined]);
});

test('[WIPE] a page that was opened while another emptied this phone makes no new database', async () => {
	await enrolHere();
	const request = navigator.locks.request.bind(navigator.locks) as (...args: unknown[]) => Promise<unknown>;
	const emptiedFirst = async (...args: unknown[]): Promise<unknown> => {
		await openDatabase('m1' as never).delete();
		await clear();
		return request(...args);
	};
	vi.spyOn(navigator.locks, 'request').mockImplementationOnce(emptiedFirst);
	const session = page();
	await session.start();
	expect(session.state).toBe('signed-out');
	expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(
		openDatabase('m1' as never).name
	);
});

test('[LS3] a second page waits, takes over, and the first one drops its view', async () => {
	await enrolHere();
	const [first, second] = [page(), page()];
	await first.start();
	expect(first.state).toBe('active');
	const held = first.store;
	await first.start();
	expect(first.store).toBe(held);
	await second.start();
	expect(second.state).toBe('elsewhere');
	await second.takeOver();
	await vi.waitFor(() => expect([first.state, second.state]).toEqual(['taken-over', 'active']));
	expect(first.store).toBeUndefined();
	expect(await held?.record([tap('p1', 'VN2')], 'Chưa')).toBe(false);
	expect(await second.store?.record([tap('p1', 'VN2')], 'Chưa')).toBe(true);
	await first.takeOver();
	expect(first.state).toBe('active');
	expect(first.store?.status.unsentOps).toBe(1);
});

test('closed while it opens, it ends closed, and can be opened again', async () => {
	await enrolHere();
	const session = page();
	const opening = session.start();
	session.close();
	await opening;
	expect([session.state, session.store]).toEqual(['starting', undefined]);
	await Promise.all([session.start(), session.start()]);
	expect(session.state).toBe('active');
});

test('[LS8] a database that is gone is told as gone', async () => {
	await enrolHere();
	await openDatabase('m1' as never).delete();
	const session = page();
	await session.start();
	expect(session.state).toBe('gone');
});

test('[LS7] a database that is lost while the page is open ends the page, with a word about it', async () => {
	await enrolHere();
	const session = page();
	await session.start();
	const { store, local } = session;
	const db = openDatabase('m1' as never);
	await db.meta.clear();
	db.close();
	expect(await store?.record([tap('p1', 'VN2')], 'Chưa')).toBe(false);
	expect([session.state, session.member, session.store]).toEqual(['gone', 'm1', undefined]);
	expect(local?.status.saveError).toBe('lost');
});

test('[LS7] an older database than the page has seen is opened again, and the tap that was lost is told', async () => {
	await enrolHere();
	const session = page();
	await session.start();
	const { store } = session;
	await store?.record([tap('p1', 'VN2')], 'Chưa');
	const db = openDatabase('m1' as never);
	await db.outbox.clear();
	const cutOff = Dexie.Promise.reject(new DOMException('cut off', 'UnknownError'));
	vi.spyOn(Dexie.prototype, 'transaction').mockReturnValueOnce(cutOff);
	expect(await store?.record([tap('p1', 'MM')], 'Chưa')).toBe(false);
	db.close();
	await vi.waitFor(() => expect(session.store).toBeDefined());
	expect(session.store).not.toBe(store);
	expect(session.store?.status).toMatchObject({ saveError: 'lost', unsentOps: 0 });
});

test('[LS7] a database that cannot be opened is told as broken', async () => {
	await enrolHere();
	const session = page();
	const open = vi.spyOn(indexedDB, 'open');
	open.mockImplementation((name, ...rest) => {
		if (name.startsWith('tung-nha')) throw new DOMException('Internal error', 'UnknownError');
		return IDBFactory.prototype.open.call(indexedDB, name, ...rest);
	});
	await session.start();
	open.mockRestore();
	expect([session.state, session.member]).toEqual(['broken', 'm1']);
	await session.takeOver();
	expect(session.state).toBe('active');
});

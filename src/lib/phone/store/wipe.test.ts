import 'fake-indexeddb/auto';
import { clear, keys, set } from 'idb-keyval';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { browserFiles } from '../../../../tests/support/browser-files.ts';
import { holdAppLock } from './app-lock.ts';
import { openDatabase, writeMeta } from './database.ts';
import { noteAtDoor } from './evening.ts';
import { keepRollCall } from './last-roll-call.ts';
import { membersOnThisPhone, rememberMember } from './members-here.ts';
import { slotNames } from './mirror-files.ts';
import { wipingBegun } from './wipe-note.ts';
import { tellWiped, wipe } from './wipe.ts';

const { locks } = navigator;
const M1 = 'm1' as never;
const M2 = 'm2' as never;
const enrolled = (member: never) => ({ member, name: `Tổ viên ${String(member)}`, roles: [] });

const files = new Map<string, string>();
const cached = new Set<string>();
let workers = 0;

function words(): Storage {
	const kept = new Map<string, string>();
	return {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value),
		removeItem: (key: string) => void kept.delete(key),
		clear: () => kept.clear(),
		key: (index: number) => [...kept.keys()][index] ?? null,
		get length() {
			return kept.size;
		}
	};
}

beforeEach(async () => {
	vi.stubGlobal('localStorage', words());
	vi.stubGlobal('sessionStorage', words());
	vi.stubGlobal('caches', {
		keys: async () => [...cached],
		delete: async (name: string) => cached.delete(name)
	});
	const unregister = async (): Promise<boolean> => (workers -= 1) >= 0;
	const serviceWorker = { getRegistrations: async () => (workers > 0 ? [{ unregister }] : []) };
	vi.stubGlobal('navigator', { storage: browserFiles(files), serviceWorker, locks });
	workers = 1;
	for (const name of ['precache', 'opened-chunks']) cached.add(name);
	for (const member of [M1, M2]) {
		const db = openDatabase(member);
		await writeMeta(db, 'enrolled', enrolled(member));
		db.close();
		for (const name of slotNames(member)) files.set(name, 'sealed');
	}
});
afterEach(async () => {
	vi.unstubAllGlobals();
	files.clear();
	await clear();
	for (const { name } of await indexedDB.databases()) if (name !== undefined) indexedDB.deleteDatabase(name);
});

const databases = async () =>
	(await indexedDB.databases()).map(({ name }) => name).filter((name) => name?.startsWith('tung-nha'));

describe('[WIPE] a phone that is emptied', () => {
	test('shuts its other pages out before anything goes, and lets them in again when it is done', async () => {
		let stolen = 0;
		const others = await holdAppLock(M1, { steal: false, onStolen: () => (stolen += 1) });
		expect(others).toBeTypeOf('function');
		await wipe(M1, { mustTell: true });
		expect(stolen).toBe(1);
		expect(await holdAppLock(M1, { steal: false, onStolen: () => {} })).toBeTypeOf('function');
	});

	test('holds nothing of the member any more, and everything of the other', async () => {
		await rememberMember(enrolled(M1));
		await rememberMember(enrolled(M2));
		localStorage.setItem('text-size', 'large');
		for (const member of [M1, M2]) {
			noteAtDoor(member, 'h1' as never, Date.now());
			keepRollCall(member, { now: 1, members: [] });
		}
		await wipe(M1, { mustTell: false });
		expect(await databases()).toEqual(['tung-nha-m2']);
		for (const name of ['evening', 'roll-call'])
			expect(['m1', 'm2'].map((id) => localStorage.getItem(`${name}:${id}`) !== null)).toEqual([false, true]);
		expect([...files.keys()]).toEqual(slotNames(M2));
		expect(await membersOnThisPhone()).toEqual([enrolled(M2)]);
		expect(sessionStorage.length).toBe(0);
		expect([cached.size, workers, localStorage.getItem('text-size')]).toEqual([2, 1, 'large']);
	});

	test('holds nothing at all when that was the last one', async () => {
		await openDatabase(M2).delete();
		for (const name of slotNames(M2)) files.delete(name);
		await rememberMember(enrolled(M1));
		await set('attempt of somebody', 'key');
		localStorage.setItem('text-size', 'large');
		await wipe(M1, { mustTell: false });
		expect(await databases()).toEqual([]);
		expect([files.size, cached.size, workers]).toEqual([0, 0, 0]);
		expect([localStorage.length, sessionStorage.length]).toEqual([0, 0]);
		expect(await keys()).toEqual([]);
	});

	test('killed in the middle says so at the next start, until it is done', async () => {
		await rememberMember(enrolled(M1));
		await rememberMember(enrolled(M2));
		expect(wipingBegun()).toBeUndefined();
		vi.spyOn(indexedDB, 'deleteDatabase').mockImplementationOnce(() => {
			throw new Error('killed here');
		});
		await expect(wipe(M1, { mustTell: true })).rejects.toThrow();
		expect(wipingBegun()).toEqual({ member: 'm1', mustTell: true });
		await wipe(M1, { mustTell: true });
		expect(wipingBegun()).toBeUndefined();
		expect([...files.keys()]).toEqual(slotNames(M2));
	});

	test('tells the server, again and again until it has heard', async () => {
		await wipe(M1, { mustTell: true });
		const asked: unknown[] = [];
		const answering = (status: number) => ({
			fetch: (async (path: string, init: RequestInit) => {
				asked.push([path, new Headers(init.headers).get('x-member')]);
				return Response.json({}, { status, headers: { 'x-tung-nha': '1' } });
			}) as typeof fetch
		});
		expect(await tellWiped(answering(503))).toBe(false);
		expect(await tellWiped(answering(200))).toBe(true);
		expect(asked).toEqual([
			['/api/wiped', 'm1'],
			['/api/wiped', 'm1']
		]);
		expect(localStorage.length).toBe(0);
		expect(await tellWiped(answering(200))).toBe(true);
		expect(asked).toHaveLength(2);
	});
});

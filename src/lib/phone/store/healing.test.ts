import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
	enrolledPhone,
	household,
	page,
	pulled,
	startedPhone,
	tap,
	type TestPhone
} from '../../../../tests/support/test-phone.ts';
import { aesSealer } from '#phone/vault/aes-sealer.ts';
import { type PhoneDatabase, readMeta } from './database.ts';
import type { Loss } from './store-lost.ts';

afterEach(() => vi.restoreAllMocks());

const named = (name: string): Error => Object.assign(new Error(name), { name });
const answersOf = ({ store }: TestPhone) => store.view.answersOf('p1' as never);

/** What browsers do that run short of memory or repair their files. */
const cutOff = (db: PhoneDatabase): void => forceCloseDatabase(db.backendDB() as never);

/** The next transactions fail by `error`: before their work, or after it was done and kept. */
function nextFail(db: PhoneDatabase, times: number, error: Error, when: 'before' | 'after' = 'before'): void {
	const transaction = db.transaction.bind(db) as (...all: unknown[]) => Promise<unknown>;
	const spy = vi.spyOn(db, 'transaction');
	for (let time = 0; time < times; time += 1) {
		spy.mockImplementationOnce((async (...all: unknown[]) => {
			if (when === 'after') await transaction(...all);
			throw error;
		}) as never);
	}
}

function lossesOf({ store }: TestPhone): Loss[] {
	const losses: Loss[] = [];
	store.onLost((how) => losses.push(how));
	return losses;
}

describe('[LS7] a connection that the browser cut off', () => {
	test('is opened anew, and the tap is on the disk once', async () => {
		const phone = await enrolledPhone();
		await phone.store.record([tap('p1', 'VN2')]);
		cutOff(phone.db);
		await phone.store.record([tap('p1', 'MM')]);
		cutOff(phone.db);
		await pulled(phone, { pages: [page('h:d1', 0, 1, [household('h1', 1)])] });
		const again = await phone.restarted();
		expect(Object.keys(answersOf(again))).toEqual(['VN2', 'MM']);
		expect(again.store.status).toMatchObject({ recorded: 2, unsentOps: 2 });
		expect(again.store.view.householdsOf('d1' as never)).toHaveLength(1);
	});

	test.each(['UnknownError', 'InvalidStateError', 'AbortError', 'DatabaseClosedError', 'TimeoutError'])(
		'as %s is healed within three tries',
		async (name) => {
			const phone = await enrolledPhone();
			nextFail(phone.db, 3, named(name));
			await phone.store.record([tap('p1', 'VN2')]);
			expect(phone.store.status).toMatchObject({ recorded: 1, unsentOps: 1, saving: false });
			expect((await phone.restarted()).store.status.unsentOps).toBe(1);
		}
	);

	test('wrapped by Dexie is known by its cause', async () => {
		const phone = await enrolledPhone();
		nextFail(phone.db, 1, Object.assign(named('OpenFailedError'), { inner: named('UnknownError') }));
		await phone.store.record([tap('p1', 'VN2')]);
		expect(phone.store.status.unsentOps).toBe(1);
	});

	test('after the tap had got through stores it no second time', async () => {
		const phone = await enrolledPhone();
		await phone.store.record([tap('p1', 'SK')]);
		nextFail(phone.db, 1, named('UnknownError'), 'after');
		const ops = await phone.store.record([tap('p1', 'VN2'), tap('p1', 'MM')]);
		expect(ops.map(({ n }) => n)).toEqual([2, 3]);
		const again = await phone.restarted();
		expect(again.store.status).toMatchObject({ recorded: 3, unsentOps: 3 });
	});

	test('before a tap that says the same as the last one got through stores it beside that', async () => {
		const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
			'encrypt',
			'decrypt'
		]);
		const sealers = { pages: aesSealer(key, 'pages'), ops: aesSealer(key, 'ops') };
		const phone = await enrolledPhone({ sealers });
		await phone.store.record([tap('p1', 'VN2')]);
		nextFail(phone.db, 1, named('UnknownError'));
		const ops = await phone.store.record([tap('p1', 'VN2')]);
		expect(ops.map(({ n }) => n)).toEqual([2]);
		expect((await phone.restarted()).store.status).toMatchObject({ recorded: 2, unsentOps: 2 });
	});

	test('under two works at once is opened anew for both', async () => {
		const phone = await enrolledPhone();
		cutOff(phone.db);
		await Promise.all([phone.store.record([tap('p1', 'VN2')]), phone.store.cursors()]);
		expect((await phone.restarted()).store.status.unsentOps).toBe(1);
	});
});

describe('[LS7] what cannot be healed is told, and nothing goes on from memory', () => {
	test('the tap is taken back with its reason, and no later one is taken', async () => {
		const phone = await enrolledPhone();
		const losses = lossesOf(phone);
		await phone.store.record([tap('p1', 'SK')]);
		nextFail(phone.db, 4, named('UnknownError'));
		const [tried, waiting] = await Promise.allSettled([
			phone.store.record([tap('p1', 'VN2')]),
			phone.store.record([tap('p1', 'MM')])
		]);
		expect([tried.status, waiting.status]).toEqual(['rejected', 'rejected']);
		expect(losses).toEqual(['broken']);
		expect(Object.keys(answersOf(phone))).toEqual(['SK']);
		expect(phone.store.status.saveError).toBe('closed');
		expect((await phone.restarted()).store.status.unsentOps).toBe(1);
	});

	test('a full disk is no lost connection: it is told at once, and the next tap goes on', async () => {
		const phone = await enrolledPhone();
		const losses = lossesOf(phone);
		nextFail(phone.db, 1, Object.assign(named('AbortError'), { inner: named('QuotaExceededError') }));
		await expect(phone.store.record([tap('p1', 'VN2')])).rejects.toThrow();
		expect(phone.store.status).toMatchObject({ saveError: 'full', unsentOps: 0, recorded: 0 });
		expect(answersOf(phone)).toEqual({});
		await phone.store.record([tap('p1', 'VN2')]);
		expect(phone.store.status).toMatchObject({ unsentOps: 1 });
		expect(phone.store.status.saveError).toBeUndefined();
		expect(losses).toEqual([]);
	});

	test('[LS8] a database that comes back empty is told as gone', async () => {
		const phone = await enrolledPhone();
		const losses = lossesOf(phone);
		await phone.db.meta.clear();
		await expect(phone.store.record([tap('p1', 'VN2')])).rejects.toThrow();
		expect(losses).toEqual(['gone']);
		expect(phone.store.status.saveError).toBe('lost');
	});

	test('[RS1] one that comes back older than what this page has seen is opened from the start', async () => {
		const phone = await enrolledPhone();
		const losses = lossesOf(phone);
		await phone.store.record([tap('p1', 'VN2')]);
		await phone.db.outbox.clear();
		cutOff(phone.db);
		nextFail(phone.db, 1, named('UnknownError'));
		await expect(phone.store.record([tap('p1', 'MM')])).rejects.toThrow();
		expect(losses).toEqual(['behind']);
	});

	test('so is one where an answer got through that was told as failed', async () => {
		const phone = await enrolledPhone();
		const losses = lossesOf(phone);
		const { ops, ...standing } = await phone.store.takeBatch(0);
		const asked = { ...standing, ns: [], sentAt: 1, receivedAt: 1, cursors: {} };
		nextFail(phone.db, 1, named('UnknownError'), 'after');
		const words = {
			e: 'epoch-1',
			now: 10_000,
			clock: 'good' as const,
			ack: 0,
			last: 0,
			bk: 0,
			results: [],
			scopes: ['h:d1'],
			at: {},
			pages: [page('h:d1', 0, 1, [household('h1', 1)])],
			reset: []
		};
		await expect(phone.store.receive(asked, words)).rejects.toThrow();
		expect(losses).toEqual(['behind']);
		expect((await phone.restarted()).store.view.householdsOf('d1' as never)).toHaveLength(1);
	});

	test('[LS3] a page that was taken over while it healed opens nothing any more', async () => {
		const browser = new IDBFactory();
		let isPausing = false;
		let continueHealing = (): void => {};
		const pause = (): Promise<void> => {
			isPausing = true;
			return new Promise((done) => (continueHealing = done));
		};
		const phone = await enrolledPhone({ browser, pause });
		nextFail(phone.db, 1, named('UnknownError'));
		const saved = phone.store.record([tap('p1', 'VN2')]);
		await vi.waitFor(() => expect(isPausing).toBe(true));
		phone.store.close();
		continueHealing();
		await expect(saved).rejects.toThrow();
		expect(phone.db.isOpen()).toBe(false);
		const next = await startedPhone({ browser });
		expect(await readMeta(next.db, 'state')).toMatchObject({ recorded: 0 });
	});
});

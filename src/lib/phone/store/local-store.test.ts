import { IDBFactory } from 'fake-indexeddb';
import { afterEach, expect, test, vi } from 'vitest';
import {
	household,
	enrolledPhone,
	page,
	person,
	pulled,
	pushed,
	tap
} from '../../../../tests/support/test-phone.ts';
import { plainSealer } from '#phone/vault/sealer.ts';

afterEach(() => vi.restoreAllMocks());

const visit = (id: string, of = 'h1') => ({
	k: 'add' as const,
	c: 'visits' as const,
	id,
	a: { household: of, outcome: 'met', at: 4_000, by: 'm1' }
});

test('[LS1] a tap told as saved is there after the page was killed', async () => {
	const phone = await enrolledPhone();
	await phone.store.record([tap('p1', 'VN2')]);
	const { store } = await phone.restarted();
	expect(store.view.answersOf('p1' as never)).toEqual({ VN2: { status: 'not-yet' } });
	expect(store.status).toMatchObject({ recorded: 1, received: 0, unsentOps: 1, review: 0 });
});

test('[LS1] a tap is in the view at once, and told as saving until it is on the disk', async () => {
	const { store } = await enrolledPhone();
	const saved = store.record([tap('p1', 'VN2')]);
	expect(store.view.answersOf('p1' as never)).toEqual({ VN2: { status: 'not-yet' } });
	expect(store.status.saving).toBe(true);
	await saved;
	expect(store.status.saving).toBe(false);
});

test('[LS2] one action is one transaction: killed in the middle, all of it is there or none', async () => {
	const phone = await enrolledPhone();
	let fails = false;
	phone.db.meta.hook('updating', () => {
		if (fails) throw new Error('killed');
	});
	fails = true;
	await expect(phone.store.record([tap('p1', 'VN2'), visit('v1')])).rejects.toThrow();
	const { store } = await phone.restarted();
	expect(store.status).toMatchObject({ recorded: 0, unsentOps: 0 });
	expect(store.view.all('visits')).toEqual([]);
});

test('[LS2] sealing is over before the transaction begins', async () => {
	const steps: string[] = [];
	const ops = {
		...plainSealer,
		seal: async (value: unknown) => {
			await new Promise((resolve) => setTimeout(resolve, 1));
			steps.push('sealed');
			return plainSealer.seal(value);
		}
	};
	const { store, db } = await enrolledPhone({ sealers: { pages: plainSealer, ops } });
	const begin = db.transaction.bind(db) as (...all: unknown[]) => unknown;
	vi.spyOn(db, 'transaction').mockImplementation(((...all: unknown[]) => {
		steps.push('transaction');
		return begin(...all);
	}) as never);
	await store.record([tap('p1', 'VN2'), tap('p2', 'VN2')]);
	expect(steps).toEqual(['sealed', 'sealed', 'transaction']);
});

test('[RC2] numbers are contiguous from 1 and go on above what has left the outbox', async () => {
	const phone = await enrolledPhone();
	await phone.store.record([tap('p1', 'VN2'), tap('p1', 'MM')]);
	await pushed(phone);
	const { store, db } = await phone.restarted();
	await store.record([tap('p1', 'SK')]);
	expect(await db.outbox.toCollection().primaryKeys()).toEqual([3]);
});

test('[RC2] taps are numbered in the order they were made, however long each takes to seal', async () => {
	let delay = 20;
	const ops = {
		...plainSealer,
		seal: async (value: unknown) => {
			await new Promise((resolve) => setTimeout(resolve, (delay -= 9)));
			return plainSealer.seal(value);
		}
	};
	const phone = await enrolledPhone({ sealers: { pages: plainSealer, ops } });
	await Promise.all([phone.store.record([tap('p1', 'VN2')]), phone.store.record([tap('p1', 'VN2', 'done')])]);
	const { store } = await phone.restarted();
	expect(store.view.answersOf('p1' as never).VN2?.status).toBe('done');
});

test('[RC2] an op says which version of the row its author was looking at', async () => {
	const phone = await enrolledPhone();
	await pulled(phone, { pages: [page('h:d1', 0, 4, [{ ...household('h1', 4), rv: 9 }])] });
	await phone.store.record([
		{ k: 'set', c: 'households', id: 'h1', a: { nickname: 'Nhà bà Tư' } },
		visit('v1')
	]);
	const { ops } = await phone.store.takeBatch(10);
	expect(ops.map((op) => ('b' in op ? op.b : undefined))).toEqual([9, 0]);
	expect(ops[0]).toMatchObject({ k: 'set', c: 'households', e: 'epoch-1', v: 1 });
});

test('[RC2] what a form says is said of the version that it was begun with, and taken back of the one that is here', async () => {
	const phone = await enrolledPhone();
	await pulled(phone, { pages: [page('h:d1', 0, 4, [{ ...household('h1', 4), rv: 9 }])] });
	const seen = phone.store.view.seen('households', 'h1');
	expect(seen).toEqual({ rv: 9, epoch: 'epoch-1' });
	const address = 'Số 4, ngõ Chùa';
	await pulled(phone, { pages: [page('h:d1', 4, 5, [{ ...household('h1', 5, { address }), rv: 10 }])] });
	const said = {
		k: 'set',
		c: 'households',
		id: 'h1',
		a: { address: 'Số 5' },
		...(seen && { seen })
	} as const;
	const back = phone.store.inverseOf([said], ['volunteer']) ?? [];
	await phone.store.record([said]);
	await phone.store.record(back);
	const { ops } = await phone.store.takeBatch(10);
	expect(ops).toMatchObject([
		{ b: 9, e: 'epoch-1', a: { address: 'Số 5' } },
		{ b: 10, e: 'epoch-1', a: { address } }
	]);
	expect(phone.store.view.seen('households', 'h2')).toBeUndefined();
});

test('[TM1] the time of taps never runs backwards, and never behind the server', async () => {
	const phone = await enrolledPhone();
	const times = async () => (await phone.db.outbox.orderBy('n').toArray()).map(({ t }) => t);
	await phone.store.record([tap('p1', 'VN2')]);
	phone.clock.now = 200;
	await phone.store.record([tap('p1', 'MM'), tap('p1', 'SK')]);
	expect(await times()).toEqual([5_000, 5_001, 5_002]);
	await pushed(phone, { now: 10_000 });
	await phone.store.record([tap('p1', 'ATM')]);
	expect(await times()).toEqual([10_001]);
});

test('[TM1] one jump of the clock into the future does not poison what follows a contact', async () => {
	const phone = await enrolledPhone();
	phone.clock.now = 9e12;
	await phone.store.record([tap('p1', 'VN2')]);
	await pushed(phone, { now: 10_000 });
	phone.clock.now = 5_100;
	await phone.store.record([tap('p1', 'MM')]);
	expect((await phone.db.outbox.toArray())[0]?.t).toBe(10_100);
});

test('a tap that finds no room is taken back from the view and told, and the next one clears the notice', async () => {
	const { store, db } = await enrolledPhone();
	await store.record([tap('p1', 'VN2')]);
	const full = Object.assign(new Error('full'), { name: 'QuotaExceededError' });
	const add = vi.spyOn(db.outbox, 'bulkAdd').mockRejectedValueOnce(full);
	await expect(store.record([tap('p1', 'VN2', 'done')])).rejects.toThrow();
	expect(add).toHaveBeenCalled();
	expect(store.view.answersOf('p1' as never).VN2?.status).toBe('not-yet');
	expect(store.status).toMatchObject({ saveError: 'full', unsentOps: 1, recorded: 1, saving: false });
	await store.record([tap('p1', 'MM')]);
	expect(store.status.saveError).toBeUndefined();
});

test('[LS3] a page that was taken over shows nothing and records nothing', async () => {
	const phone = await enrolledPhone();
	await pulled(phone, { pages: [page('h:d1', 0, 2, [household('h1', 1), person('p1', 'h1', 2)])] });
	expect(phone.store.view.householdsOf('d1' as never)).toHaveLength(1);
	phone.store.close();
	expect(phone.store.view.householdsOf('d1' as never)).toEqual([]);
	expect(phone.store.view.all('people')).toEqual([]);
	await expect(phone.store.record([tap('p1', 'VN2')])).rejects.toThrow();
	expect(phone.store.status.saveError).toBe('closed');
	expect((await phone.restarted()).store.status.recorded).toBe(0);
});

test('[F18] two members of one browser do not see each other', async () => {
	const browser = new IDBFactory();
	const one = await enrolledPhone({ browser, member: 'm1' });
	const other = await enrolledPhone({ browser, member: 'm2', device: 8 });
	await one.store.record([tap('p1', 'VN2')]);
	expect(other.store.view.all('answers')).toEqual([]);
	expect(other.store.status.unsentOps).toBe(0);
	expect((await other.restarted()).store.status.recorded).toBe(0);
});

test('an added row that was never sent can be taken back, and its number is given out again', async () => {
	const { store, db } = await enrolledPhone();
	await store.record([tap('p1', 'VN2')]);
	const ops = await store.record([visit('v1')]);
	expect(store.isUnsent(ops)).toBe(true);
	expect(await store.takeBack(ops)).toBe(true);
	expect(store.view.all('visits')).toEqual([]);
	expect(store.status).toMatchObject({ recorded: 1, unsentOps: 1 });
	await store.record([tap('p1', 'MM')]);
	expect(await db.outbox.toCollection().primaryKeys()).toEqual([1, 2]);
});

test('what may have been on the wire is never taken back, not even after a restart', async () => {
	const phone = await enrolledPhone();
	const ops = await phone.store.record([visit('v1')]);
	await phone.store.takeBatch(100);
	expect(phone.store.isUnsent(ops)).toBe(false);
	expect(await phone.store.takeBack(ops)).toBe(false);
	const { store } = await phone.restarted();
	expect(await store.takeBack(ops)).toBe(false);
	expect(store.status.unsentOps).toBe(1);
});

test('an added row is not taken back from under a later tap', async () => {
	const { store } = await enrolledPhone();
	const ops = await store.record([visit('v1')]);
	await store.record([tap('p1', 'VN2')]);
	expect(await store.takeBack(ops)).toBe(false);
	expect(store.status.unsentOps).toBe(2);
});

test('an op whose bytes were damaged goes as its number alone and holds nobody up', async () => {
	const phone = await enrolledPhone();
	await phone.store.record([tap('p1', 'VN2')]);
	await phone.store.record([tap('p1', 'MM')]);
	await phone.db.outbox.update(1, { sealed: new Uint8Array([1, 2, 3]) });
	// As long as the page that made it is open it is known what it said.
	expect((await phone.store.takeBatch(10)).ops[0]).toMatchObject({ n: 1, t: 5_000, k: 'set', id: 'p1' });
	const { ops } = await (await phone.restarted()).store.takeBatch(10);
	expect(ops[0]).toEqual({ n: 1, t: 5_000 });
	expect(ops[1]).toMatchObject({ n: 2, c: 'answers' });
});

test('[LS4] a damaged page is fetched again while the rest of its scope stays on the screen', async () => {
	const phone = await enrolledPhone();
	await pulled(phone, { pages: [page('h:d1', 0, 1, [household('h1', 1)])] });
	await pulled(phone, { pages: [page('h:d1', 1, 2, [household('h2', 2)])] });
	const [first] = await phone.db.pages.toCollection().primaryKeys();
	await phone.db.pages.update(first ?? 0, { sealed: new Uint8Array([1]) });
	const again = await phone.restarted();
	expect(again.store.view.householdsOf('d1' as never).map(({ id }) => id)).toEqual(['h2']);
	expect(again.store.view.isComplete('h:d1')).toBe(false);
	await pulled(again, { pages: [page('h:d1', 0, 2, [household('h1', 1), household('h2', 2)])] });
	expect(again.store.view.isComplete('h:d1')).toBe(true);
	expect((await again.restarted()).store.view.householdsOf('d1' as never)).toHaveLength(2);
});

test('[WR2] a phone that is to be wiped ends only when the commune has all that was recorded on it', async () => {
	const phone = await enrolledPhone();
	const losses: string[] = [];
	phone.store.onLost((how) => losses.push(how));
	await phone.store.record([tap('p1', 'VN2')]);
	await pulled(phone, { do: 'wipe', scopes: [] });
	expect(losses).toEqual([]);
	await phone.store.record([tap('p1', 'MM')]);
	await pushed(phone, { do: 'wipe', scopes: [] });
	expect(losses).toEqual(['revoked']);
	await expect(phone.store.record([tap('p1', 'SK')])).rejects.toThrow();
});

test('[LS10] nobody leaves a phone on which something waits', async () => {
	const phone = await enrolledPhone();
	await phone.store.record([tap('p1', 'VN2')]);
	expect(await phone.store.end('left')).toBe(false);
	await phone.store.record([tap('p1', 'MM')]);
	await pushed(phone);
	expect(await phone.store.end('left')).toBe(true);
	await expect(phone.store.record([tap('p1', 'SK')])).rejects.toThrow();
});

test('[CL3] work of an enrolment that is gone counts as not sent until it has arrived', async () => {
	const phone = await enrolledPhone({ leftBehind: 3 });
	await phone.store.record([tap('p1', 'VN2')]);
	await pushed(phone);
	expect(phone.store.status).toMatchObject({ recorded: 4, received: 1, unsentOps: 3, allSafe: false });
	expect(await phone.store.end('left')).toBe(false);
	phone.store.leftBehindArrived();
	expect(phone.store.status).toMatchObject({ recorded: 1, received: 1, unsentOps: 0, allSafe: true });
});

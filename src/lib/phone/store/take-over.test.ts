import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';
import {
	answer,
	enrolledPhone,
	household,
	page,
	pulled,
	startedPhone,
	tap,
	type TestPhone
} from '../../../../tests/support/test-phone.ts';
import { readState } from './database.ts';
import type { Asked } from './receive.ts';
import type { Loss } from './store-lost.ts';

const first = page('h:d1', 0, 1, [household('h1', 1)]);
const nothing = { sentAt: 5_000, receivedAt: 5_000, epoch: 'epoch-1', ns: [] };

/** Two pages of one member: the second has read the database, the first has not been told yet. */
async function twoPages(prepare: (old: TestPhone) => Promise<unknown> = async () => {}) {
	const browser = new IDBFactory();
	const old = await enrolledPhone({ browser });
	await prepare(old);
	const losses: Loss[] = [];
	old.store.onLost((how) => losses.push(how));
	return { old, losses, active: await startedPhone({ browser }) };
}

/** Another page of the browser, on a phone that has no room while it opens. */
async function startedWithoutRoom(browser: IDBFactory): Promise<TestPhone> {
	const noRoom = Dexie.Promise.reject(new DOMException('no room', 'QuotaExceededError'));
	const full = vi.spyOn(Dexie.prototype, 'transaction').mockReturnValueOnce(noRoom);
	const phone = await startedPhone({ browser });
	expect(full.mock.calls.map(([mode]) => mode)).toEqual(['rw', 'r']);
	full.mockRestore();
	return phone;
}

const tables = ({ db }: TestPhone) => Promise.all(db.tables.map((table) => table.toArray()));

test('[LS3] a tap of a page that was taken over is refused, the view goes back, and the page ends', async () => {
	const { old, losses, active } = await twoPages();
	await expect(old.store.record([tap('p1', 'VN2')])).rejects.toThrow();
	expect(old.store.view.get('answers', 'p1')).toBeUndefined();
	expect(old.store.status).toMatchObject({ saveError: 'closed', recorded: 0, saving: false });
	expect(losses).toEqual(['taken-over']);
	await active.store.record([tap('p1', 'MM')]);
	expect(await active.db.outbox.count()).toBe(1);
	expect(active.store.status).toMatchObject({ recorded: 1, unsentOps: 1 });
});

test('[LS3] [CL1] a page of rows that was asked for before is left to the page that is active now', async () => {
	const { old, losses, active } = await twoPages();
	await expect(pulled(old, { pages: [first] })).rejects.toThrow();
	expect(losses).toEqual(['taken-over']);
	expect(await active.db.pages.count()).toBe(0);
	await pulled(active, { pages: [first] });
	expect(active.store.view.householdsOf('d1' as never)).toHaveLength(1);
});

const late: Asked = { ...nothing, device: 7, cursors: {} };
const writings: Record<string, (old: TestPhone, ops: never) => Promise<unknown>> = {
	'a tap': ({ store }) => store.record([tap('p2', 'VN2')]),
	'marking ops as sent': ({ store }) => store.takeBatch(500),
	'an answer': ({ store }) => store.receive({ ...late, ns: [1] }, answer({ ack: 1, last: 1 })),
	'a tap taken back': ({ store }, ops) => store.takeBack(ops),
	'a new number': ({ store }) => store.reKey(7, { device: 8, epoch: 'epoch-1', now: 1_000 }),
	'the key told': ({ store }) => store.keyTold(7),
	'the log written together': ({ store }) => store.tidy()
};

test.each(Object.entries(writings))('[LS3] taken over, it writes nothing: %s', async (_, write) => {
	let ops: unknown;
	const { old, active } = await twoPages(async (before) => {
		for (let seq = 1; seq <= 20; seq += 1)
			await pulled(before, { pages: [page('h:d1', seq - 1, seq, [household(`h${seq % 3}`, seq)])] });
		ops = await before.store.record([tap('p1', 'VN2')]);
	});
	const before = await tables(active);
	await expect(write(old, ops as never)).rejects.toThrow();
	expect(await tables(active)).toEqual(before);
});

test('[LS3] on a full phone an older page may write once more; then the new one does not go on from what it read', async () => {
	const browser = new IDBFactory();
	const old = await enrolledPhone({ browser });
	const active = await startedWithoutRoom(browser);
	const losses: Loss[] = [];
	active.store.onLost((how) => losses.push(how));
	await pulled(old, { pages: [first] });
	await expect(active.store.record([tap('p1', 'VN2')])).rejects.toThrow();
	expect(losses).toEqual(['behind']);
	const next = await startedPhone({ browser });
	expect(next.store.view.householdsOf('d1' as never)).toHaveLength(1);
});

test('[LS3] [CL3] a page that could not say it was active does not say that all is safe: an older one may have written', async () => {
	const browser = new IDBFactory();
	const old = await enrolledPhone({ browser });
	await pulled(old, { pages: [first] });
	expect(old.store.status.allSafe).toBe(true);
	const active = await startedWithoutRoom(browser);
	await old.store.record([tap('p1', 'VN2')]);
	expect(active.store.status.allSafe).toBe(false);
	expect(active.store.status.lastReceivedAt).toBeUndefined();
});

test('[LS3] [CL3] with its first write it says so', async () => {
	const browser = new IDBFactory();
	await enrolledPhone({ browser });
	const active = await startedWithoutRoom(browser);
	await pulled(active, { pages: [first] });
	expect(active.store.status.allSafe).toBe(true);
});

test('[LS3] a page that could not say it was active is shut out by the next one that can', async () => {
	const browser = new IDBFactory();
	await enrolledPhone({ browser });
	const unsaid = await startedWithoutRoom(browser);
	const active = await startedPhone({ browser });
	const losses: Loss[] = [];
	unsaid.store.onLost((how) => losses.push(how));
	await expect(unsaid.store.record([tap('p1', 'VN2')])).rejects.toThrow();
	expect(losses).toEqual(['taken-over']);
	await active.store.record([tap('p1', 'MM')]);
	expect(await active.db.outbox.count()).toBe(1);
});

test('[LS3] on a full phone the store still opens, and becomes the active page with its first write', async () => {
	const browser = new IDBFactory();
	const old = await enrolledPhone({ browser });
	const active = await startedWithoutRoom(browser);
	await active.store.record([tap('p1', 'VN2')]);
	await expect(old.store.record([tap('p1', 'MM')])).rejects.toThrow();
	await active.store.record([tap('p2', 'VN2')]);
	expect(await active.db.outbox.count()).toBe(2);
	expect((await readState(active.db)).recorded).toBe(2);
});

const firstWrites: Record<string, (page: TestPhone) => Promise<unknown>> = {
	'an answer': (phone) => pulled(phone, { pages: [first] }),
	'a tap taken back': ({ store }) => store.takeBack([{ body: {} as never, unsent: true, n: 1 }]),
	'a new number': ({ store }) => store.reKey(7, { device: 8, epoch: 'epoch-1', now: 1_000 })
};

test.each(Object.entries(firstWrites))(
	'[LS3] on a full phone the first write may be any: %s',
	async (_, write) => {
		const browser = new IDBFactory();
		const old = await enrolledPhone({ browser });
		await old.store.record([tap('p1', 'VN2')]);
		const active = await startedWithoutRoom(browser);
		const losses: Loss[] = [];
		active.store.onLost((how) => losses.push(how));
		expect(await write(active)).toBe(true);
		expect(losses).toEqual([]);
		await expect(old.store.record([tap('p1', 'MM')])).rejects.toThrow();
	}
);

// One phone on the table: the real store on an IndexedDB of its own, with the time in the test's hands.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { MemberId } from '#domain/ids.ts';
import { inTransaction, openDatabase, type PhoneDatabase, writeMeta } from '#phone/store/database.ts';
import type { Draft } from '#phone/store/draft.ts';
import { newState } from '#phone/store/enrolment.ts';
import { LocalStore } from '#phone/store/local-store.ts';
import type { Mirror } from '#phone/store/mirror.ts';
import type { Asked } from '#phone/store/receive.ts';
import { withheldOf } from '#phone/store/withheld.ts';
import { plainSealer, type Sealers } from '#phone/vault/sealer.ts';
import type { Page, SyncAnswer } from '#protocol/messages.ts';
import type { MovedOut, Row } from '#protocol/row.ts';
import type { Scope } from '#protocol/scope.ts';

export const EPOCH = 'epoch-1';

export interface TestPhone {
	store: LocalStore;
	db: PhoneDatabase;
	/** What the phone's clock says; the test moves it. */
	clock: { now: number };
	/** Killed and started again: memory gone, database as it was. */
	restarted(): Promise<TestPhone>;
}

interface PhoneOptions {
	member?: string;
	device?: number;
	sealers?: Sealers;
	browser?: IDBFactory;
	epoch?: string;
	clock?: { now: number };
	mirror?: Mirror;
	leftBehind?: number;
	/** Waits before a lost connection is opened anew; not at all when not given. */
	pause?: () => Promise<void>;
}

/** A phone that has just been enrolled. Give two phones one `browser` to have them share it. */
export async function enrolledPhone(options: PhoneOptions = {}): Promise<TestPhone> {
	const browser = options.browser ?? new IDBFactory();
	const filled = { ...options, browser };
	const { member = 'm1', device = 7, epoch = EPOCH, clock } = options;
	const db = openDatabase(member as MemberId, { indexedDB: browser, IDBKeyRange });
	await inTransaction(db, 'rw', async () => {
		await writeMeta(db, 'state', newState({ device, epoch, now: clock?.now ?? 1_000 }));
		await writeMeta(db, 'cursors', {});
	});
	db.close();
	return startedPhone(filled);
}

/** Starts what is on the disk of `browser`. */
export async function startedPhone(options: PhoneOptions & { browser: IDBFactory }): Promise<TestPhone> {
	const { member = 'm1', browser, sealers = { pages: plainSealer, ops: plainSealer } } = options;
	const { clock = { now: 5_000 }, mirror, leftBehind = 0, pause = async () => {} } = options;
	const db = openDatabase(member as MemberId, { indexedDB: browser, IDBKeyRange });
	const store = await LocalStore.open({
		db,
		sealers,
		now: () => clock.now,
		pause,
		leftBehind,
		withheldOf,
		...(mirror === undefined ? {} : { mirror })
	});
	return {
		store,
		db,
		clock,
		restarted: () => {
			db.close();
			return startedPhone({ ...options, clock });
		}
	};
}

/** A tap on one item of one person. */
export const tap = (person: string, item: string, status = 'not-yet'): Draft => ({
	k: 'set',
	c: 'answers',
	id: person,
	a: { [item]: status === 'done' ? { status, evidence: 'said' } : { status } }
});

export const row = (c: Row['c'], id: string, seq: number, f: Row['f'], rv = 1): Row => ({
	c,
	id,
	rv,
	seq,
	f
});

export const household = (id: string, seq: number, more: Row['f'] = {}): Row =>
	row('households', id, seq, { hamlet: 'd1', order: seq, status: 'active', ...more });

export const person = (id: string, of: string, seq: number, more: Row['f'] = {}): Row =>
	row('people', id, seq, { household: of, name: `Người ${id}`, order: seq, ...more });

export function page(s: Scope, from: number, to: number, rows: Row[], more: Partial<Page> = {}): Page {
	return { s, from, to, head: to, rows, out: [] as MovedOut[], ...more };
}

export function answer(more: Partial<SyncAnswer> = {}): SyncAnswer {
	return {
		e: EPOCH,
		now: 10_000,
		clock: 'good',
		ack: 0,
		last: 0,
		bk: 0,
		results: [],
		scopes: ['c', 'u:m1', 'h:d1'],
		at: {},
		pages: [],
		reset: [],
		...more
	};
}

/** Pushes everything as one request and gives the store `answer`; nothing of the server is played but its words. */
export async function pushed(phone: TestPhone, words: Partial<SyncAnswer> = {}): Promise<boolean> {
	const { ops, ...standing } = await phone.store.takeBatch(500);
	const last = ops.at(-1)?.n ?? standing.floor;
	const asked: Asked = { ...standing, ns: ops.map(({ n }) => n), sentAt: 5_000, receivedAt: 5_000 };
	return phone.store.receive(asked, answer({ ack: last, last, ...words }));
}

/** Pulls with the cursors held now. */
export async function pulled(phone: TestPhone, words: Partial<SyncAnswer>): Promise<boolean> {
	const { ops, ...standing } = await phone.store.takeBatch(0);
	const cursors = await phone.store.cursors();
	const asked: Asked = { ...standing, ns: [], sentAt: 5_000, receivedAt: 5_000, cursors };
	return phone.store.receive(asked, answer({ last: standing.floor, ...words }));
}

// One database per member (phone page LS5). Upgrades never touch outbox and journal.
// Promise: a write is told as done only after its transaction's `complete`, on the disk (`strict`, LS1).
import { Dexie, type DexieOptions, type Table } from 'dexie';
import type { Instant } from '#domain/calendar.ts';
import type { MemberId } from '#domain/ids.ts';
import type { Role } from '#domain/member.ts';
import type { CommuneTotals } from '#domain/totals.ts';
import type { Keyring } from '#phone/vault/keyring.ts';
import type { Sealed } from '#phone/vault/sealer.ts';
import type { Page } from '#protocol/messages.ts';
import type { Origin } from '#protocol/op.ts';
import type { Scope } from '#protocol/scope.ts';
import type { Cursors } from './cursors.ts';
import type { Refusals } from './refusals.ts';
import { StoreLost } from './store-lost.ts';

/** What a page holds when it is opened. */
export type PageBody = Pick<Page, 'rows' | 'out'>;

/** Received rows of one scope with `from < seq ≤ to`; sealed is a `PageBody`. */
export interface PageRecord {
	id?: number;
	scope: Scope;
	generation: number;
	epoch: string;
	from: number;
	to: number;
	sealed: Sealed;
	/** It says that rows were erased, or cards blanked: the pages before it hold what they said, and are soon written anew. */
	erases?: 1;
}

/** An op that the server has not confirmed; sealed is its `OpBody`. */
export interface OutboxRecord {
	n: number;
	t: Instant;
	o?: Origin;
	sealed: Sealed;
	/** The household it was about when it was tapped: the rows that lead there may go from this phone before it does. */
	about?: string;
	/** Confirmed once under another number and sent again after a re-key: the pages hold it already. */
	again?: 1;
	/** Confirmed once by the server, and told so when it is sent again (sync-spec RS2). */
	confirmed?: 1;
}

/** A confirmed op, kept until a backup outside the machine covers it (sync-spec RS2). */
export interface JournalRecord extends OutboxRecord {
	ackedAt: Instant;
	/** While it stays in the view: the scope counters the pages have to reach (sync-spec PL7). */
	inView?: 1;
	waits?: Record<Scope, number>;
	/** Parked or late: a person has yet to look at it. */
	review?: 1;
	/** Id of its card, where that is not its origin. */
	card?: string;
}

/** What this browser is to the server, and its counters. One record, so that they never contradict each other. */
export interface DeviceState {
	device: number;
	epoch: string;
	/** Highest n that has left the outbox. */
	floor: number;
	/** Highest n that may have been on the wire; written before it is. */
	sentUpTo: number;
	/** Time of the last op, last server time seen, and how far this clock is behind the server's (sync-spec TM1). */
	t: Instant;
	serverTime: Instant;
	offsetMs: number;
	/** Last generation given out. */
	generation: number;
	/** Ops ever recorded here, and those that the server has on its disk (F12). */
	recorded: number;
	received: number;
	/** Highest n in a backup confirmed as taken off the machine. */
	backedUp: number;
	/** The server's last word: its highest n of this device, at its time. */
	verified?: { n: number; at: Instant };
	/** The server does not trust its own clock (sync-spec TM3). */
	serverClock?: 'bad';
	/** The browser gave back an older database: a new number is due before anything is sent (sync-spec RS1). */
	mustReKey?: 1;
	/** The device number under which the server was told the outbox key. */
	keyTold?: number;
	/** Number of the page that took over last (phone page LS3). */
	owner?: number;
	/** Times of the ops that were taken back last: no two ops of a device share one. */
	takenBack?: Instant[];
}

export interface Enrolled {
	member: MemberId;
	name: string;
	roles: Role[];
}

interface MetaRecords {
	state: DeviceState;
	cursors: Cursors;
	keyring: Keyring;
	enrolled: Enrolled;
	refusals: Refusals;
	/** Counts of an observer's commune, as the server told them last: no person is in them. */
	totals: CommuneTotals;
}
type MetaKey = keyof MetaRecords;

export type PhoneDatabase = Dexie & {
	pages: Table<PageRecord, number>;
	outbox: Table<OutboxRecord, number>;
	journal: Table<JournalRecord, number>;
	meta: Table<{ key: string; value: unknown }, string>;
	/** Number of the page that this connection belongs to; none before it has taken over. */
	owner?: number;
	/** What was read when the taking over could not be written: until it is, an older page may still write. */
	readAs?: string;
};

export const databaseName = (member: MemberId): string => `tung-nha-${member}`;

/** `options`: the IndexedDB to use instead of the browser's. */
export function openDatabase(member: MemberId, options: DexieOptions = {}): PhoneDatabase {
	const db = new Dexie(databaseName(member), { ...options, chromeTransactionDurability: 'strict' });
	db.version(1).stores({
		pages: '++id, scope',
		outbox: 'n',
		journal: 'n, inView, review',
		meta: 'key'
	});
	return db as PhoneDatabase;
}

/** One transaction over everything that must agree; inside it nothing but the database is awaited (LS2). */
export function inTransaction<T>(db: PhoneDatabase, mode: 'r' | 'rw', work: () => Promise<T>): Promise<T> {
	return db.transaction(mode, [db.pages, db.outbox, db.journal, db.meta], work);
}

export async function readMeta<K extends MetaKey>(
	db: PhoneDatabase,
	key: K
): Promise<MetaRecords[K] | undefined> {
	return (await db.meta.get(key))?.value as MetaRecords[K] | undefined;
}

export async function writeMeta<K extends MetaKey>(
	db: PhoneDatabase,
	key: K,
	value: MetaRecords[K]
): Promise<void> {
	await db.meta.put({ key, value });
	// Who is active is part of every state that is written.
	if (key !== 'state' || db.readAs === undefined) return;
	const { currentTransaction } = Dexie;
	saidSo.add(currentTransaction);
	currentTransaction.on('complete', () => delete db.readAs);
}

/** Transactions in which a page said at last that it is active: what they read from then on is its own. */
const saidSo = new WeakSet<object>();

/**
 * The state of an enrolled database. Throws when the record is gone: what is open then is another, empty database. Throws
 * too when another page has taken over since: every transaction that writes asks here, so a page that was not told yet
 * can no longer change what the new one has read (phone page LS3); and `behind` when an older one did, while there was no
 * room to say who is active.
 */
export async function readState(db: PhoneDatabase): Promise<DeviceState> {
	const state = await storedState(db);
	if (db.owner === undefined) return state;
	if (db.readAs !== undefined && !saidSo.has(Dexie.currentTransaction))
		await assertUntouched(db, state, db.owner);
	if ((state.owner ?? 0) > db.owner) throw new StoreLost('taken-over');
	return { ...state, owner: db.owner };
}

/**
 * This page is the active one from here on. Part of the transaction that reads the database for it: what an older page
 * wrote lies before it and is read, or comes after it and is refused. Where nothing can be written, `r`, the first write
 * that succeeds says so.
 */
export async function takeOver(db: PhoneDatabase, mode: 'r' | 'rw'): Promise<void> {
	const state = await storedState(db);
	db.owner = (state.owner ?? 0) + 1;
	if (mode === 'rw') await writeMeta(db, 'state', { ...state, owner: db.owner });
	else db.readAs = await standingOf(db, state);
}

/** Nobody is told yet that this page is active: another may have become it meanwhile, or an older one have written. */
async function assertUntouched(db: PhoneDatabase, state: DeviceState, owner: number): Promise<void> {
	if ((state.owner ?? 0) >= owner) throw new StoreLost('taken-over');
	if ((await standingOf(db, state)) !== db.readAs) throw new StoreLost('behind');
}

/** Differs after every write that a page in memory would not know of. */
async function standingOf(db: PhoneDatabase, state: DeviceState): Promise<string> {
	return JSON.stringify([state, await readMeta(db, 'cursors')]);
}

async function storedState(db: PhoneDatabase): Promise<DeviceState> {
	const state = await readMeta(db, 'state');
	if (state === undefined) throw new StoreLost('gone');
	return state;
}

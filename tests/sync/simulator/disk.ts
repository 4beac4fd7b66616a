// A phone's disk: one browser's IndexedDB (fake-indexeddb) with what happens to real ones. Kept apart by process: a tab
// that is killed takes its open transactions with it, what was committed stays. Faults strike at the k-th request.
import { IDBDatabase, IDBFactory, IDBKeyRange, IDBTransaction } from 'fake-indexeddb';
import { Browser, pageOf } from './browser.ts';
import { activeScheduler, type Process } from './scheduler.ts';

/**
 * `abort`: the browser gives a transaction up. `quota`: no room. `unknown`: the disk does not answer. `close`: the
 * connection is gone. `kill`: the process dies between two requests; `kill-committed`: after the commit, before it is told.
 */
export type DiskFault = 'abort' | 'quota' | 'unknown' | 'close' | 'kill' | 'kill-committed';

interface RawRecord {
	key: unknown;
	value: unknown;
}

interface RawStore {
	records: { records: Iterable<RawRecord> & { size(): number }; values(): Iterable<RawRecord> };
	keyGenerator: { num: number } | null;
	clear(): void;
	storeRecord(record: RawRecord): void;
}

interface RawDatabase {
	transactions: RawTransaction[];
	connections: RawConnection[];
	rawObjectStores: Map<string, RawStore>;
	processTransactions(): void;
}

interface RawConnection {
	_rawDatabase: RawDatabase;
	_closed: boolean;
	_closePending: boolean;
	dispatchEvent(event: unknown): void;
}

interface RawTransaction {
	_state: string;
	_started: boolean;
	mode: string;
	_rollbackLog: (() => void)[];
	_requests: { operation: () => unknown; request: { readyState: string; source: unknown } }[];
	db: RawConnection & globalThis.IDBDatabase;
	_abort(name: string): void;
	_start: (this: RawTransaction) => void;
}

export interface Snapshot {
	stores: Map<string, { num: number | undefined; records: RawRecord[] }>;
	browser: ReturnType<Browser['snapshot']>;
}

const owners = new WeakMap<object, Process>();
const disks = new WeakMap<Process, Disk>();

export class Disk {
	readonly factory = new IDBFactory();
	/** What the browser keeps beside its databases. */
	readonly browser = new Browser();
	/** Strikes when so many requests have gone by. */
	fault: { kind: DiskFault; after: number } | undefined;
	/** Grows with whatever may have changed what is stored. */
	changes = 0;
	/** Told when a fault struck. */
	onStruck: () => void = () => {};
	/** Told when a fault killed a process. */
	onKilled: (process: Process) => void = () => {};

	/** `process` works on this disk from here on. */
	attach(process: Process): void {
		disks.set(process, this);
		pageOf(process, this.browser);
	}

	/** Whether the browser has a database at all. */
	get hasDatabase(): boolean {
		return this.#databases.length > 0;
	}

	get #databases(): RawDatabase[] {
		return [...(this.factory as unknown as { _databases: Map<string, RawDatabase> })._databases.values()];
	}

	/** What a store holds now, uncommitted changes included; in the order of the keys. Nothing may be changed in it. */
	all<T>(store: string): T[] {
		const raw = this.#databases[0]?.rawObjectStores.get(store);
		return raw === undefined ? [] : Array.from(raw.records.values(), ({ value }) => value as T);
	}

	/** Other bytes lie in one record's place, by nobody's doing. */
	spoil<T extends { sealed: Uint8Array }>(
		store: string,
		which: (value: T) => boolean,
		sealed: Uint8Array
	): void {
		const records = this.#databases[0]?.rawObjectStores.get(store)?.records.values() ?? [];
		for (const record of records) {
			const value = record.value as T;
			if (which(value)) record.value = { ...value, sealed };
		}
		this.changes += 1;
	}

	/** Whether nobody is in the middle of changing anything. */
	get isQuiet(): boolean {
		return this.#databases.every((raw) => raw.transactions.every(({ _state }) => _state === 'finished'));
	}

	/** Ends what the process had open, as the browser does when a page goes. */
	drop(process: Process): void {
		this.changes += 1;
		for (const raw of this.#databases) {
			const theirs = (connection: object): boolean => owners.get(connection) === process;
			for (const transaction of raw.transactions.filter(({ db }) => theirs(db))) {
				if (transaction._state === 'finished') continue;
				for (const back of transaction._rollbackLog.reverse()) back();
				transaction._state = 'finished';
			}
			raw.transactions = raw.transactions.filter(({ db }) => !theirs(db));
			raw.connections = raw.connections.filter((connection) => !theirs(connection));
			const waiting = raw.transactions.find(({ _started }) => !_started);
			const other = waiting && owners.get(waiting.db);
			if (other !== undefined) activeScheduler().post(other, () => raw.processTransactions());
		}
		(this.factory as unknown as { _connectionQueues: Map<string, unknown> })._connectionQueues.clear();
	}

	snapshot(): Snapshot {
		const raws = this.#databases[0]?.rawObjectStores ?? new Map<string, RawStore>();
		const stores = new Map(
			Array.from(raws, ([name, raw]) => [
				name,
				{ num: raw.keyGenerator?.num, records: Array.from(raw.records.values(), (one) => ({ ...one })) }
			])
		);
		return { stores, browser: this.browser.snapshot() };
	}

	/** The disk as it was: only while no process has it open. */
	putBack({ stores, browser }: Snapshot): void {
		this.changes += 1;
		this.browser.putBack(browser);
		for (const [name, raw] of this.#databases[0]?.rawObjectStores ?? []) {
			const { num, records = [] } = stores.get(name) ?? {};
			raw.clear();
			for (const record of records) raw.storeRecord({ ...record });
			if (raw.keyGenerator !== null && num !== undefined) raw.keyGenerator.num = num;
		}
	}

	/** Whether the fault is due at this request. */
	strike(): DiskFault | undefined {
		if (this.fault === undefined || (this.fault.after -= 1) > 0) return undefined;
		const { kind } = this.fault;
		this.fault = undefined;
		this.onStruck();
		return kind;
	}
}

/** Whoever names no database's place means the browser of the page that runs. */
const ofWhoeverRuns = {
	open: (name: string, version?: number) => factoryHere().open(name, version),
	deleteDatabase: (name: string) => {
		const disk = disks.get(activeScheduler().current);
		if (disk !== undefined) disk.changes += 1;
		return factoryHere().deleteDatabase(name);
	},
	databases: () => factoryHere().databases(),
	cmp: (one: unknown, other: unknown) => factoryHere().cmp(one, other)
};

function factoryHere(): IDBFactory {
	const disk = disks.get(activeScheduler().current);
	if (disk === undefined) throw new Error('no page runs');
	return disk.factory;
}

/** Patches fake-indexeddb once per process of ours. */
export function takeOverIndexedDB(): void {
	Object.assign(globalThis, { indexedDB: ofWhoeverRuns, IDBKeyRange });
	const transactions = IDBTransaction.prototype as unknown as RawTransaction;
	const start = transactions._start;
	transactions._start = function (this: RawTransaction) {
		const process = owners.get(this.db);
		const disk = process && disks.get(process);
		if (process === undefined || disk === undefined) return start.call(this);
		// What follows in this turn is the work of whose transaction this is.
		activeScheduler().current = process;
		if (!process.isAlive) return undefined;
		if (this.mode === 'readwrite') disk.changes += 1;
		const isAtCommit = this._state !== 'finished' && !this._requests.some(isOpen);
		return strikeOr(disk, process, this, isAtCommit, () => start.call(this));
	};
	const databases = IDBDatabase.prototype as unknown as { transaction: (...args: unknown[]) => unknown };
	const transaction = databases.transaction;
	databases.transaction = function (this: object, ...args: unknown[]) {
		if (!owners.has(this)) owners.set(this, activeScheduler().current);
		return transaction.apply(this, args);
	};
}

const isOpen = ({ request }: RawTransaction['_requests'][number]): boolean => request.readyState !== 'done';

function strikeOr(
	disk: Disk,
	process: Process,
	transaction: RawTransaction,
	isAtCommit: boolean,
	goOn: () => void
): void {
	if (transaction._state === 'finished' || transaction.mode === 'versionchange') return goOn();
	// A commit is told only once: that fault waits for one of a transaction that writes.
	if (disk.fault?.kind === 'kill-committed' && !(isAtCommit && transaction.mode === 'readwrite'))
		return goOn();
	const fault = disk.strike();
	if (fault === undefined) return goOn();
	if (fault === 'kill-committed') transaction._state = 'finished';
	if (fault === 'kill-committed' || fault === 'kill') return disk.onKilled(process);
	if (fault === 'close') closeByForce(transaction);
	else if (isAtCommit) transaction._abort(errorNames[fault]);
	else failRequest(transaction, errorNames[fault], goOn);
}

const errorNames = { abort: 'AbortError', quota: 'QuotaExceededError', unknown: 'UnknownError' } as const;

function failRequest(transaction: RawTransaction, name: string, goOn: () => void): void {
	const open = transaction._requests.find(isOpen);
	if (name === 'AbortError' || open === undefined || !open.request.source) return transaction._abort(name);
	open.operation = () => {
		throw new DOMException('the disk refused', name);
	};
	goOn();
}

/** The browser lost the database: every transaction of the connection ends, then the page is told. */
function closeByForce({ db }: RawTransaction): void {
	db._closePending = true;
	for (const one of db._rawDatabase.transactions.filter((other) => other.db === db)) {
		if (one._state !== 'finished') one._abort('AbortError');
	}
	activeScheduler().post(activeScheduler().current, () => {
		db._closed = true;
		db._rawDatabase.connections = db._rawDatabase.connections.filter((other) => other !== db);
		const event = new Event('close');
		(db.onclose as ((event: Event) => void) | null)?.call(db, event);
	});
}

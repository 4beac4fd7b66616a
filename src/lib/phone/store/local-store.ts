// The phone's own copy: database and memory, moved together. A tap is in the view at once, told as saved when it is on
// the disk, and taken out of the view again when it could not be written. Taps are written in the order they were made.
import { Dexie } from 'dexie';
import type { Instant } from '#domain/calendar.ts';
import type { HouseholdId } from '#domain/ids.ts';
import type { Role } from '#domain/member.ts';
import type { CommuneTotals } from '#domain/totals.ts';
import type { Keyring } from '#phone/vault/keyring.ts';
import type { Sealers } from '#phone/vault/sealer.ts';
import { isEqual } from '#protocol/merge.ts';
import type { SyncAnswer } from '#protocol/messages.ts';
import type { Op, OpBody } from '#protocol/op.ts';
import type { NewDevice } from '#protocol/sign-in.ts';
import { compact, pruneJournal } from './compact.ts';
import { erasedIn, opsAbout } from './forget.ts';
import { countsIn, type Counts } from './counts.ts';
import type { Advance, Cursors } from './cursors.ts';
import {
	inTransaction,
	type OutboxRecord,
	type PhoneDatabase,
	readMeta,
	readState,
	writeMeta
} from './database.ts';
import { bodyOf, type Draft, inverseOf } from './draft.ts';
import { HouseholdWork, type WorkCounts } from './household-work.ts';
import { Healing } from './healing.ts';
import type { Mirror } from './mirror.ts';
import { addOps, sealedOp, takeBackOps, takeBatch, type TakenBatch } from './outbox.ts';
import type { OwnWork } from './own-work.ts';
import { reKey } from './re-key.ts';
import { type Refusals, refusalsOn } from './refusals.ts';
import { type Asked, storeAnswer } from './receive.ts';
import { replay, type Replayed } from './replay.ts';
import { type PendingOp, Rows } from './rows.ts';
import { type SaveError, saveErrorOf } from './save-error.ts';
import { type Loss, StoreLost } from './store-lost.ts';
import { type StoreStatus, statusOf } from './store-status.ts';
import { View } from './view.ts';
import { mayWithhold } from './withheld.ts';

export interface StorePorts {
	db: PhoneDatabase;
	sealers: Sealers;
	now: () => Instant;
	/** The second copy of unsent work (phone page LS6); absent where the browser cannot keep one. */
	mirror?: Mirror;
	/** Ops of an earlier enrolment that still wait beside this store. */
	leftBehind?: number;
	/** The household whose people do not want this written down (F37); absent where nobody is asked. */
	withheldOf?: (
		body: OpBody,
		view: View,
		known: HouseholdId | undefined,
		refusals: Refusals
	) => HouseholdId | undefined;
	/** Waits before a lost connection is opened anew. */
	pause?: (ms: number) => Promise<void>;
	/** Of a tap that was lost with the store before this one. */
	saveError?: SaveError;
}

/** Ops to send with what a request must say about them. An op that cannot be opened any more goes by its number alone. */
export interface Batch extends Omit<TakenBatch, 'records'> {
	ops: (Op | Pick<Op, 'n' | 't' | 'o' | 'r'>)[];
}

export interface SealedWork extends Pick<TakenBatch, 'device' | 'epoch' | 'records'> {
	keyring: Keyring | undefined;
}

/** More than a phone ever holds. */
const MOST_OPS = 50_000;

export class LocalStore {
	readonly view: View;
	readonly #rows: Rows;
	readonly #ports: StorePorts;
	readonly #pending = new Map<number, PendingOp>();
	readonly #work = new HouseholdWork();
	readonly #changed = new Set<() => void>();
	readonly #recorded = new Set<() => void>();
	readonly #healing: Healing;
	#lost: (how: Loss) => void = () => {};
	#counts: Counts;
	/** Where the rows in memory stand: never ahead of the database. */
	#cursors: Cursors = {};
	#device: number;
	#epoch: string;
	#sentUpTo: number;
	#writes: Promise<unknown> = Promise.resolve();
	#saving = 0;
	#saveError: SaveError | undefined;
	#leftBehind: number;
	#refusals: Refusals;
	#pastWork: Promise<void> | undefined;
	#isWorkWhole = false;
	#closed = false;

	/** Opens an enrolled database and rebuilds the view. Rejects when the database cannot be opened or read. */
	static async open(ports: StorePorts): Promise<LocalStore> {
		const rows = new Rows();
		const view = new View(rows);
		const { db, sealers } = ports;
		return new LocalStore(ports, rows, view, await replay(db, sealers, rows));
	}

	private constructor(ports: StorePorts, rows: Rows, view: View, replayed: Replayed) {
		this.#ports = ports;
		this.#rows = rows;
		this.view = view;
		this.#saveError = ports.saveError;
		this.#leftBehind = ports.leftBehind ?? 0;
		this.#refusals = replayed.refusals;
		this.#healing = new Healing({ ...ports, check: () => this.#check(), isOver: () => this.#closed });
		this.#counts = replayed.counts;
		this.#device = replayed.state.device;
		this.#epoch = replayed.state.epoch;
		this.#sentUpTo = replayed.state.sentUpTo;
		for (const op of replayed.pending) {
			if (op.n === undefined) continue;
			this.#pending.set(op.n, op);
			if (op.unsent) this.#work.add(op.n, op.about ?? this.#householdOf(op.body), 'unsent');
		}
		this.#showCursors(replayed.cursors);
		this.#mirrorAll(replayed.outbox);
		ports.mirror?.onState(() => this.#tell());
	}

	get status(): StoreStatus {
		const writing = {
			saving: this.#saving > 0,
			secondCopy: this.#ports.mirror?.state ?? 'missing',
			leftBehind: this.#leftBehind,
			...(this.#saveError === undefined ? {} : { saveError: this.#saveError })
		};
		const mayBeBehind = this.#ports.db.readAs !== undefined;
		return statusOf(this.view, this.#work.unsentHouseholds.size, this.#counts, writing, mayBeBehind);
	}

	/** Told after every change of the view or the counts. Returns the way to stop. */
	onChanged(listener: () => void): () => void {
		this.#changed.add(listener);
		return () => this.#changed.delete(listener);
	}

	/** Told when a tap has become durable. */
	onRecorded(listener: () => void): () => void {
		this.#recorded.add(listener);
		return () => this.#recorded.delete(listener);
	}

	/** Told once, when this store cannot go on: it records nothing any more, what was being saved is taken back. */
	onLost(listener: (how: Loss) => void): void {
		this.#lost = listener;
	}

	/** What would take the drafts back, asked before they are recorded; undefined when nothing that `roles` may write would. */
	inverseOf(drafts: readonly Draft[], roles: readonly Role[]): Draft[] | undefined {
		return inverseOf(drafts, this.#rows, roles);
	}

	/** One tap is one action is one transaction. Resolves when it is durable; rejects when it is not, the view as before. */
	async record(drafts: readonly Draft[]): Promise<PendingOp[]> {
		const ops = drafts.map((draft): PendingOp => ({
			body: bodyOf(draft, this.#rows, this.#epoch),
			unsent: true
		}));
		for (const op of ops) this.#addTapped(op);
		this.#saving += 1;
		this.#tell();
		try {
			await this.#inTurn(() => this.#write(ops));
			this.#saveError = undefined;
		} catch (error) {
			for (const op of ops) this.#rows.removePending(op);
			this.#saveError = saveErrorOf(error);
			throw error;
		} finally {
			this.#saving -= 1;
			this.#tell();
		}
		for (const listener of this.#recorded) listener();
		return ops;
	}

	/**
	 * Which household it is about is asked by the screen of the tap: what waits before it may be withheld until its turn comes,
	 * and somebody who is led away was of the household that they leave.
	 */
	#addTapped(op: PendingOp): void {
		const before = this.#householdOf(op.body);
		this.#rows.addPending(op);
		const about = before ?? this.#householdOf(op.body);
		if (about !== undefined) op.about = about;
	}

	async #write(ops: PendingOp[]): Promise<void> {
		const { db, sealers, now, mirror } = this.#ports;
		const waiting = await Promise.all(ops.map((op) => sealedOp(op, sealers.ops)));
		const { records, counts } = await this.#disk((again) => addOps(db, waiting, now(), again));
		mirror?.append(records);
		this.#counts = counts;
		ops.forEach((op, index) => {
			const n = records[index]?.n;
			if (n === undefined) return;
			this.#pending.set((op.n = n), op);
			this.#work.add(n, op.about, 'unsent');
		});
	}

	/** Whether these ops were certainly never sent. */
	isUnsent(ops: readonly PendingOp[]): boolean {
		return ops.every((op) => op.unsent && op.n !== undefined && op.n > this.#sentUpTo);
	}

	/** Takes back the last action if none of it was ever sent. False: it stays, the numbers may be known to the server. */
	takeBack(ops: readonly PendingOp[]): Promise<boolean> {
		return this.#inTurn(async () => {
			const ns = ops.flatMap(({ n }) => n ?? []);
			const counts =
				ns.length === ops.length ? await this.#disk(() => takeBackOps(this.#ports.db, ns)) : undefined;
			if (counts === undefined) return false;
			this.#counts = counts;
			this.#ports.mirror?.takeBack(ns);
			for (const n of ns) {
				this.#work.remove(n);
				this.#drop(n);
			}
			this.#tell();
			return true;
		});
	}

	/** The oldest unsent ops, opened. Size 0 asks only how this device stands. */
	takeBatch(size: number): Promise<Batch> {
		return this.#inTurn(async () => {
			if (size > 0) await this.#withhold();
			const { records, ...batch } = await this.#disk(() => takeBatch(this.#ports.db, size));
			const last = records.at(-1)?.n ?? 0;
			if (last > this.#sentUpTo) {
				this.#sentUpTo = last;
				this.#tell();
			}
			return { ...batch, ops: await Promise.all(records.map((record) => this.#opened(record))) };
		});
	}

	/**
	 * An op whose bytes were damaged goes as it is remembered; after a new start as its number alone: the server parks it, and
	 * the others are not held up.
	 */
	async #opened({ n, t, o, confirmed, sealed }: OutboxRecord): Promise<Batch['ops'][number]> {
		const again = confirmed === undefined ? {} : { r: confirmed };
		const envelope = { n, t, ...(o === undefined ? {} : { o }), ...again };
		try {
			return { ...((await this.#ports.sealers.ops.open(sealed)) as OpBody), ...envelope };
		} catch {
			return { ...this.#pending.get(n)?.body, ...envelope };
		}
	}

	/**
	 * What may not leave any more is said no more by what waits (F37). An op whose answer was lost may be known to the server
	 * as it was: then this phone takes a new number (sync-spec PS1), and nothing else is lost.
	 */
	async #withhold(): Promise<void> {
		const { db, sealers, withheldOf } = this.#ports;
		if (withheldOf === undefined || !this.#mayWithhold()) return;
		const { blankOps } = await import('./blank-ops.ts');
		const { bodies, outbox } = await this.#disk(() =>
			blankOps(db, sealers.ops, {
				withheldOf: (body, { n, about = this.#work.householdOf(n) }) =>
					withheldOf(body, this.view, about as HouseholdId | undefined, this.#refusals),
				remembered: (n) => this.#pending.get(n)?.body
			})
		);
		if (bodies.size === 0) return;
		for (const [n, body] of bodies) {
			const op = this.#pending.get(n);
			if (op === undefined) continue;
			this.#rows.removePending(op);
			op.body = body;
			this.#rows.addPending(op);
		}
		this.#mirrorAll(outbox);
	}

	#mayWithhold(): boolean {
		return mayWithhold(this.view, this.#pending.values(), this.#refusals);
	}

	async cursors(): Promise<Cursors> {
		return (await this.#disk(() => readMeta(this.#ports.db, 'cursors'))) ?? {};
	}

	/** Stores an answer. False: the store has moved on since the question, and nothing was changed. */
	async receive(asked: Asked, answer: SyncAnswer): Promise<boolean> {
		const isSettled = (id: string): boolean => this.#rows.base('parked', id)?.fields.settled === true;
		const { db, sealers, mirror } = this.#ports;
		let refusals = this.#refusals;
		const received = await this.#disk(async () => {
			const forget = await opsAbout(db, sealers.ops, erasedIn(answer));
			refusals = refusalsOn(this.view, this.#refusals);
			const before = { isSettled, forget, ...(isEqual(refusals, this.#refusals) ? {} : { refusals }) };
			return storeAnswer(db, sealers.pages, asked, answer, before);
		});
		if (received === undefined) return false;
		this.#refusals = refusals;
		this.#counts = received.counts;
		if (received.acked.length > 0) mirror?.drop(received.acked);
		for (const n of received.acked) {
			const op = this.#pending.get(n);
			if (op !== undefined) op.unsent = false;
			this.#work.move(n, 'received');
		}
		received.review.forEach((n) => this.#work.move(n, 'review'));
		received.settled.forEach((n) => this.#work.move(n, 'received'));
		if (received.pull !== undefined) this.#take(received.pull);
		for (const n of [...received.reached, ...received.forgotten]) this.#drop(n);
		// The commune wants this phone empty: not before it has all that was recorded here.
		if (answer.do === 'wipe') await this.end('revoked');
		this.#tell();
		return true;
	}

	#take(pull: Advance): void {
		for (const { page, generation } of pull.pages) {
			this.#rows.putPage({ scope: page.s, generation, epoch: this.#epoch }, page.rows, page.out);
		}
		for (const { scope, generation } of pull.renewed) this.#rows.dropScope(scope, generation);
		for (const scope of pull.lost) this.#rows.dropScope(scope);
		this.#showCursors(pull.cursors);
	}

	/** Unsent work as it lies here, for another way to the commune: from now on none of it is taken back. */
	sealedWork(): Promise<SealedWork> {
		return this.#inTurn(async () => {
			const { db } = this.#ports;
			await this.#withhold();
			const { device, epoch, records } = await this.#disk(() => takeBatch(db, MOST_OPS));
			this.#sentUpTo = Math.max(this.#sentUpTo, records.at(-1)?.n ?? 0);
			this.#tell();
			return { device, epoch, records, keyring: await readMeta(db, 'keyring') };
		});
	}

	/** The work of an earlier enrolment has arrived. */
	leftBehindArrived(): void {
		this.#leftBehind = 0;
		this.#tell();
	}

	/** The device that the server does not know the outbox key of yet, with that key; undefined when it does. */
	async keyToTell(): Promise<{ device: number; keyring: Keyring } | undefined> {
		const { db } = this.#ports;
		const { device, keyTold } = await this.#disk(() => readState(db));
		const keyring = keyTold === device ? undefined : await readMeta(db, 'keyring');
		return keyring && { device, keyring };
	}

	/** The server has the outbox key of this device. */
	async keyTold(device: number): Promise<void> {
		const { db } = this.#ports;
		await this.#disk(() =>
			inTransaction(db, 'rw', async () =>
				writeMeta(db, 'state', { ...(await readState(db)), keyTold: device })
			)
		);
	}

	/** The totals that were kept last; undefined when there were none yet. */
	keptTotals(): Promise<CommuneTotals | undefined> {
		return this.#disk(() => readMeta(this.#ports.db, 'totals'));
	}

	keepTotals(totals: CommuneTotals): Promise<void> {
		const { db } = this.#ports;
		return this.#disk(() => inTransaction(db, 'rw', () => writeMeta(db, 'totals', totals)));
	}

	/** Whether this device has to take a new number before anything is sent: its database is not the one it was. */
	async mustReKey(): Promise<boolean> {
		return (await this.#disk(() => readState(this.#ports.db))).mustReKey === 1;
	}

	/** This phone goes on under a new device number (sync-spec RS1). False: it already has another than `from`. */
	reKey(from: number, to: NewDevice): Promise<boolean> {
		return this.#inTurn(async () => {
			const done = await this.#disk(() => reKey(this.#ports.db, from, to));
			if (done === undefined) return false;
			const ops = [...this.#pending.values()];
			this.#pending.clear();
			for (const op of ops) {
				op.n = done.numbers.get(op.n ?? 0) ?? 0;
				op.unsent = true;
				this.#pending.set(op.n, op);
			}
			this.#work.renumber(done.numbers);
			this.#counts = done.counts;
			this.#epoch = to.epoch;
			this.#sentUpTo = done.numbers.size;
			this.#device = to.device;
			this.#mirrorAll(done.outbox);
			// What was confirmed once goes out again: not what its people have refused since.
			await this.#withhold();
			this.#tell();
			return true;
		});
	}

	/** Households that unsent work is about. */
	get unsentHouseholds(): ReadonlySet<string> {
		return this.#work.unsentHouseholds;
	}

	/**
	 * Where the work about a household is, as far back as the journal goes; without one, the work about none. Undefined
	 * until `loadPastWork` has come to its end.
	 */
	workOf(household: string | undefined): WorkCounts | undefined {
		return this.#isWorkWhole ? this.#work.of(household) : undefined;
	}

	/** For a quiet moment, and once: what was recorded before this page was opened. */
	loadPastWork(): Promise<void> {
		return (this.#pastWork ??= this.#addPastWork());
	}

	async #addPastWork(): Promise<void> {
		const { db, sealers } = this.#ports;
		const { pastWork } = await import('./past-work.ts');
		const past = await pastWork(db, sealers.ops, (n) => this.#work.has(n));
		if (past === undefined) return this.#addPastWork();
		for (const { n, body, place } of past) this.#work.add(n, body && this.#householdOf(body), place);
		this.#isWorkWhole = true;
		this.#tell();
	}

	/** What this phone itself recorded about a household, as far back as the journal goes, oldest first. */
	async ownWork(household: string): Promise<OwnWork[]> {
		const { db, sealers } = this.#ports;
		const { ownWork } = await import('./own-work.ts');
		return ownWork(db, sealers.ops, (body) => this.#householdOf(body) === household);
	}

	/** A new row that was not taken into the view still names its household. */
	#householdOf({ c, id, a }: OpBody): string | undefined {
		return this.view.householdOf(c, id) ?? (typeof a.household === 'string' ? a.household : undefined);
	}

	/** Work for quiet moments: the log of pages written together, old confirmed ops let go. */
	async tidy(): Promise<void> {
		await compact(this.#ports.db, this.#ports.sealers.pages, this.#rows, this.#cursors);
		await pruneJournal(this.#ports.db, this.#ports.now());
	}

	/** Gives the database up for good, unless something waits to be handed in: false, and everything stays as it is. */
	end(how: 'revoked' | 'left'): Promise<boolean> {
		return this.#inTurn(async () => {
			if (this.#counts.unsentOps + this.#leftBehind > 0) return false;
			this.#letGo();
			this.#lost(how);
			return true;
		});
	}

	/** Another page has taken over: this one forgets what it shows, and records nothing any more (phone page LS3). */
	close(): void {
		this.#letGo();
		this.#rows.clear();
		this.#tell();
	}

	#letGo(): void {
		this.#closed = true;
		this.#ports.mirror?.close();
		this.#ports.db.close();
	}

	#mirrorAll(outbox: readonly OutboxRecord[]): void {
		this.#ports.mirror?.begin({ device: this.#device, epoch: this.#epoch }, outbox);
	}

	#showCursors(cursors: Cursors): void {
		this.#cursors = cursors;
		this.view.setComplete(Object.keys(cursors).filter((scope) => cursors[scope]?.complete));
	}

	#drop(n: number): void {
		const op = this.#pending.get(n);
		if (op === undefined) return;
		this.#pending.delete(n);
		this.#rows.removePending(op);
	}

	/** Works on the database, through lost connections. A store that cannot be healed ends here, and says so. */
	async #disk<T>(work: (again: boolean) => Promise<T>): Promise<T> {
		try {
			return await this.#healing.run(work);
		} catch (error) {
			if (error instanceof StoreLost && !this.#closed) {
				this.#closed = true;
				this.#lost(error.how);
			}
			throw error;
		}
	}

	/**
	 * After a lost connection: memory may go on only if the disk stands where memory believes it to stand. An answer that
	 * got through all the same moved the cursors or the counts; an older database has given out fewer numbers.
	 */
	async #check(): Promise<void> {
		const { db } = this.#ports;
		const [state, counts, cursors] = await inTransaction(db, 'r', () =>
			Promise.all([readState(db), countsIn(db), readMeta(db, 'cursors')])
		);
		const isSame =
			state.device === this.#device &&
			counts.received === this.#counts.received &&
			counts.highest >= this.#counts.highest &&
			JSON.stringify(cursors ?? {}) === JSON.stringify(this.#cursors);
		if (!isSame) throw new StoreLost('behind');
	}

	/** One after the other, whatever became of the one before. */
	#inTurn<T>(work: () => Promise<T>): Promise<T> {
		const done = this.#writes.then(() => {
			if (this.#closed) throw new Dexie.DatabaseClosedError('another page has taken over');
			return work();
		});
		this.#writes = done.catch(() => {});
		return done;
	}

	#tell(): void {
		for (const listener of this.#changed) listener();
	}
}

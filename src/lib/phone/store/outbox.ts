// Ops on their way out. n is contiguous per device, and a number that was ever on the wire is never used again.
import type { Instant } from '#domain/calendar.ts';
import type { Sealed, Sealer } from '#phone/vault/sealer.ts';
import { type Counts, countsIn, countsOf, tallyIn } from './counts.ts';
import { inTransaction, type OutboxRecord, type PhoneDatabase, readState, writeMeta } from './database.ts';
import type { PendingOp } from './rows.ts';

/** An op before it has a number. */
export type Waiting = Pick<OutboxRecord, 'sealed' | 'about'>;

/** Before the transaction that stores it, which may wait for nothing else (phone page LS2). */
export async function sealedOp({ body, about }: PendingOp, sealer: Sealer): Promise<Waiting> {
	const sealed = await sealer.seal(body);
	return about === undefined ? { sealed } : { sealed, about };
}

/**
 * Stores one action, all its ops or none. Resolves when it is durable, with the records as they lie there. `again`: an
 * earlier try was cut off, and may have got through all the same.
 */
export function addOps(
	db: PhoneDatabase,
	bodies: readonly Waiting[],
	now: Instant,
	again = false
): Promise<{ records: OutboxRecord[]; counts: Counts }> {
	return inTransaction(db, 'rw', async () => {
		const tally = await tallyIn(db);
		const stored = again ? await storedAs(db, bodies) : undefined;
		if (stored !== undefined) return { records: stored, counts: countsOf(tally) };
		const { state } = tally;
		let n = Math.max(tally.inOutbox, state.floor);
		let { t } = state;
		const records = bodies.map((body): OutboxRecord => {
			t = Math.max(t + 1, state.serverTime, now + state.offsetMs);
			return { n: (n += 1), t, ...body };
		});
		const next = { ...state, t, recorded: state.recorded + records.length };
		await Promise.all([db.outbox.bulkAdd(records), writeMeta(db, 'state', next)]);
		const unsentOps = tally.unsentOps + records.length;
		const counts = countsOf({ ...tally, state: next, unsentOps, inOutbox: n });
		return { records, counts };
	});
}

/** The last records of the outbox when they are these: no two seals are alike. */
async function storedAs(db: PhoneDatabase, bodies: readonly Waiting[]): Promise<OutboxRecord[] | undefined> {
	const last = (await db.outbox.orderBy('n').reverse().limit(bodies.length).toArray()).reverse();
	const isSame = ({ sealed }: OutboxRecord, body: Sealed | undefined): boolean =>
		sealed.length === body?.length && sealed.every((byte, index) => byte === body[index]);
	const isHere =
		last.length === bodies.length && last.every((record, index) => isSame(record, bodies[index]?.sealed));
	return isHere ? last : undefined;
}

/** The second copy hears of it within a second; so many taps nobody makes and takes back meanwhile. */
const TAKEN_BACK_KEPT = 60;

/**
 * Takes back ops that were never sent, so that their numbers may be given out again. Undefined when one of them may
 * have been on the wire or another op follows: then they stay.
 */
export function takeBackOps(db: PhoneDatabase, ns: readonly number[]): Promise<Counts | undefined> {
	return inTransaction(db, 'rw', async () => {
		const state = await readState(db);
		const first = Math.min(...ns);
		const top = await db.outbox.where('n').aboveOrEqual(first).toArray();
		const isLast = top.length === ns.length && top.every(({ n }) => ns.includes(n));
		if (!isLast || first <= Math.max(state.sentUpTo, state.floor)) return undefined;
		await db.outbox.where('n').aboveOrEqual(first).delete();
		// Killed before the second copy heard of it, the next start must not take them for lost (`bringBack`).
		const takenBack = [...(state.takenBack ?? []), ...top.map(({ t }) => t)].slice(-TAKEN_BACK_KEPT);
		await writeMeta(db, 'state', { ...state, takenBack, recorded: state.recorded - ns.length });
		return countsIn(db);
	});
}

export interface TakenBatch {
	device: number;
	epoch: string;
	/** Highest n ever given out. */
	held: number;
	/** Highest n that the server had confirmed when this was asked. */
	floor: number;
	records: OutboxRecord[];
	/** Ops that stay behind after this batch. */
	left: number;
}

/** The oldest `size` ops. They are marked as sent, durably, before anything can reach the wire. */
export function takeBatch(db: PhoneDatabase, size: number): Promise<TakenBatch> {
	return inTransaction(db, 'rw', async () => {
		const [{ state, unsentOps, inOutbox }, records] = await Promise.all([
			tallyIn(db),
			db.outbox.orderBy('n').limit(size).toArray()
		]);
		const last = records.at(-1)?.n ?? 0;
		if (last > state.sentUpTo) await writeMeta(db, 'state', { ...state, sentUpTo: last });
		const { device, epoch, floor } = state;
		const held = Math.max(floor, inOutbox);
		return { device, epoch, held, floor, records, left: unsentOps - records.length };
	});
}

// Ops on their way out. n is contiguous per device, and a number that was ever on the wire is never used again.
import type { Instant } from '#domain/calendar.ts';
import type { Sealed } from '#phone/vault/sealer.ts';
import { countsIn, highestInOutbox, type Counts } from './counts.ts';
import { inTransaction, type OutboxRecord, type PhoneDatabase, readState, writeMeta } from './database.ts';

/** Stores one action, all its ops or none. Resolves when it is durable, with the numbers they were given. */
export function addOps(
	db: PhoneDatabase,
	bodies: readonly Sealed[],
	now: Instant
): Promise<{ ns: number[]; counts: Counts }> {
	return inTransaction(db, 'rw', async () => {
		const state = await readState(db);
		let n = Math.max(await highestInOutbox(db), state.floor);
		let { t } = state;
		const records = bodies.map((sealed): OutboxRecord => {
			t = Math.max(t + 1, state.serverTime, now + state.offsetMs);
			return { n: (n += 1), t, sealed };
		});
		await db.outbox.bulkAdd(records);
		await writeMeta(db, 'state', { ...state, t, recorded: state.recorded + records.length });
		return { ns: records.map((record) => record.n), counts: await countsIn(db) };
	});
}

/**
 * Takes back ops that were never sent, so that their numbers may be given out again. Undefined when one of them may
 * have been on the wire or another op follows: then they stay.
 */
export function takeBackOps(db: PhoneDatabase, ns: readonly number[]): Promise<Counts | undefined> {
	return inTransaction(db, 'rw', async () => {
		const state = await readState(db);
		const first = Math.min(...ns);
		const top = await db.outbox.where('n').aboveOrEqual(first).primaryKeys();
		const isLast = top.length === ns.length && top.every((n) => ns.includes(n));
		if (!isLast || first <= Math.max(state.sentUpTo, state.floor)) return undefined;
		await db.outbox.where('n').aboveOrEqual(first).delete();
		await writeMeta(db, 'state', { ...state, recorded: state.recorded - ns.length });
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
		const state = await readState(db);
		const records = await db.outbox.orderBy('n').limit(size).toArray();
		const total = await db.outbox.count();
		const last = records.at(-1)?.n ?? 0;
		if (last > state.sentUpTo) await writeMeta(db, 'state', { ...state, sentUpTo: last });
		const held = Math.max(state.floor, await highestInOutbox(db));
		const { device, epoch, floor } = state;
		return { device, epoch, held, floor, records, left: total - records.length };
	});
}

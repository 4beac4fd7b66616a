// A new device number for the same work (sync-spec RS1): everything that was ever recorded and may be missing at the
// server gets a number of the new device and goes out again; the origin stays, so the server applies it once (RS2, RS3).
import type { NewDevice } from '#protocol/sign-in.ts';
import { countsIn, type Counts } from './counts.ts';
import { startOver } from './cursors.ts';
import {
	type DeviceState,
	inTransaction,
	type OutboxRecord,
	type PhoneDatabase,
	readMeta,
	readState,
	writeMeta
} from './database.ts';

export interface ReKeyed {
	/** New n by old n, of the ops that were still in the outbox. */
	renumbered: Map<number, number>;
	counts: Counts;
}

/** Undefined when the store already has another number than `from`. */
export function reKey(db: PhoneDatabase, from: number, to: NewDevice): Promise<ReKeyed | undefined> {
	return inTransaction(db, 'rw', async () => {
		const state = await readState(db);
		if (state.device !== from || state.device === to.device) return undefined;
		const journal = await db.journal.orderBy('n').toArray();
		const outbox = await db.outbox.orderBy('n').toArray();
		const confirmed = journal.filter(({ review }) => review !== 1).length;

		let n = 0;
		const moved = (record: OutboxRecord): OutboxRecord => {
			const { t, sealed, o = { d: from, n: record.n } } = record;
			return { n: (n += 1), t, sealed, o };
		};
		const again = journal.map((record): OutboxRecord => ({ ...moved(record), again: 1 }));
		const waiting = outbox.map((record): OutboxRecord =>
			record.again === 1 ? { ...moved(record), again: 1 } : moved(record)
		);
		await db.journal.clear();
		await db.outbox.clear();
		await db.outbox.bulkAdd([...again, ...waiting]);
		await writeMeta(db, 'state', await renamed(db, { ...state, received: state.received - confirmed }, to));
		const renumbered = new Map(outbox.map((record, index) => [record.n, waiting[index]?.n ?? 0]));
		return { renumbered, counts: await countsIn(db) };
	});
}

/** The state under the new number. In another epoch the old cursors mean nothing. */
async function renamed(db: PhoneDatabase, state: DeviceState, to: NewDevice): Promise<DeviceState> {
	const { verified, ...rest } = state;
	const next = { ...rest, device: to.device, floor: 0, sentUpTo: 0, backedUp: 0 };
	if (to.epoch === state.epoch) return next;
	const over = startOver((await readMeta(db, 'cursors')) ?? {}, state.generation, to.epoch);
	await writeMeta(db, 'cursors', over.cursors);
	return { ...next, epoch: to.epoch, generation: over.generation };
}

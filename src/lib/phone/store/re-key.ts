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
	/** New n by old n. */
	numbers: Map<number, number>;
	counts: Counts;
	outbox: OutboxRecord[];
}

/** Undefined when the store already has another number than `from`. */
export function reKey(db: PhoneDatabase, from: number, to: NewDevice): Promise<ReKeyed | undefined> {
	return inTransaction(db, 'rw', async () => {
		const state = await readState(db);
		if (state.device !== from || state.device === to.device) return undefined;
		const journal = await db.journal.orderBy('n').toArray();
		const outbox = await db.outbox.orderBy('n').toArray();
		const confirmed = journal.filter(({ review }) => review !== 1).length;

		// What the pages hold already is not laid over them a second time: others may have changed it since.
		const again = journal.map((record) => ({
			...renumbered(record, from, record.inView !== 1),
			confirmed: 1 as const
		}));
		const waiting = outbox.map((record) => renumbered(record, from, record.again === 1));
		const records = [...again, ...waiting].map((record, index) => ({ ...record, n: index + 1 }));
		await db.journal.clear();
		await db.outbox.clear();
		await db.outbox.bulkAdd(records);
		// Each of them may have reached the server under its old number: none is ever taken back.
		const counted = { ...state, received: state.received - confirmed, sentUpTo: records.length };
		await writeMeta(db, 'state', await renamed(db, counted, to));
		const numbers = new Map([...journal, ...outbox].map(({ n }, index) => [n, index + 1]));
		return { numbers, counts: await countsIn(db), outbox: records };
	});
}

/** Without its place yet; the first origin stays through any number of re-keys. */
function renumbered(
	{ n, t, sealed, o, about, confirmed }: OutboxRecord,
	from: number,
	isInPages: boolean
): OutboxRecord {
	return {
		n,
		t,
		sealed,
		o: o ?? { d: from, n },
		...(about === undefined ? {} : { about }),
		...(isInPages ? { again: 1 } : {}),
		...(confirmed === undefined ? {} : { confirmed })
	};
}

/** The state under the new number. In another epoch the old cursors mean nothing. */
async function renamed(db: PhoneDatabase, state: DeviceState, to: NewDevice): Promise<DeviceState> {
	const { verified, mustReKey, ...rest } = state;
	const next = { ...rest, device: to.device, floor: 0, backedUp: 0 };
	if (to.epoch === state.epoch) return next;
	const over = startOver((await readMeta(db, 'cursors')) ?? {}, state.generation, to.epoch);
	await writeMeta(db, 'cursors', over.cursors);
	return { ...next, epoch: to.epoch, generation: over.generation };
}

// Unsent ops that say what may not leave the phone any more: their numbers go, their words do not (F37, sync-spec RC2).
import type { HouseholdId } from '#domain/ids.ts';
import type { Sealer } from '#phone/vault/sealer.ts';
import { OpBody } from '#protocol/op.ts';
import { inTransaction, type OutboxRecord, type PhoneDatabase, readState } from './database.ts';

export interface Blanked {
	/** What stands under each number now. */
	bodies: Map<number, OpBody>;
	outbox: OutboxRecord[];
}

export interface Withholding {
	withheldOf: (body: OpBody, record: OutboxRecord) => HouseholdId | undefined;
	/** What this page knows of an op whose bytes were damaged: as that it would go out. */
	remembered: (n: number) => OpBody | undefined;
}

/** An op that says nothing of its household takes the place of each that is withheld. */
export async function blankOps(
	db: PhoneDatabase,
	sealer: Sealer,
	{ withheldOf, remembered }: Withholding
): Promise<Blanked> {
	const bodies = new Map<number, OpBody>();
	const blank: OutboxRecord[] = [];
	const found = await inTransaction(db, 'r', async () => ({
		records: await db.outbox.toArray(),
		device: (await readState(db)).device
	}));
	for (const record of found.records) {
		const said = await sealer.open(record.sealed).catch(() => remembered(record.n));
		const body = OpBody.safeParse(said).data;
		const household = body && withheldOf(body, record);
		if (household === undefined) continue;
		const nothing: OpBody = { ...body, k: 'set', c: 'households', id: household, b: 0, a: {} };
		bodies.set(record.n, nothing);
		blank.push({ ...record, sealed: await sealer.seal(nothing) });
	}
	const outbox = await inTransaction(db, 'rw', async () => {
		const { device } = await readState(db);
		const held = new Set(await db.outbox.toCollection().primaryKeys());
		if (device === found.device) await db.outbox.bulkPut(blank.filter(({ n }) => held.has(n)));
		return db.outbox.orderBy('n').toArray();
	});
	return { bodies, outbox };
}

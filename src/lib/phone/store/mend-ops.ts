// Ops whose bytes were damaged in the database and are whole in the second copy (phone page LS6): put right before they
// are read, and before the second copy is written anew from the database.
import type { Sealed, Sealer } from '#phone/vault/sealer.ts';
import { identityOf, keyOf } from './bring-back.ts';
import { inTransaction, type OutboxRecord, type PhoneDatabase, readState } from './database.ts';
import { type MirrorCopy, mirroredOp, outboxRecordOf } from './mirror-lines.ts';

/** Returns how many ops were put right. `copy` is sealed under this database's own outbox key. */
export async function mendOps(db: PhoneDatabase, copy: MirrorCopy, sealer: Sealer): Promise<number> {
	if (copy.ops.length === 0) return 0;
	const found = await inTransaction(db, 'r', async () => ({
		outbox: await db.outbox.toArray(),
		device: (await readState(db)).device
	}));
	const mended: OutboxRecord[] = [];
	for (const [record, sealed] of differing(copy, found)) {
		if (!(await opens(sealer, record.sealed)) && (await opens(sealer, sealed)))
			mended.push({ ...record, sealed });
	}
	if (mended.length === 0) return 0;
	return inTransaction(db, 'rw', async () => {
		const { device } = await readState(db);
		const held = new Set(await db.outbox.toCollection().primaryKeys());
		const still = device === found.device ? mended.filter(({ n }) => held.has(n)) : [];
		await db.outbox.bulkPut(still);
		return still.length;
	});
}

/** Records with other bytes than the second copy has under their identity, and those. */
function differing(
	copy: MirrorCopy,
	{ outbox, device }: { outbox: OutboxRecord[]; device: number }
): [OutboxRecord, Sealed][] {
	const copied = new Map(copy.ops.map((op) => [keyOf(identityOf(op, copy.header.device)), op]));
	return outbox.flatMap((record): [OutboxRecord, Sealed][] => {
		const other = copied.get(keyOf(identityOf(record, device)));
		if (other === undefined || other.s === mirroredOp(record).s) return [];
		return [[record, outboxRecordOf(other).sealed]];
	});
}

const opens = (sealer: Sealer, sealed: Sealed): Promise<boolean> =>
	sealer.open(sealed).then(
		() => true,
		() => false
	);

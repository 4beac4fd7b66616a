// What this phone recorded, opened for the page that tells a household's story.
import type { Instant } from '#domain/calendar.ts';
import type { Sealer } from '#phone/vault/sealer.ts';
import { OpBody } from '#protocol/op.ts';
import { inTransaction, type OutboxRecord, type PhoneDatabase } from './database.ts';

export interface OwnWork {
	at: Instant;
	body: OpBody;
}

/** Of the outbox and the journal, oldest first. What was damaged is left out. */
export async function ownWork(
	db: PhoneDatabase,
	sealer: Sealer,
	isWanted: (body: OpBody) => boolean
): Promise<OwnWork[]> {
	const records: OutboxRecord[] = await inTransaction(db, 'r', async () => [
		...(await db.outbox.toArray()),
		...(await db.journal.toArray())
	]);
	const work: OwnWork[] = [];
	for (const { t, sealed } of records) {
		const { data } = OpBody.safeParse(await sealer.open(sealed).catch(() => undefined));
		if (data !== undefined && isWanted(data)) work.push({ at: t, body: data });
	}
	return work.sort((a, b) => a.at - b.at);
}

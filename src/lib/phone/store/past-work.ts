// What this phone recorded before it was opened, opened once when somebody asks for it: a start does not wait for it.
import type { Sealer } from '#phone/vault/sealer.ts';
import { OpBody } from '#protocol/op.ts';
import { inTransaction, type OutboxRecord, type PhoneDatabase, readState } from './database.ts';
import type { WorkPlace } from './household-work.ts';

export interface PastWork {
	n: number;
	/** Undefined when its bytes were damaged. */
	body: OpBody | undefined;
	place: WorkPlace;
}

/**
 * Work that `isKnown` does not hold yet, as it stands at the end; undefined when the phone took another number
 * meanwhile: ask again.
 */
export async function pastWork(
	db: PhoneDatabase,
	sealer: Sealer,
	isKnown: (n: number) => boolean
): Promise<PastWork[] | undefined> {
	const before = await recordsIn(db);
	const unknown = [...before.outbox, ...before.journal].filter(({ n }) => !isKnown(n));
	const bodies = new Map<number, OpBody | undefined>();
	for (const record of unknown) bodies.set(record.n, await bodyOf(sealer, record));
	// Opening took its time: where each of them is now.
	const now = await recordsIn(db);
	if (now.device !== before.device) return undefined;
	const places = new Map<number, WorkPlace>([
		...now.outbox.map(({ n }) => [n, 'unsent'] as const),
		...now.journal.map(({ n, review }) => [n, review === 1 ? 'review' : 'received'] as const)
	]);
	return [...bodies].flatMap(([n, body]) => {
		const place = places.get(n);
		return place === undefined ? [] : [{ n, body, place }];
	});
}

const recordsIn = (db: PhoneDatabase) =>
	inTransaction(db, 'r', async () => {
		const [{ device }, outbox, journal] = await Promise.all([
			readState(db),
			db.outbox.toArray(),
			db.journal.toArray()
		]);
		return { device, outbox, journal };
	});

async function bodyOf(sealer: Sealer, { sealed }: OutboxRecord): Promise<OpBody | undefined> {
	try {
		return OpBody.safeParse(await sealer.open(sealed)).data;
	} catch {
		return undefined;
	}
}

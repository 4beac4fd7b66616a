// The numbers that always add up (F12): recorded = received + unsent + review. One op is one mục.
import type { Instant } from '#domain/calendar.ts';
import { readState, type PhoneDatabase } from './database.ts';

export interface Counts {
	recorded: number;
	received: number;
	unsentOps: number;
	review: number;
	/** Highest n ever given out at this device. */
	highest: number;
	/** The server's last word about this device (sync-spec CL3). */
	verified?: { n: number; at: Instant };
}

/** Read inside the caller's transaction, so that all of it is of one moment. */
export async function countsIn(db: PhoneDatabase): Promise<Counts> {
	const { recorded, received, floor, verified } = await readState(db);
	const unsentOps = await db.outbox.count();
	const review = await db.journal.where('review').equals(1).count();
	const highest = Math.max(floor, await highestInOutbox(db));
	return { recorded, received, unsentOps, review, highest, ...(verified === undefined ? {} : { verified }) };
}

/** 0 when the outbox is empty. */
export async function highestInOutbox(db: PhoneDatabase): Promise<number> {
	const [highest] = await db.outbox.orderBy('n').reverse().limit(1).primaryKeys();
	return highest ?? 0;
}

/**
 * "Everything is safe" (sync-spec CL3): the outbox is empty by count, nothing waits for a person, and the server's
 * last word about this device is its highest n. Computed each time, never kept.
 */
export function isAllSafe(counts: Counts, unsettledCards: number): boolean {
	const { unsentOps, review, highest, verified } = counts;
	return unsentOps === 0 && review === 0 && unsettledCards === 0 && verified?.n === highest;
}

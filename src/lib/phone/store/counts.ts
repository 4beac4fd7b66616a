// The numbers that always add up (F12): recorded = received + unsent + review. One op is one mục.
import type { Instant } from '#domain/calendar.ts';
import { type DeviceState, type PhoneDatabase, readState } from './database.ts';

export interface Counts {
	recorded: number;
	received: number;
	unsentOps: number;
	review: number;
	/** Highest n ever given out at this device. */
	highest: number;
	/** The server's last word about this device (sync-spec CL3). */
	verified?: { n: number; at: Instant };
	/** It does not trust its own clock (sync-spec TM3). */
	isServerClockBad: boolean;
}

/** What the counts are made of. */
export interface Tally {
	state: DeviceState;
	unsentOps: number;
	review: number;
	/** Highest n in the outbox, 0 when it is empty. */
	inOutbox: number;
}

/**
 * Read inside the caller's transaction, so that all of it is of one moment; asked for at once, because on a slow phone
 * every answer of the database costs a turn of the page's loop.
 */
export async function tallyIn(db: PhoneDatabase): Promise<Tally> {
	const [state, unsentOps, review, inOutbox] = await Promise.all([
		readState(db),
		db.outbox.count(),
		db.journal.where('review').equals(1).count(),
		highestInOutbox(db)
	]);
	return { state, unsentOps, review, inOutbox };
}

export function countsOf({ state, unsentOps, review, inOutbox }: Tally): Counts {
	const { recorded, received, floor, verified } = state;
	const highest = Math.max(floor, inOutbox);
	const isServerClockBad = state.serverClock === 'bad';
	const counts = { recorded, received, unsentOps, review, highest, isServerClockBad };
	return verified === undefined ? counts : { ...counts, verified };
}

export async function countsIn(db: PhoneDatabase): Promise<Counts> {
	return countsOf(await tallyIn(db));
}

/** 0 when the outbox is empty. */
async function highestInOutbox(db: PhoneDatabase): Promise<number> {
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

import type { Instant } from '#domain/calendar.ts';
import type { Storage } from '#server/storage/storage.ts';

/** The operator has looked: `now` is right, whatever time was seen before (sync-spec TM3). */
export async function acceptClock(storage: Storage, now: Instant): Promise<void> {
	await storage.write((tx) => tx.setMeta('highestTime', now));
}

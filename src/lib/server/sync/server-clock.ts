// The server's own clock is not trusted blindly (sync-spec TM3): a wrong battery must not put a whole evening into 1970.
import type { Instant } from '#domain/calendar.ts';
import type { WriteTransaction } from '#server/storage/storage.ts';

const DAY_MS = 86_400_000;
const FARTHEST_AHEAD_MS = 30 * DAY_MS;
/** Corrections of a healthy clock, and requests that overtake each other, stay within this. */
const TOLERANCE_MS = 60_000;
/** The highest time seen is written down when it has moved on by this much. */
const WRITTEN_EVERY_MS = 1_000;

export interface ServerTime {
	now: Instant;
	clock: 'good' | 'bad';
}

/** What to take for the time when the clock says `wall` and `highest` is the highest time ever seen. */
export function serverTimeOf(highest: Instant | undefined, wall: Instant): ServerTime {
	if (highest === undefined) return { now: wall, clock: 'good' };
	const ahead = wall - highest;
	const clock = ahead < -TOLERANCE_MS || ahead > FARTHEST_AHEAD_MS ? 'bad' : 'good';
	return { now: clock === 'good' ? Math.max(wall, highest) : highest + 1, clock };
}

/** Reads the time and writes down the highest. */
export async function tellTime(tx: WriteTransaction, wall: Instant): Promise<ServerTime> {
	const highest = await tx.meta('highestTime');
	const time = serverTimeOf(highest, wall);
	if (highest === undefined || time.now - highest >= WRITTEN_EVERY_MS) await tx.raiseHighestTime(time.now);
	return time;
}

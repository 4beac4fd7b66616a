// A server whose clock cannot be right goes on working, and says so loudly, but not with every request (sync-spec TM3).
import type { ServerTime } from '#server/sync/server-clock.ts';

export interface ClockWatch {
	/** What a request was answered with. */
	saw(clock: ServerTime['clock']): void;
}

const SAID_EVERY_MS = 60_000;

/** `elapsed`: milliseconds since some moment, by a clock that nobody sets. */
export function makeClockWatch(log: { error(what: object): void }, elapsed: () => number): ClockWatch {
	let saidAt = -Infinity;
	return {
		saw: (clock) => {
			if (clock === 'good' || elapsed() - saidAt < SAID_EVERY_MS) return;
			saidAt = elapsed();
			log.error({
				clock,
				help: 'set the clock, or if it is right: npm run tungnha -- doctor --accept-clock'
			});
		}
	};
}

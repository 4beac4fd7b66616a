import type { SyncAnswer } from '#protocol/messages.ts';

interface Standing {
	epoch: string;
	/** Highest n ever given out, and highest n confirmed, when the request was made. */
	held: number;
	floor: number;
}

/**
 * Whether this answer, to the current request, says that the device number cannot go on (sync-spec RS1): another
 * epoch, a `last` above all we ever gave out, or a server that has lost what it confirmed.
 */
export function mustReKey({ epoch, held, floor }: Standing, answer: SyncAnswer): boolean {
	return answer.e !== epoch || answer.last > held || answer.last < floor || answer.gap !== undefined;
}

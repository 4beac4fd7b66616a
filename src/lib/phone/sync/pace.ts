// How many ops go in one batch (sync-spec WR3): begins at 100, doubles on success, halves on failure down to 1.
import { FIRST_BATCH, limits } from '#protocol/limits.ts';

export interface Pace {
	batch: number;
}

export const newPace = (): Pace => ({ batch: FIRST_BATCH });

export function faster(pace: Pace): void {
	pace.batch = Math.min(limits.ops, pace.batch * 2);
}

export function slower(pace: Pace): void {
	pace.batch = Math.max(1, Math.floor(pace.batch / 2));
}

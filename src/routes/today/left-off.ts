// Where the volunteer stopped (F1): the last door of this evening where she wrote down answers and did not come to an end.
import type { Evening } from '#phone/store/evening.ts';
import type { DoorRow } from './door-rows.ts';

/** A visit written down after the answers says how the knock ended: she has left, whatever is still open there. */
export function leftOffAt({ atDoors }: Evening, rows: readonly DoorRow[]): DoorRow | undefined {
	for (const [id, at] of [...atDoors].reverse()) {
		const row = rows.find((one) => one.id === id);
		if (row?.state === 'partial' && (row.visitedAt ?? 0) < at) return row;
	}
	return undefined;
}

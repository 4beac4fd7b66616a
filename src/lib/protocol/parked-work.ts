// What phones handed in and the commune could not use, as official and head see it (sync-spec PS3).
import * as z from 'zod/mini';
import { Instant } from '#domain/calendar.ts';
import { MemberId, RowId } from '#domain/ids.ts';
import { ParkedCode } from './records.ts';

/** One op: who made it, why it waits, what it was about as people call it, and itself as it came (JSON text). */
export const ParkedWork = z.object({
	id: RowId,
	member: MemberId,
	code: ParkedCode,
	at: Instant,
	label: z.optional(z.string()),
	raw: z.string()
});
export type ParkedWork = z.infer<typeof ParkedWork>;

/** `GET /api/parked`: what waits, oldest first. */
export const ParkedList = z.object({ ops: z.array(ParkedWork) });
export type ParkedList = z.infer<typeof ParkedList>;

/** `POST /api/parked`: apply it after all, or say that it was seen. */
export const ParkedOrder = z.object({ id: RowId, do: z.enum(['replay', 'settle']) });
export type ParkedOrder = z.infer<typeof ParkedOrder>;

/** `refused`: still not usable, and `why`; it goes on waiting. `gone`: nothing waits under this id any more. */
export const ParkedOutcome = z.object({
	outcome: z.enum(['replayed', 'settled', 'refused', 'gone']),
	why: z.optional(ParkedCode)
});
export type ParkedOutcome = z.infer<typeof ParkedOutcome>;

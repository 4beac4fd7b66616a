// An op is one change of one row, or one command: what goes up (sync-spec RC2). Immutable once made.
import * as z from 'zod/mini';
import { Instant } from '#domain/calendar.ts';
import { RowId } from '#domain/ids.ts';
import { CollectionName } from './collections.ts';
import { Fields } from './row.ts';

/** The identity an op had before a re-key: device number and n at that device (sync-spec RC3). */
export const Origin = z.object({ d: z.int().check(z.positive()), n: z.int().check(z.positive()) });
export type Origin = z.infer<typeof Origin>;

/**
 * The part that is sealed on the phone: kind, collection, id, row version looked at (0 none), and
 * `a`: changed fields (`set`; null clears), a whole row (`add`), or arguments (`cmd`; `c` then is the row it is about).
 * `v` op schema version, 1 when absent; `e` epoch that `b` was read in.
 */
export const OpBody = z.object({
	k: z.enum(['set', 'add', 'cmd']),
	c: CollectionName,
	id: RowId,
	b: z.int().check(z.nonnegative()),
	a: Fields,
	v: z.optional(z.int().check(z.positive())),
	e: z.optional(z.string().check(z.maxLength(40)))
});
export type OpBody = z.infer<typeof OpBody>;

/**
 * `n` contiguous per device from 1; `t` the phone's time of the tap (sync-spec TM1). `r`: a server had confirmed it once,
 * and it goes out again after a re-key (RS2).
 */
export const Op = z.extend(OpBody, {
	n: z.int().check(z.positive()),
	t: Instant,
	o: z.optional(Origin),
	r: z.optional(z.literal(1))
});
export type Op = z.infer<typeof Op>;

/** All that must be readable for an op to be consumed; the rest is judged op by op, so one bad op wedges nothing. */
export const OpEnvelope = z.looseObject({ n: z.int().check(z.positive()), o: z.optional(Origin) });
export type OpEnvelope = z.infer<typeof OpEnvelope>;

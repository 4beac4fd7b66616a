// Rows that only the server makes: what a merge dropped, and what it could not use.
import * as z from 'zod/mini';
import { Instant } from '#domain/calendar.ts';
import { RowId } from '#domain/ids.ts';

/** One side of a conflict: the value, who wrote it, when (sync-spec MG3). */
const Side = z.object({ value: z.unknown(), by: z.optional(RowId), at: Instant });

/** A value that lost to a concurrent one. Id = origin op and field, so a repeated push makes no second record. */
export const Conflict = z.object({
	in: z.string(),
	row: RowId,
	field: z.string(),
	kept: Side,
	dropped: Side,
	settled: z.optional(z.boolean())
});
export type Conflict = z.infer<typeof Conflict>;

/**
 * Why an op was parked: `shape` malformed or unknown, `role` not allowed to its author, `scope` on a row of a scope the
 * author never held or on no row at all (the two look alike), `parent` its row is missing (said only to who sees all of
 * the commune), `append-only` already there, `version` newer than the server, `fault` it made the server stumble,
 * `late` made after its author had lost the row's scope (PS4), `unverified` brought by another's phone without proof of
 * where it was made, `revoked` sent by a phone that was shut out.
 */
export const ParkedCode = z.enum([
	'shape',
	'role',
	'scope',
	'parent',
	'append-only',
	'version',
	'fault',
	'late',
	'unverified',
	'revoked'
]);
export type ParkedCode = z.infer<typeof ParkedCode>;

/** An op the server could not use, kept raw in its author's scope and shown to her (sync-spec PS3). */
export const ParkedOp = z.object({
	code: ParkedCode,
	/** Stored as received, as JSON text; blank once it is settled. */
	raw: z.string(),
	/** What it was about, where its author may know: the household as people call it. Blank once it is settled. */
	label: z.optional(z.string().check(z.maxLength(240))),
	at: Instant,
	settled: z.optional(z.boolean())
});
export type ParkedOp = z.infer<typeof ParkedOp>;

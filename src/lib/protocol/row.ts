import * as z from 'zod/mini';
import { RowId } from '#domain/ids.ts';
import { CollectionName } from './collections.ts';
import type { Scope } from './scope.ts';

/** Field values of one row by field name; a cleared field is absent. */
export const Fields = z.record(z.string(), z.unknown());
export type Fields = z.infer<typeof Fields>;

/** A row as it comes down: collection, id, row version, scope counter at its last change, fields. Its page names the scope. */
export const Row = z.object({
	c: CollectionName,
	id: RowId,
	rv: z.int().check(z.positive()),
	seq: z.int().check(z.positive()),
	f: Fields
});
export type Row = z.infer<typeof Row>;

/** A row that left the scope of its page (sync-spec PL3); `erased`: for good, and the phone's journal forgets it (RC5). */
export const MovedOut = z.object({
	c: CollectionName,
	id: RowId,
	rv: z.int(),
	seq: z.int(),
	erased: z.optional(z.boolean())
});
export type MovedOut = z.infer<typeof MovedOut>;

/** A row with the scope it is in: what a page is turned into. */
export interface ScopedRow extends Row {
	s: Scope;
}

// Questions that only the doctor asks. Each is answered in SQL or in pages, so that no commune is too big to be looked at.
import type { CommuneId } from '#domain/ids.ts';
import type { CollectionName } from '#protocol/collections.ts';
import type { StoredRow } from './storage.ts';

/**
 * What can be told without reading a row's fields. `beyond-counter`: a scope gave out a number above its counter.
 * `number-twice`: a number of a scope stands on two changes (sync-spec ST1). `receipts`: a device's receipts are not
 * exactly 1 to its last n (PS1). `identity`: what was consumed could be applied a second time (RC3). `parked`: an op
 * waits for an official, and its author has no card of it (PS3).
 */
export type Suspicion = 'beyond-counter' | 'number-twice' | 'receipts' | 'identity' | 'parked';

export interface Suspects {
	many: number;
	/** The first few, by scope, device or id: never a name. */
	some: string[];
}

export interface Inspection {
	suspects(commune: CommuneId, suspicion: Suspicion): Promise<Suspects>;
	/** Rows of one collection by id, at most `limit` after `after`. */
	rowsAfter(commune: CommuneId, c: CollectionName, after: string, limit: number): Promise<StoredRow[]>;
}

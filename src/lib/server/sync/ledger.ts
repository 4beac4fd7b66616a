import type { CommuneId } from '#domain/ids.ts';
import type { RowKey } from '#server/storage/storage.ts';

/**
 * What was erased, kept outside the database and its backups, so that a restore can erase it again (sync-spec RC5).
 * `note` is called before the erasure is committed and resolves when it is on the disk; it may be told the same twice.
 */
export interface Ledger {
	note(commune: CommuneId, keys: readonly RowKey[]): Promise<void>;
}

export const NO_LEDGER: Ledger = { note: () => Promise.resolve() };

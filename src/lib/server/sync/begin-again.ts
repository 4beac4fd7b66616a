import type { Scope } from '#protocol/scope.ts';
import type { Storage, WriteTransaction } from '#server/storage/storage.ts';
import { ScopesMissed } from './apply-ops.ts';

/** One transaction that begins again with the scopes it turned out to touch, until it has locked them all (sync-spec ST1). */
export async function writeLocked<T>(
	storage: Storage,
	work: (tx: WriteTransaction, missed: readonly Scope[]) => Promise<T>
): Promise<T> {
	const missed: Scope[] = [];
	for (;;) {
		try {
			return await storage.write((tx) => work(tx, missed));
		} catch (fault) {
			if (!(fault instanceof ScopesMissed)) throw fault;
			missed.push(...fault.scopes);
		}
	}
}

import type { MemberId } from '#domain/ids.ts';
import { openKeyring } from '#phone/vault/keyring.ts';
import { type Enrolled, inTransaction, openDatabase, readMeta } from './database.ts';
import { LocalStore } from './local-store.ts';

/**
 * Opens what this browser keeps for a member. Undefined when the database is there no more although the member was
 * enrolled here (phone page LS8). Rejects when it cannot be opened.
 */
export async function openStore(
	member: MemberId,
	now: () => number
): Promise<{ local: LocalStore; enrolled: Enrolled } | undefined> {
	const db = openDatabase(member);
	const { keyring, enrolled } = await inTransaction(db, 'r', async () => ({
		keyring: await readMeta(db, 'keyring'),
		enrolled: await readMeta(db, 'enrolled')
	}));
	if (keyring === undefined || enrolled === undefined) {
		db.close();
		return undefined;
	}
	const local = await LocalStore.open({ db, sealers: await openKeyring(keyring), now });
	return { local, enrolled };
}

import type { MemberId } from '#domain/ids.ts';
import { type Keyring, openKeyring } from '#phone/vault/keyring.ts';
import { type Enrolled, inTransaction, openDatabase, type PhoneDatabase, readMeta } from './database.ts';
import { LocalStore } from './local-store.ts';
import type { Mirror } from './mirror.ts';

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
	const [sealers, mirror] = await Promise.all([openKeyring(keyring), secondCopy(db, member, keyring)]);
	const local = await LocalStore.open({ db, sealers, now, ...(mirror === undefined ? {} : { mirror }) });
	return { local, enrolled };
}

/** Undefined where this browser keeps no files: the app goes on without a second copy, and says so. */
async function secondCopy(
	db: PhoneDatabase,
	member: MemberId,
	keyring: Keyring
): Promise<Mirror | undefined> {
	if (globalThis.navigator?.storage?.getDirectory === undefined) return undefined;
	try {
		const { joinSecondCopy } = await import('./second-copy.ts');
		return await joinSecondCopy(db, member, keyring);
	} catch {
		return undefined;
	}
}

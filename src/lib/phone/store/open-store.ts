import type { MemberId } from '#domain/ids.ts';
import { type Keyring, openKeyring } from '#phone/vault/keyring.ts';
import type { Sealers } from '#phone/vault/sealer.ts';
import { type Enrolled, inTransaction, openDatabase, type PhoneDatabase, readMeta } from './database.ts';
import { Healing } from './healing.ts';
import { LocalStore } from './local-store.ts';
import type { SaveError } from './save-error.ts';
import type { SecondCopy } from './second-copy.ts';
import { StoreLost } from './store-lost.ts';
import { withheldOf } from './withheld.ts';

/**
 * Opens what this browser keeps for a member. Rejects with a StoreLost: `gone` when the database is there no more although
 * the member was enrolled here (phone page LS8), `broken` when it cannot be opened, not even at the fourth try (LS7).
 * `saveError`: of a tap that was lost with the store before this one.
 */
export async function openStore(
	member: MemberId,
	now: () => number,
	saveError?: SaveError
): Promise<{ local: LocalStore; enrolled: Enrolled }> {
	const db = openDatabase(member);
	try {
		return await new Healing({ db }).run(() => openEnrolled(db, member, now, saveError));
	} catch (error) {
		db.close();
		throw error;
	}
}

async function openEnrolled(
	db: PhoneDatabase,
	member: MemberId,
	now: () => number,
	saveError?: SaveError
): Promise<{ local: LocalStore; enrolled: Enrolled }> {
	const { keyring, enrolled } = await inTransaction(db, 'r', async () => ({
		keyring: await readMeta(db, 'keyring'),
		enrolled: await readMeta(db, 'enrolled')
	}));
	if (keyring === undefined || enrolled === undefined) throw new StoreLost('gone');
	const opening = openKeyring(keyring);
	const [sealers, second] = await Promise.all([opening, secondCopy(db, member, keyring, opening)]);
	const local = await LocalStore.open({
		db,
		sealers,
		now,
		withheldOf,
		...second,
		...(saveError === undefined ? {} : { saveError })
	}).catch((error: unknown) => {
		second?.mirror.close();
		throw error;
	});
	return { local, enrolled };
}

/** Undefined where this browser keeps no files: the app goes on without a second copy, and says so. */
async function secondCopy(
	db: PhoneDatabase,
	member: MemberId,
	keyring: Keyring,
	sealers: Promise<Sealers>
): Promise<SecondCopy | undefined> {
	if (globalThis.navigator?.storage?.getDirectory === undefined) return undefined;
	try {
		const { joinSecondCopy } = await import('./second-copy.ts');
		return await joinSecondCopy(db, member, keyring, sealers);
	} catch {
		return undefined;
	}
}

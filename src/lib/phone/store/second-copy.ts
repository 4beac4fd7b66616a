// Joins the second copy with the database at the start of a page: first what it knows more is brought back, then it is
// kept up to date. Fetched beside the start, since nothing here has to be there for the first paint.
import type { MemberId } from '#domain/ids.ts';
import type { Keyring } from '#phone/vault/keyring.ts';
import { bringBack } from './bring-back.ts';
import type { PhoneDatabase } from './database.ts';
import { readMirror } from './mirror-files.ts';
import type { Mirror } from './mirror.ts';
import { asText, openMirror } from './open-mirror.ts';

/** Rejects when the database would not take what was found: then the copy must stay as it is. */
export async function joinSecondCopy(db: PhoneDatabase, member: MemberId, keyring: Keyring): Promise<Mirror> {
	const key = asText(keyring.outboxKeyToServer);
	const found = await readMirror(member);
	// Under another key it is the work of an earlier enrolment: the worker sets it aside, whole, for the server.
	if (found?.header.key.key === key.key) await bringBack(db, found);
	return openMirror(member, key);
}

// Joins the second copy with the database at the start of a page: first what it knows more, or knows whole, is
// brought back, then it is kept up to date. Fetched beside the start, since nothing here has to be there for the first paint.
import type { MemberId } from '#domain/ids.ts';
import type { Keyring } from '#phone/vault/keyring.ts';
import type { Sealers } from '#phone/vault/sealer.ts';
import { bringBack } from './bring-back.ts';
import type { PhoneDatabase } from './database.ts';
import { mendOps } from './mend-ops.ts';
import { readLeftBehind, readMirror } from './mirror-files.ts';
import type { Mirror } from './mirror.ts';
import { openMirror } from './open-mirror.ts';
import { asText } from './wrapped-key.ts';

export interface SecondCopy {
	mirror: Mirror;
	/** Ops under keys that are gone, which still have to reach the commune. */
	leftBehind: number;
}

/** Rejects when the database would not take what was found: then the copy must stay as it is. */
export async function joinSecondCopy(
	db: PhoneDatabase,
	member: MemberId,
	keyring: Keyring,
	sealers: Sealers | Promise<Sealers>
): Promise<SecondCopy> {
	const key = asText(keyring.outboxKeyToServer);
	const found = await readMirror(member);
	// Under another key it is the work of an earlier enrolment: the worker sets it aside, whole, for the server.
	const isOurs = found?.header.key.key === key.key;
	if (isOurs) await mendOps(db, found, (await sealers).ops);
	if (isOurs) await bringBack(db, found);
	const left = [...(await readLeftBehind(member)).values(), ...(isOurs || !found ? [] : [found])];
	const leftBehind = left.reduce((sum, { ops }) => sum + ops.length, 0);
	return { mirror: openMirror(member, key), leftBehind };
}

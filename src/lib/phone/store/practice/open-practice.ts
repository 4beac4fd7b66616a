// Opens "Tập làm thử" (F8), and makes it up where it is not there yet: killed in the middle, it goes on or begins anew.
// Its outbox key is wrapped to nobody, it has no second copy, and no hand-in is ever started on it.
import type { Instant } from '#domain/calendar.ts';
import { base64urlOf } from '#phone/vault/bytes.ts';
import { type Keyring, makeKeyring, openKeyring } from '#phone/vault/keyring.ts';
import type { Cursors } from '../cursors.ts';
import {
	inTransaction,
	openDatabase,
	type PageRecord,
	type PhoneDatabase,
	readMeta,
	writeMeta
} from '../database.ts';
import { newState } from '../enrolment.ts';
import { LocalStore } from '../local-store.ts';
import { practiceRows } from './practice-hamlet.ts';
import { PRACTICE } from './practice-member.ts';
import { PracticeStore } from './practice-store.ts';

const EPOCH = 'practice';

export async function openPractice(now: () => Instant): Promise<{ local: LocalStore; store: PracticeStore }> {
	const db = openDatabase(PRACTICE);
	try {
		const keyring = (await readMeta(db, 'keyring')) ?? (await makeUp(db, now()));
		const local = await LocalStore.open({ db, sealers: await openKeyring(keyring), now });
		return { local, store: new PracticeStore(local, { member: PRACTICE, name: '', roles: ['volunteer'] }) };
	} catch (error) {
		db.close();
		throw error;
	}
}

async function makeUp(db: PhoneDatabase, now: Instant): Promise<Keyring> {
	const keyring = await makeKeyring(await keyOfNobody());
	const { pages: sealer } = await openKeyring(keyring);
	const cursors: Cursors = {};
	const pages: PageRecord[] = [];
	for (const [scope, rows] of Object.entries(practiceRows(now))) {
		const to = rows.length;
		const generation = pages.length + 1;
		cursors[scope] = { generation, epoch: EPOCH, at: to, complete: true };
		pages.push({
			scope,
			generation,
			epoch: EPOCH,
			from: 0,
			to,
			sealed: await sealer.seal({ rows, out: [] })
		});
	}
	const state = { ...newState({ device: 1, epoch: EPOCH, now }), generation: pages.length };
	await inTransaction(db, 'rw', async () => {
		await db.pages.bulkAdd(pages);
		await writeMeta(db, 'keyring', keyring);
		await writeMeta(db, 'state', state);
		await writeMeta(db, 'cursors', cursors);
	});
	return keyring;
}

/** A public key whose other half is thrown away. */
async function keyOfNobody(): Promise<string> {
	const { publicKey } = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, [
		'deriveBits'
	]);
	return base64urlOf(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)));
}

// What the server of a run stands on: a database with the commune in it, new for each run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommuneId, MemberId } from '#domain/ids.ts';
import { hashOf } from '#server/accounts/secrets.ts';
import { SESSION_MS } from '#server/accounts/sessions.ts';
import { addMember } from '#server/commune.ts';
import { openStorage } from '#server/open-storage.ts';
import type { Restoring } from '#server/restore-backup.ts';
import type { Storage } from '#server/storage/storage.ts';
import { acceptAsImport } from '#server/sync/accept-import.ts';
import type { Eye } from './eye.ts';
import { COMMUNE, MEMBERS, placesAndPeople, START } from './world-map.ts';

export interface SimDatabase {
	storage: Storage;
	/** The oracle's own way in; another one after a restore. */
	eye: Eye;
	/** Before each commit: time for others to come between what was read and what is written. */
	pause(): Promise<void>;
	/** Writes a backup; returns its file. */
	backup(): Promise<string>;
	/** As the operator does it. */
	restore(restoring: Restoring): Promise<void>;
	close(): Promise<void>;
}

export const tokenOf = (phone: number): string => `token of phone ${String(phone)}`;

/** A folder in memory where there is one, gone with the process. */
const folder = mkdtempSync(join(onTmpfs(), 'tung-nha-sim-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

function onTmpfs(): string {
	try {
		rmSync(mkdtempSync('/dev/shm/tung-nha-'), { recursive: true });
		return '/dev/shm';
	} catch {
		return tmpdir();
	}
}

let files = 0;
export const newFile = (): string => join(folder, `${String((files += 1))}.sqlite`);

/** No chance of this process may reach the wire. Nothing is sealed to it here. */
const KEY_PAIR = { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43), d: 'A'.repeat(43) };

/** The commune with its members in an empty database, a phone enrolled for each of `owners`. Device numbers are 1 + those of imports. */
export async function fillDatabase(url: string, owners: readonly MemberId[]): Promise<void> {
	const commune = COMMUNE as CommuneId;
	const storage = await openStorage({ DATABASE_URL: url });
	await storage.write((tx) => tx.addCommune(commune));
	await acceptAsImport(storage, { commune, ops: placesAndPeople(), now: START });
	for (const { id, roles, hamlets } of MEMBERS) {
		await addMember(storage, { commune, id, member: { name: id, roles, hamlets }, now: START });
	}
	await storage.write(async (tx) => {
		await tx.setMeta('epoch', 'epoch-0');
		await tx.setMeta('keyPair', JSON.stringify(KEY_PAIR));
		for (const [index, member] of owners.entries()) {
			const blank = { lastN: 0, lastTe: 0, unsent: 0, backedUpN: 0, former: [], app: '' };
			const at = { createdAt: START, lastContactAt: START };
			const device = await tx.addDevice(commune, { member, kind: 'phone', ...blank, ...at });
			const session = { device, member, expiresAt: START + SESSION_MS };
			await tx.putSession(commune, { tokenHash: hashOf(tokenOf(index)), ...session });
		}
	});
	await storage.close();
}

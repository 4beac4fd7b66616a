// A backup becomes the database again: prepared beside it, checked, and only then put in its place. Killed anywhere before
// that, the old database is what it was. What the backup did not have, the phones bring back in the new epoch (sync-spec RS2).
import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, renameSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Instant } from '#domain/calendar.ts';
import type { CommuneId } from '#domain/ids.ts';
import { eraseAgain } from './erase-again.ts';
import { databaseFileOf, isPostgres, openStorage, type StorageSettings } from './open-storage.ts';
import { examine, type Finding } from './operator/examine.ts';
import type { Erased } from './operator/ledger-file.ts';
import { restorePostgres } from './storage/postgres/restore-postgres.ts';
import { holdAlone } from './storage/sqlite/hold-alone.ts';
import { openSqlite } from './storage/sqlite/open-sqlite.ts';
import type { Storage } from './storage/storage.ts';

/** `unreadable`: no database of ours. `unwell`: it is, and the doctor found something. `in-use`: stop the server first. `not-empty`: PostgreSQL. */
export class NotRestored extends Error {
	readonly why: 'unreadable' | 'unwell' | 'in-use' | 'not-empty';
	readonly findings: readonly Finding[];

	constructor(why: NotRestored['why'], findings: readonly Finding[] = [], cause?: unknown) {
		super(`the backup was not restored: ${why}`, { cause });
		this.why = why;
		this.findings = findings;
	}
}

export interface Restoring {
	file: string;
	/** Everything that was ever erased. */
	erased: readonly Erased[];
	now: Instant;
}

export interface Restored {
	epoch: string;
	/** Rows that were in the backup and had been erased since. */
	erasedAgain: number;
	/** Where the database that was replaced lies now; undefined when there was none. */
	kept?: string;
}

/** Puts the backup in the place of the database that the settings name. Throws `NotRestored`, and then changed nothing. */
export function restoreBackup(settings: StorageSettings, restoring: Restoring): Promise<Restored> {
	const { DATABASE_URL: url = '' } = settings;
	return isPostgres(url)
		? restoreIntoEmpty(url, settings, restoring)
		: replaceFile(databaseFileOf(settings), restoring);
}

/** A file cannot be exchanged there, and nothing keeps other processes away: only an empty database is filled. */
async function restoreIntoEmpty(
	url: string,
	settings: StorageSettings,
	restoring: Restoring
): Promise<Restored> {
	const storage = await openStorage(settings);
	const communes = await storage.read((tx) => tx.communes()).finally(() => storage.close());
	if (communes.length > 0) throw new NotRestored('not-empty');
	const folder = await mkdtemp(join(tmpdir(), 'tung-nha-'));
	try {
		const work = join(folder, 'restoring.sqlite');
		const prepared = await prepare(work, restoring, new Map());
		await restorePostgres(url, work);
		return prepared;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function replaceFile(target: string, restoring: Restoring): Promise<Restored> {
	await mkdir(dirname(target), { recursive: true });
	const held = existsSync(target) ? holdAlone(target) : { storage: undefined, release: () => {} };
	if (held === undefined) throw new NotRestored('in-use');
	try {
		const given = await devicesGivenIn(held.storage);
		const work = `${target}.restoring`;
		const prepared = await prepare(work, restoring, given);
		const kept = putInPlace(work, target, restoring.now);
		return { ...prepared, ...(kept === undefined ? {} : { kept }) };
	} finally {
		held.release();
	}
}

type Given = ReadonlyMap<CommuneId, number>;

/** The device numbers that the database to be replaced has given out; none when it cannot be read any more. */
async function devicesGivenIn(replaced: Storage | undefined): Promise<Given> {
	if (replaced === undefined) return new Map();
	return devicesGiven(replaced).catch(() => new Map<CommuneId, number>());
}

function devicesGiven(storage: Storage): Promise<Map<CommuneId, number>> {
	return storage.read(async (tx) => {
		const given = new Map<CommuneId, number>();
		for (const commune of await tx.communes()) given.set(commune, await tx.lastDevice(commune));
		return given;
	});
}

/** A copy of the backup at `work`, checked, in a new epoch, without what was erased. */
async function prepare(
	work: string,
	{ file, erased, now }: Restoring,
	given: Given
): Promise<Omit<Restored, 'kept'>> {
	// What a restore that was killed has left.
	for (const end of ['', '-wal', '-shm', '-journal']) await rm(`${work}${end}`, { force: true });
	const storage = await openedCopy(file, work);
	try {
		const findings = await examine(storage);
		if (findings.length > 0) throw new NotRestored('unwell', findings);
		const epoch = await beginEpoch(storage, given, now);
		const erasedAgain = await eraseAgain(storage, erased, now);
		return { epoch, erasedAgain };
	} finally {
		await storage.close();
		await toDisk(work);
	}
}

async function openedCopy(file: string, work: string): Promise<Storage> {
	try {
		await copyFile(file, work);
		const storage = await openSqlite(work);
		if ((await storage.read((tx) => tx.meta('epoch'))) !== undefined) return storage;
		await storage.close();
	} catch (fault) {
		throw new NotRestored('unreadable', [], fault);
	}
	throw new NotRestored('unreadable');
}

/** More devices than a commune enrols between two backups. */
const DEVICES_LEFT_OUT = 100_000;
/** So fast no commune enrols: numbers rise with the time of the restore, also when nothing but the backup is left. */
const MS_PER_DEVICE = 10_000;
const FIRST_RESTORE_AT = Date.UTC(2026, 0, 1);

/** No device number is ever given out twice: phones keep theirs, and their work is known by it (sync-spec PS1, RS1). */
async function beginEpoch(storage: Storage, given: Given, now: Instant): Promise<string> {
	const epoch = randomBytes(12).toString('base64url');
	await storage.write(async (tx) => {
		await tx.setMeta('epoch', epoch);
		for (const commune of await tx.communes()) {
			const last = Math.max(await tx.lastDevice(commune), given.get(commune) ?? 0);
			const byTime = Math.floor((now - FIRST_RESTORE_AT) / MS_PER_DEVICE);
			await tx.setLastDevice(commune, Math.max(last + DEVICES_LEFT_OUT, byTime));
			await tx.audit(commune, now, 'operator', `restored a backup into epoch ${epoch}`);
		}
	});
	return epoch;
}

/** The old file keeps a name of its own before the new one takes its place: at no moment is there none. */
function putInPlace(work: string, target: string, now: Instant): string | undefined {
	const kept = existsSync(target) ? nameFor(target, now) : undefined;
	if (kept !== undefined) {
		linkSync(target, kept);
		// Only a database too damaged to be opened has these left: its changes must not be taken for the new one's.
		for (const end of ['-wal', '-shm']) {
			if (existsSync(`${target}${end}`)) renameSync(`${target}${end}`, `${kept}${end}`);
		}
	}
	renameSync(work, target);
	return kept;
}

/** `tung-nha.sqlite` → `tung-nha.2026-11-24-071500.sqlite`. */
function nameFor(target: string, now: Instant): string {
	const stamp = new Date(now).toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '');
	return target.replace(/(\.[^./]+)?$/, (ending) => `.${stamp}${ending}`);
}

async function toDisk(file: string): Promise<void> {
	const handle = await open(file, 'r+');
	await handle.sync();
	await handle.close();
}

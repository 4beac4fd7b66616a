// A backup becomes the database again: prepared beside it, checked, and only then put in its place. Killed anywhere before
// that, the old database is what it was. What the backup did not have, the phones bring back in the new epoch (sync-spec RS2).
import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, renameSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Instant } from '#domain/calendar.ts';
import type { CommuneId } from '#domain/ids.ts';
import { databaseFileOf, isPostgres, openStorage, type StorageSettings } from './open-storage.ts';
import { examine, type Finding } from './operator/examine.ts';
import type { Erased } from './operator/ledger-file.ts';
import { restorePostgres } from './storage/postgres/restore-postgres.ts';
import { holdAlone } from './storage/sqlite/hold-alone.ts';
import { openSqlite } from './storage/sqlite/open-sqlite.ts';
import { ERASED_SCOPE } from '#protocol/scope.ts';
import type { RowKey, Storage, StoredRow } from './storage/storage.ts';
import { acceptAsImport, type ImportRequest } from './sync/accept-import.ts';

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

/** What is there, by the same command that erased it the first time; what is not, so that no phone brings it back. */
export async function eraseAgain(storage: Storage, erased: readonly Erased[], now: Instant): Promise<number> {
	let many = 0;
	for (const [commune, keys] of Map.groupBy(erased, (one) => one.commune)) {
		const rows = await storage.read((tx) => tx.rows(commune, keys));
		const standing = rows.filter(({ s }) => s !== ERASED_SCOPE);
		await leadOut(storage, { commune, keys, standing, now });
		const subjects = standing.filter(({ c }) => c === 'people' || c === 'households');
		const ops = subjects.map(({ c, id }) => ({ k: 'cmd', c, id, a: { name: 'erase' } }) as const);
		await acceptAll(storage, { commune, ops, now });
		many += standing.length;
		const found = new Set(rows.map(textOf));
		await leaveErased(
			storage,
			commune,
			keys.filter((key) => !found.has(textOf(key)))
		);
	}
	return many;
}

/**
 * A household is erased with whoever lives there. Who lived there in the backup and was led elsewhere before it was erased
 * is not in the ledger, and where she went came after the backup: she stands on the list in a household of her own, until a
 * phone brings back what was said of her. So it is written as of long ago.
 */
async function leadOut(
	storage: Storage,
	{
		commune,
		keys,
		standing,
		now
	}: Pick<Erased, 'commune'> & { keys: readonly RowKey[]; standing: readonly StoredRow[]; now: Instant }
): Promise<void> {
	const households = standing.filter(({ c }) => c === 'households').map(({ id }) => id);
	const people = await storage.read((tx) => tx.childrenOf(commune, 'people', households));
	const noted = new Set(keys.map(textOf));
	const led = people.filter((one) => one.s !== ERASED_SCOPE && !noted.has(textOf(one)));
	const ops = [...Map.groupBy(led, ({ f }) => String(f.household))].flatMap(([id, its]) => {
		const into = `${id}.${now.toString(36)}`;
		return inParts(its, MOST_LED).map((some) => {
			const people = some.map((one) => ({ id: one.id, b: one.rv }));
			return { k: 'cmd', c: 'households', id, a: { name: 'household.split', into, people } } as const;
		});
	});
	await acceptAll(storage, { commune, ops, now, saidAt: LONG_AGO });
}

/** One command leads no more. */
const MOST_LED = 60;
const LONG_AGO: Instant = 1;

const inParts = <T>(all: readonly T[], size: number): T[][] =>
	Array.from({ length: Math.ceil(all.length / size) }, (_, part) =>
		all.slice(part * size, (part + 1) * size)
	);

async function acceptAll(storage: Storage, request: ImportRequest): Promise<void> {
	if (request.ops.length === 0) return;
	const { parked } = await acceptAsImport(storage, request);
	if (parked.length > 0) throw new Error(`${parked.length} rows could not be erased again`);
}

const textOf = ({ c, id }: RowKey): string => `${c} ${id}`;

/** Rows that were made after the backup, and erased: the ops that made them find them erased. */
function leaveErased(storage: Storage, commune: CommuneId, keys: readonly RowKey[]): Promise<void> {
	return storage.write(async (tx) => {
		let seq = (await tx.lockScopes(commune, [ERASED_SCOPE])).get(ERASED_SCOPE) ?? 0;
		const blank = { s: ERASED_SCOPE, rv: 1, f: {}, fm: {} };
		await tx.putRows(
			commune,
			keys.map(({ c, id }) => ({ ...blank, c, id, seq: (seq += 1) }))
		);
		await tx.setHead(commune, ERASED_SCOPE, seq);
	});
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

// The copy of any database as one SQLite file with our tables: what a backup is, whatever the server runs on. And back.
import type { Kysely } from 'kysely';
import { copyFile, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyTables, countTables, emptyTables } from './copy-tables.ts';
import { type Connection, connectMigrated, finishCopy, inTransaction } from './sqlite/open-sqlite.ts';
import type { Tables } from './tables.ts';

/** Writes everything that the transaction `from` sees to `file`, reads it back and compares. A file of that name is whole. */
export async function writeCopy(from: Kysely<Tables>, file: string): Promise<void> {
	const part = `${file}.part`;
	await rm(part, { force: true });
	try {
		await withFile(part, (copy) => fill(copy, from));
		await rename(part, file);
	} finally {
		await rm(part, { force: true });
	}
}

/** Replaces everything in the database of the transaction `into` by what the copy at `file` holds, which stays as it is. */
export async function readCopy(file: string, into: Kysely<Tables>): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'tung-nha-'));
	// One of an earlier version is brought up to date first, and that is not done to somebody's backup.
	const working = join(folder, 'copy.sqlite');
	try {
		await copyFile(file, working);
		await withFile(working, async (copy) => {
			await emptyTables(into);
			const sent = await inTransaction(copy.db, 'begin', (db) => copyTables(db, into));
			assertSame(sent, await countTables(into));
		});
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function withFile(file: string, work: (copy: Connection) => Promise<void>): Promise<void> {
	const copy = await connectMigrated(file, 0);
	try {
		await work(copy);
	} finally {
		await copy.db.destroy();
		copy.native.close();
	}
}

async function fill(copy: Connection, from: Kysely<Tables>): Promise<void> {
	const sent = await inTransaction(copy.db, 'begin immediate', (db) => copyTables(from, db));
	finishCopy(copy.native);
	assertSame(sent, await countTables(copy.db));
}

function assertSame(sent: ReadonlyMap<string, number>, arrived: ReadonlyMap<string, number>): void {
	for (const [table, many] of sent) {
		if (arrived.get(table) !== many) throw new Error(`the copy has not all ${table}`);
	}
}

// A run on SQLite: a file in memory. One writer at a time, and nothing to wait for.
import Database from 'better-sqlite3';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type Restoring, restoreBackup } from '#server/restore-backup.ts';
import { openSqlite } from '#server/storage/sqlite/open-sqlite.ts';
import type { Storage } from '#server/storage/storage.ts';
import { fillDatabase, newFile, type SimDatabase } from './database.ts';
import { type Eye, SqliteEye } from './eye.ts';
import { PHONES } from './world-map.ts';

let template: Promise<Buffer> | undefined;

/** Made once, then copied. */
async function makeTemplate(): Promise<Buffer> {
	const file = newFile();
	await fillDatabase(file, PHONES);
	// What SQLite still holds in its log belongs to the file.
	const native = new Database(file);
	native.pragma('wal_checkpoint(TRUNCATE)');
	native.close();
	return readFileSync(file);
}

export class SqliteDatabase implements SimDatabase {
	storage!: Storage;
	eye!: Eye;
	readonly #file = newFile();

	static async make(): Promise<SqliteDatabase> {
		const database = new SqliteDatabase();
		writeFileSync(database.#file, await (template ??= makeTemplate()));
		await database.#open();
		return database;
	}

	async #open(): Promise<void> {
		this.storage = await openSqlite(this.#file);
		this.eye = new SqliteEye(this.#file);
	}

	pause(): Promise<void> {
		return Promise.resolve();
	}

	async backup(): Promise<string> {
		const file = newFile();
		await this.storage.backup(file);
		return file;
	}

	async restore(restoring: Restoring): Promise<void> {
		await this.#shut();
		const { kept } = await restoreBackup({ DATABASE_URL: this.#file }, restoring);
		if (kept !== undefined) rmSync(kept);
		await this.#open();
	}

	async #shut(): Promise<void> {
		await this.eye.close();
		await this.storage.close();
	}

	async close(): Promise<void> {
		await this.#shut();
		for (const end of ['', '-wal', '-shm']) rmSync(this.#file + end, { force: true });
	}
}

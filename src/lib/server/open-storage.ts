// Which database this process works on: SQLite in DATA_DIR, or the file that DATABASE_URL names.
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ensureSecrets } from './accounts/secrets.ts';
import { openSqlite } from './storage/sqlite/open-sqlite.ts';
import type { Storage } from './storage/storage.ts';

export interface StorageSettings {
	/** Folder of the database; `./data` when absent. */
	DATA_DIR?: string | undefined;
	/** Path of an SQLite file, also as `file:` or `sqlite:`. */
	DATABASE_URL?: string | undefined;
}

/** Opens the database, making folder and tables when they are not there. Throws with one sentence for the operator. */
export async function openStorage(settings: StorageSettings): Promise<Storage> {
	const file = databaseFileOf(settings);
	await mkdir(dirname(file), { recursive: true });
	const storage = await openSqlite(file);
	await ensureSecrets(storage);
	return storage;
}

/** The SQLite file that the settings mean. Throws when they mean another database. */
export function databaseFileOf({ DATA_DIR, DATABASE_URL }: StorageSettings): string {
	if (!DATABASE_URL) return join(DATA_DIR || 'data', 'tung-nha.sqlite');
	if (/^postgres(ql)?:/i.test(DATABASE_URL)) {
		throw new Error('PostgreSQL is not built yet: leave DATABASE_URL empty, or let it name an SQLite file.');
	}
	const path = DATABASE_URL.replace(/^(file|sqlite):(\/\/)?/i, '');
	if (/^[a-z][a-z0-9+.-]+:/i.test(path)) {
		throw new Error('DATABASE_URL has to name an SQLite file, for example file:data/tung-nha.sqlite.');
	}
	return path;
}

// Which database this process works on: SQLite in DATA_DIR, or the file or PostgreSQL database that DATABASE_URL names.
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ensureSecrets } from './accounts/secrets.ts';
import { openPostgres } from './storage/postgres/open-postgres.ts';
import { openSqlite } from './storage/sqlite/open-sqlite.ts';
import type { Storage } from './storage/storage.ts';

export interface StorageSettings {
	/** Folder of the database; `./data` when absent. */
	DATA_DIR?: string | undefined;
	/** Path of an SQLite file, also as `file:` or `sqlite:`; or `postgres://user:password@host/database`. */
	DATABASE_URL?: string | undefined;
	/** Most connections to PostgreSQL at a time; 10 when absent. */
	DATABASE_CONNECTIONS?: string | undefined;
}

/** Opens the database, making folder and tables when they are not there. Throws with one sentence for the operator. */
export async function openStorage(settings: StorageSettings): Promise<Storage> {
	const storage = await openBackend(settings);
	try {
		await ensureSecrets(storage);
		return storage;
	} catch (fault) {
		await storage.close();
		throw fault;
	}
}

async function openBackend(settings: StorageSettings): Promise<Storage> {
	const { DATABASE_URL: url = '' } = settings;
	if (isPostgres(url)) return openPostgres(url, { connections: connectionsOf(settings) });
	const file = databaseFileOf(settings);
	await mkdir(dirname(file), { recursive: true });
	return openSqlite(file);
}

export const isPostgres = (url: string): boolean => /^postgres(ql)?:/i.test(url);

/** The SQLite file that the settings mean. Throws when they mean another database. */
export function databaseFileOf({ DATA_DIR, DATABASE_URL }: StorageSettings): string {
	if (!DATABASE_URL) return join(DATA_DIR || 'data', 'tung-nha.sqlite');
	const path = DATABASE_URL.replace(/^(file|sqlite):(\/\/)?/i, '');
	if (/^[a-z][a-z0-9+.-]+:/i.test(path)) {
		throw new Error(
			'DATABASE_URL has to name an SQLite file (file:data/tung-nha.sqlite) or a PostgreSQL database (postgres://…).'
		);
	}
	return path;
}

function connectionsOf({ DATABASE_CONNECTIONS: text }: StorageSettings): number {
	const many = Number(text || 10);
	// One writes while another reads.
	if (!Number.isInteger(many) || many < 2)
		throw new Error('DATABASE_CONNECTIONS has to be a number from 2 on.');
	return many;
}

/** What was erased is written down here: beside the data, in no backup (sync-spec RC5). */
export const ledgerFileOf = ({ DATA_DIR }: StorageSettings): string =>
	join(DATA_DIR || 'data', 'erasures.jsonl');

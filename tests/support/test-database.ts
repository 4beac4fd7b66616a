// The database a test stands on: a file, or, when the run is about it, a database on PostgreSQL (sync-spec ST4).
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Contents, takeDatabase } from './postgres.ts';

export interface TestDatabase {
	/** For `openStorage`. */
	DATABASE_URL: string;
	/** What other databases can begin with. Nobody may have it open. */
	contents: () => Promise<string | Contents>;
	remove: () => Promise<void>;
}

export const isOnPostgres = process.env.TEST_BACKEND === 'postgres';

/** An empty database, or one with the contents of another. */
export function makeDatabase(contents?: string | Contents): Promise<TestDatabase> {
	return isOnPostgres ? onPostgres(contents as Contents | undefined) : inFile(contents as string | undefined);
}

async function onPostgres(contents?: Contents): Promise<TestDatabase> {
	const { url, giveBack, contents: read } = await takeDatabase(contents);
	return { DATABASE_URL: url, contents: read, remove: async () => giveBack() };
}

async function inFile(contents?: string): Promise<TestDatabase> {
	const folder = mkdtempSync(join(tmpdir(), 'tung-nha-'));
	const remove = () => rmSync(folder, { recursive: true, force: true });
	process.once('exit', remove);
	const file = join(folder, 'tung-nha.sqlite');
	if (contents !== undefined) copyFileSync(contents, file);
	return {
		DATABASE_URL: file,
		contents: async () => file,
		remove: async () => {
			process.removeListener('exit', remove);
			remove();
		}
	};
}

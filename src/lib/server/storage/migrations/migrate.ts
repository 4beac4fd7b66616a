import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Tables } from '../tables.ts';
import { up as firstTables } from './001-first-tables.ts';
import { up as commandsAndHistory } from './002-commands-and-history.ts';

const migrations = {
	'001-first-tables': { up: firstTables },
	'002-commands-and-history': { up: commandsAndHistory }
};

/** Brings the tables to this version. Throws the database's own error; nothing is half migrated. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
	if (await isUpToDate(db)) return;
	const provider = { getMigrations: async () => migrations };
	const { error } = await new Migrator({ db, provider }).migrateToLatest();
	if (error !== undefined) throw new Error('the tables could not be brought up to date', { cause: error });
}

/** Asked first, since the migrator looks through the whole catalogue and locks others out before it finds nothing to do. */
async function isUpToDate(db: Kysely<Tables>): Promise<boolean> {
	const known = Object.keys(migrations);
	try {
		const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
		return rows.length === known.length && rows.every(({ name }) => known.includes(name));
	} catch {
		// No such table: a new database. Anything worse the migrator meets again, and says.
		return false;
	}
}

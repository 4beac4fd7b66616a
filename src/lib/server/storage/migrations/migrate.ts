import type { Kysely } from 'kysely';
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
	const provider = { getMigrations: async () => migrations };
	const { error } = await new Migrator({ db, provider }).migrateToLatest();
	if (error !== undefined) throw new Error('the tables could not be brought up to date', { cause: error });
}

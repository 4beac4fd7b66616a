import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Tables } from '../tables.ts';
import { up } from './001-first-tables.ts';

/** Brings the tables to this version. Throws the database's own error; nothing is half migrated. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
	const provider = { getMigrations: async () => ({ '001-first-tables': { up } }) };
	const { error } = await new Migrator({ db, provider }).migrateToLatest();
	if (error !== undefined) throw new Error('the tables could not be brought up to date', { cause: error });
}

// Statements are prepared once and used again: for the small ones of a push, preparing costs more than running them.
import type Database from 'better-sqlite3';
import type { SqliteDatabase } from 'kysely';

/** Statements that name many ids differ by how many: those least used give way. */
const MOST = 200;

/** The same database for Kysely, which asks for every statement anew. */
export function withKeptStatements(native: Database.Database): SqliteDatabase {
	const kept = new Map<string, Database.Statement>();
	return {
		close: () => void native.close(),
		prepare: (text) => {
			const statement = kept.get(text) ?? native.prepare(text);
			// What was used last stands last.
			kept.delete(text);
			kept.set(text, statement);
			if (kept.size > MOST) kept.delete(kept.keys().next().value ?? '');
			return statement;
		}
	};
}

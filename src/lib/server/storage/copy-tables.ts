// Everything from one database into an empty other one, whichever kinds they are. Both sides are in a transaction of the
// caller's: the copy is of one moment, and whole or nothing.
import { type Kysely, sql } from 'kysely';
import { tableKeys, type Tables } from './tables.ts';

type Table = keyof Tables;
type AnyRow = Record<string, unknown>;

/** Rows in one statement: their columns stay well under the 32,766 variables of SQLite. */
const ROWS_AT_ONCE = 500;

/** Resolves to how many rows went over, by table. */
export async function copyTables(from: Kysely<Tables>, to: Kysely<Tables>): Promise<Map<Table, number>> {
	const copied = new Map<Table, number>();
	for (const table of tables) {
		let many = 0;
		for await (const rows of pagesOf(from, table)) {
			await to.insertInto(table).values(rows).execute();
			many += rows.length;
		}
		copied.set(table, many);
	}
	return copied;
}

export async function emptyTables(db: Kysely<Tables>): Promise<void> {
	for (const table of tables) await db.deleteFrom(table).execute();
}

export async function countTables(db: Kysely<Tables>): Promise<Map<Table, number>> {
	const counts = new Map<Table, number>();
	for (const table of tables) {
		const { rows } = await sql<{ many: number }>`select count(*) as many from ${sql.table(table)}`.execute(
			db
		);
		counts.set(table, Number(rows[0]?.many));
	}
	return counts;
}

const tables = Object.keys(tableKeys) as Table[];

/** In the order of the key, each page beginning after the last row of the one before. */
async function* pagesOf(db: Kysely<Tables>, table: Table): AsyncGenerator<AnyRow[]> {
	const keys: readonly string[] = tableKeys[table];
	const key = sql.join(keys.map((name) => sql.ref(name)));
	let after = sql``;
	for (;;) {
		const page = sql<AnyRow>`select * from ${sql.table(table)} ${after} order by ${key} limit ${sql.lit(ROWS_AT_ONCE)}`;
		const { rows } = await page.execute(db);
		const last = rows.at(-1);
		if (last === undefined) return;
		yield rows;
		after = sql`where (${key}) > (${sql.join(keys.map((name) => last[name]))})`;
	}
}

// Connections to PostgreSQL, and one transaction on one of them.
import { Kysely, sql } from 'kysely';
import { Pool, types } from 'pg';
import type { Tables } from '../tables.ts';
import { BinaryTextDialect } from './dialect.ts';
import { busyBecause, judgeFault } from './faults.ts';

const CONNECT_MS = 10_000;
const BIGINT = 20;

/** At most `max` connections at a time. Throws with one sentence for the operator when the database cannot be used. */
export async function connect(url: string, max: number): Promise<Kysely<Tables>> {
	const db = new Kysely<Tables>({ dialect: new BinaryTextDialect({ pool: poolOf(url, max) }) });
	try {
		await assertUsable(db);
		return db;
	} catch (fault) {
		await db.destroy();
		throw fault;
	}
}

function poolOf(connectionString: string, max: number): Pool {
	const pool = new Pool({
		connectionString,
		max,
		connectionTimeoutMillis: CONNECT_MS,
		keepAlive: true,
		application_name: 'tung-nha',
		types: { getTypeParser: parserOf }
	});
	// A connection that breaks says so beside the answer to its question. Nobody may be asking, and an error that nobody
	// listens to ends the process; the pool lends no broken connection.
	pool.on('error', () => {});
	pool.on('connect', (client) => client.on('error', () => {}));
	return pool;
}

/** `bigint` arrives as text: ours are counters and instants, far below 2^53. */
const parserOf: typeof types.getTypeParser = (type: number, format?: string) =>
	type === BIGINT ? Number : (types.getTypeParser(type, format as 'text') as never);

async function assertUsable(db: Kysely<Tables>): Promise<void> {
	const { rows } = await sql<{ server_encoding: string }>`show server_encoding`.execute(db).catch((fault) => {
		throw new Error(`PostgreSQL cannot be opened: ${reasonOf(fault)}`, { cause: fault });
	});
	const encoding = rows[0]?.server_encoding;
	if (encoding !== 'UTF8') throw new Error(`the database has to be made with encoding UTF8, not ${encoding}`);
}

/** Several addresses of one host that all refuse make an error without a message of its own. */
function reasonOf(fault: unknown): string {
	const [first = fault] = fault instanceof AggregateError ? (fault.errors as unknown[]) : [];
	return first instanceof Error ? first.message : String(first);
}

/** Runs `work` between `begin` and commit. Throws `StorageBusy` when the database is to blame. */
export async function inTransaction<T>(
	db: Kysely<Tables>,
	begin: string,
	work: (db: Kysely<Tables>) => Promise<T>
): Promise<T> {
	let hasBegun = false;
	try {
		return await db.connection().execute(async (connection) => {
			await sql.raw(begin).execute(connection);
			hasBegun = true;
			try {
				const result = await work(connection);
				await commit(connection);
				return result;
			} catch (fault) {
				await rollBack(connection, fault);
				throw fault;
			}
		});
	} catch (fault) {
		// What fails before the work began is not the work's fault.
		throw hasBegun ? judgeFault(fault) : busyBecause(fault);
	}
}

/** After a statement that failed and was passed over PostgreSQL takes everything back, and calls it a success. */
async function commit(connection: Kysely<Tables>): Promise<void> {
	const { rows } = await sql<{ command: string }>`commit`.execute(connection);
	if (rows[0]?.command === 'ROLLBACK') throw new Error('a failed statement was passed over');
}

/** A connection that cannot even roll back is gone, and whatever its work met with is the database's doing. */
async function rollBack(connection: Kysely<Tables>, fault: unknown): Promise<void> {
	try {
		await sql`rollback`.execute(connection);
	} catch {
		throw busyBecause(fault);
	}
}

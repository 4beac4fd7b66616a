// Databases on a PostgreSQL that is there for the tests only. Vitest starts it once for all its workers
// (tests/support/postgres-for-all.ts); whoever runs outside Vitest gets one with the first database, until the process ends.
import { type ClientBase, Pool } from 'pg';
import { openPostgres } from '#server/storage/postgres/open-postgres.ts';
import { tableKeys } from '#server/storage/tables.ts';
import { findPostgres } from '../../scripts/postgres/find-postgres.ts';
import { startPostgres } from '../../scripts/postgres/start-postgres.ts';

/** Where the one server's address waits for the workers, with `NAME` in the place of a database's name. */
export const SERVER_VARIABLE = 'TEST_POSTGRES';
const NAME = 'database_name';

export interface TestDatabase {
	url: string;
	/** Everything that is in it, to begin other databases with. */
	contents: () => Promise<Contents>;
	/** Nobody needs it any more: the next who asks gets it. */
	giveBack: () => void;
}

/** Rows as JSON, by table. */
export type Contents = ReadonlyMap<string, string>;

/**
 * A database with our tables and nothing in them, or with these contents. To make one takes PostgreSQL a quarter of a
 * second, to empty one some milliseconds: so they are used again.
 */
export async function takeDatabase(contents: Contents = new Map()): Promise<TestDatabase> {
	migrated ??= makeMigrated();
	const url = free.pop() ?? (await createDatabase(`template ${new URL(await migrated).pathname.slice(1)}`));
	await fill(url, contents);
	return { url, contents: () => readAll(url), giveBack: () => void free.push(url) };
}

/** A database without even tables, or like another that nobody is connected to. */
export async function createDatabase(like = ''): Promise<string> {
	const server = await serverAddress();
	const name = `t${process.pid}_${(made += 1)}`;
	await runSql(server.replace(NAME, 'postgres'), `create database ${name} ${like}`);
	return server.replace(NAME, name);
}

/** Runs one statement beside the storage, as an administrator might. */
export async function runSql<Row>(url: string, statement: string): Promise<Row[]> {
	return withClient(url, async (client) => (await client.query(statement)).rows as Row[]);
}

const free: string[] = [];
let migrated: Promise<string> | undefined;

/** The one that all others are made like. */
async function makeMigrated(): Promise<string> {
	const url = await createDatabase();
	await (await openPostgres(url)).close();
	return url;
}

function fill(url: string, contents: Contents): Promise<void> {
	return withClient(url, async (client) => {
		await client.query(tables.map((table) => `delete from ${table}`).join(';'));
		for (const [table, rows] of contents) {
			await client.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [
				rows
			]);
		}
	});
}

function readAll(url: string): Promise<Contents> {
	return withClient(url, async (client) => {
		const contents = new Map<string, string>();
		for (const table of tables) {
			const { rows } = await client.query<{ all: string | null }>(
				`select json_agg(one)::text as all from ${table} one`
			);
			const all = rows[0]?.all ?? undefined;
			if (all !== undefined) contents.set(table, all);
		}
		return contents;
	});
}

const tables = Object.keys(tableKeys);

/** One connection per database is kept, since to make one costs more than what it is asked; it keeps no process alive. */
async function withClient<T>(url: string, work: (client: ClientBase) => Promise<T>): Promise<T> {
	const pool = pools.get(url) ?? new Pool({ connectionString: url, max: 1, allowExitOnIdle: true });
	pools.set(url, pool);
	const client = await pool.connect();
	try {
		return await work(client);
	} finally {
		client.release();
	}
}

const pools = new Map<string, Pool>();
let made = 0;
let own: Promise<string> | undefined;

function serverAddress(): Promise<string> {
	const given = process.env[SERVER_VARIABLE];
	return given === undefined ? (own ??= startOwn()) : Promise.resolve(given);
}

/** A server that ends with this process. */
async function startOwn(): Promise<string> {
	return (await startTestPostgres()).address;
}

export async function startTestPostgres(): Promise<{ address: string; stop: () => Promise<void> }> {
	const bin = findPostgres();
	if (bin === undefined)
		throw new Error('There is no PostgreSQL on this machine: apt-get install postgresql.');
	const { urlOf, stop } = await startPostgres(bin);
	return { address: urlOf(NAME), stop };
}

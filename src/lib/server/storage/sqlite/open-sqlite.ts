// SQLite: one writer at a time, readers beside it (WAL). `synchronous=FULL`: a commit is on the disk before it is told (sync-spec ST3).
import Database from 'better-sqlite3';
import { Kysely, sql, SqliteDialect } from 'kysely';
import { KyselyRead } from '../kysely-read.ts';
import { KyselyWrite } from '../kysely-write.ts';
import { migrate } from '../migrations/migrate.ts';
import { StorageBusy, type ReadTransaction, type Storage, type WriteTransaction } from '../storage.ts';
import type { Tables } from '../tables.ts';
import { withKeptStatements } from './kept-statements.ts';

/** How long a statement waits for another process (the operator's command beside the server). */
const BUSY_MS = 2_000;

/** Opens or makes the database at `file` and brings its tables up to date. */
export async function openSqlite(file: string, busyMs = BUSY_MS): Promise<Storage> {
	const writer = await connectMigrated(file, busyMs);
	const reader = connect(file, busyMs);
	return new SqliteStorage(writer, reader);
}

/** Opens a copy to look at: nothing in it is changed, not even to bring it up to date. */
export const openSqliteCopy = (file: string): Storage =>
	storageOn(new Database(file, { readonly: true, fileMustExist: true }));

/** One connection for reading and writing, as it is. */
export function storageOn(native: Database.Database): Storage {
	const connection = {
		native,
		db: new Kysely<Tables>({ dialect: new SqliteDialect({ database: withKeptStatements(native) }) })
	};
	return new SqliteStorage(connection, connection);
}

export interface Connection {
	db: Kysely<Tables>;
	native: Database.Database;
}

/** A connection to a file whose tables are up to date. Kysely closes only what it has used: end `native` too. */
export async function connectMigrated(file: string, timeout: number): Promise<Connection> {
	const connection = connect(file, timeout);
	await migrate(connection.db);
	return connection;
}

function connect(file: string, timeout: number): Connection {
	const native = new Database(file, { timeout });
	native.pragma('journal_mode = WAL');
	native.pragma('synchronous = FULL');
	native.pragma('foreign_keys = ON');
	// 4 MB of pages instead of 16: the machine keeps the file in its own memory anyway, and there are two connections.
	native.pragma('cache_size = -4000');
	return {
		native,
		db: new Kysely<Tables>({ dialect: new SqliteDialect({ database: withKeptStatements(native) }) })
	};
}

class SqliteStorage implements Storage {
	readonly #writer: Connection;
	readonly #reader: Connection;

	constructor(writer: Connection, reader: Connection) {
		this.#writer = writer;
		this.#reader = reader;
	}

	read<T>(work: (tx: ReadTransaction) => Promise<T>): Promise<T> {
		return inTransaction(this.#reader.db, 'begin', (db) => work(new KyselyRead(db)));
	}

	/** `begin immediate` takes the one write lock at once: a transaction never reads what another then changes. */
	write<T>(work: (tx: WriteTransaction) => Promise<T>): Promise<T> {
		return inTransaction(this.#writer.db, 'begin immediate', (db) => work(new KyselyWrite(db, judgeFault)));
	}

	async backup(file: string): Promise<void> {
		await this.#reader.native.backup(file);
		const copy = new Database(file);
		try {
			finishCopy(copy);
		} finally {
			copy.close();
		}
	}

	async damage(): Promise<string[]> {
		return damageIn(this.#reader.native);
	}

	async close(): Promise<void> {
		for (const { db, native } of [this.#reader, this.#writer]) {
			await db.destroy();
			native.close();
		}
	}
}

/** Leaves one file that needs no others beside it, and can be read where nothing can be written. Throws when it is damaged. */
export function finishCopy(copy: Database.Database): void {
	copy.pragma('journal_mode = DELETE');
	const [found] = damageIn(copy);
	if (found !== undefined) throw new Error(`the copy is damaged: ${found}`);
}

function damageIn(native: Database.Database): string[] {
	const lines = native.pragma('integrity_check(5)') as { integrity_check: string }[];
	return lines.map((line) => line.integrity_check).filter((line) => line !== 'ok');
}

/** Kysely lends its one connection to one caller at a time: that is the queue of writers. */
export function inTransaction<T>(
	db: Kysely<Tables>,
	begin: 'begin' | 'begin immediate',
	work: (db: Kysely<Tables>) => Promise<T>
): Promise<T> {
	return db.connection().execute(async (connection) => {
		try {
			await sql.raw(begin).execute(connection);
			const result = await work(connection);
			await sql`commit`.execute(connection);
			return result;
		} catch (fault) {
			await sql`rollback`.execute(connection).catch(() => {});
			throw judgeFault(fault);
		}
	});
}

/** `StorageBusy` when busy, full or failing disk are to blame, and the work can be asked for again; else the work's own fault. */
function judgeFault(fault: unknown): unknown {
	const code = fault instanceof Error && 'code' in fault ? String(fault.code) : '';
	const isOfTheDatabase = /^SQLITE_(BUSY|LOCKED|IOERR|FULL|CANTOPEN|PROTOCOL|NOMEM)/.test(code);
	return isOfTheDatabase ? new StorageBusy('the database did not answer', { cause: fault }) : fault;
}

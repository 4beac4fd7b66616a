// PostgreSQL: many writers at once, in as many processes as wanted, kept apart by the row locks of sync-spec ST1.
//
// Writers run READ COMMITTED: each statement sees what was committed before it began. A push reads its rows after it holds
// the locks of their scopes, and so sees everything that earlier holders wrote. Under REPEATABLE READ it would see the
// moment before it had to wait, and every wait would end in a refusal. Readers see one moment: REPEATABLE READ.
import { type Kysely, sql } from 'kysely';
import { setTimeout as pause } from 'node:timers/promises';
import { writeCopy } from '../file-copy.ts';
import { KyselyRead } from '../kysely-read.ts';
import { KyselyWrite } from '../kysely-write.ts';
import { migrate } from '../migrations/migrate.ts';
import type { ReadTransaction, Storage, WriteTransaction } from '../storage.ts';
import type { Tables } from '../tables.ts';
import { connect, inTransaction } from './connect.ts';
import { isWorthRepeating, judgeFault } from './faults.ts';

export interface PostgresOptions {
	/** Most connections at a time. */
	connections?: number;
	/** How long a statement waits for another's lock. */
	lockMs?: number;
}

/** A phone gives up after 20 s (sync-spec CL2): better an early "busy" than an answer nobody hears. */
const LOCK_MS = 10_000;
/** A process that was stopped in the middle of its work must not keep its locks. */
const IDLE_MS = 20_000;
const CONNECTIONS = 10;
const TRIES = 5;
const PAUSE_MS = 40;

/** Opens the database at `url` and brings its tables up to date. Throws with one sentence for the operator. */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Storage> {
	const db = await connect(url, options.connections ?? CONNECTIONS);
	try {
		await migrate(db);
	} catch (fault) {
		await db.destroy();
		throw fault;
	}
	return new PostgresStorage(db, options.lockMs ?? LOCK_MS);
}

class PostgresStorage implements Storage {
	readonly #db: Kysely<Tables>;
	readonly #lockMs: number;

	constructor(db: Kysely<Tables>, lockMs: number) {
		this.#db = db;
		this.#lockMs = lockMs;
	}

	read<T>(work: (tx: ReadTransaction) => Promise<T>): Promise<T> {
		return this.#inSnapshot((db) => work(new KyselyRead(db)));
	}

	async write<T>(work: (tx: WriteTransaction) => Promise<T>): Promise<T> {
		for (let tries = 1; ; tries += 1) {
			try {
				return await inTransaction(this.#db, 'begin isolation level read committed', async (db) => {
					await this.#keepPromises(db);
					return work(new KyselyWrite(db, judgeFault));
				});
			} catch (fault) {
				if (tries === TRIES || !isWorthRepeating(fault)) throw fault;
				// By chance, so that two which met do not meet again.
				await pause(Math.random() * PAUSE_MS * tries);
			}
		}
	}

	backup(file: string): Promise<void> {
		return this.#inSnapshot((db) => writeCopy(db, file));
	}

	/** It checks its pages as it reads them. */
	async damage(): Promise<string[]> {
		return [];
	}

	close(): Promise<void> {
		return this.#db.destroy();
	}

	#inSnapshot<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
		return inTransaction(this.#db, 'begin isolation level repeatable read read only', work);
	}

	/** For this transaction, whatever the server's settings: on the disk before it is told (sync-spec ST3), no endless wait. */
	async #keepPromises(db: Kysely<Tables>): Promise<void> {
		await sql`select
			set_config('synchronous_commit', 'on', true),
			set_config('lock_timeout', ${String(this.#lockMs)}, true),
			set_config('idle_in_transaction_session_timeout', ${String(IDLE_MS)}, true)`.execute(db);
	}
}

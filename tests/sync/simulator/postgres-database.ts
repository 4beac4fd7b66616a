// A run on PostgreSQL: transactions overlap, each waits a moment before its commit, and the commits are looked at one by
// one. What it asks the event loop for is real, so a seed says what people do and not who is first.
import { Client } from 'pg';
import { setTimeout as wait } from 'node:timers/promises';
import type { CommuneId } from '#domain/ids.ts';
import { type Restoring, restoreBackup } from '#server/restore-backup.ts';
import { openPostgres } from '#server/storage/postgres/open-postgres.ts';
import type { Storage } from '#server/storage/storage.ts';
import { type Contents, takeDatabase, type TestDatabase } from '../../support/postgres.ts';
import { fillDatabase, newFile, type SimDatabase } from './database.ts';
import { type Eye, FORMER, type Receipt, type Seen, seenRowOf } from './eye.ts';
import type { Random } from './random.ts';
import { outside } from './scheduler.ts';
import { Violation } from './violation.ts';
import { COMMUNE, WRITERS } from './world-map.ts';

const commune = COMMUNE as CommuneId;
/** As many as there are phones, with requests that their phones have given up. */
const CONNECTIONS = 16;
const LONGEST_PAUSE_MS = 12;

let template: Promise<Contents> | undefined;

async function makeTemplate(): Promise<Contents> {
	const { url, contents, giveBack } = await takeDatabase();
	await fillDatabase(url, WRITERS);
	const all = await contents();
	giveBack();
	return all;
}

export class PostgresDatabase implements SimDatabase {
	storage!: Storage;
	eye!: PostgresEye;
	#database: TestDatabase;
	readonly #random: Random;

	private constructor(database: TestDatabase, random: Random) {
		this.#database = database;
		this.#random = random;
	}

	static make(random: Random): Promise<PostgresDatabase> {
		return outside(async () => {
			template ??= makeTemplate();
			const database = new PostgresDatabase(await takeDatabase(await template), random);
			await database.#open();
			return database;
		});
	}

	async #open(): Promise<void> {
		const { url } = this.#database;
		this.storage = outsideOf(await openPostgres(url, { connections: CONNECTIONS }));
		this.eye = await PostgresEye.open(url);
	}

	/** Every second transaction does not wait at all: whoever comes after a slow one is then done before it. */
	async pause(): Promise<void> {
		const ms = this.#random.int(2 * LONGEST_PAUSE_MS) - LONGEST_PAUSE_MS;
		if (ms > 0) await wait(ms);
	}

	async backup(): Promise<string> {
		const file = newFile();
		await this.storage.backup(file);
		return file;
	}

	/** Into an empty database, as nothing else is allowed there. */
	restore(restoring: Restoring): Promise<void> {
		return outside(async () => {
			const given = await this.storage.read((tx) => tx.lastDevice(commune));
			await this.#shut();
			this.#database.giveBack();
			this.#database = await takeDatabase();
			await restoreBackup({ DATABASE_URL: this.#database.url }, restoring);
			await this.#open();
			// The operator's command cannot ask the database that is replaced: numbers rise with the time between two
			// restores, and in a run there may be none.
			await this.storage.write(async (tx) => {
				await tx.setLastDevice(commune, Math.max(await tx.lastDevice(commune), given));
			});
		});
	}

	close(): Promise<void> {
		return outside(async () => {
			await this.#shut();
			this.#database.giveBack();
		});
	}

	async #shut(): Promise<void> {
		await this.eye.close();
		await this.storage.close();
	}
}

/** The same storage; whoever calls it need not know that it keeps real time. */
function outsideOf(storage: Storage): Storage {
	return {
		read: (work) => outside(() => storage.read(work)),
		write: (work) => outside(() => storage.write(work)),
		backup: (file) => outside(() => storage.backup(file)),
		damage: () => outside(() => storage.damage()),
		close: () => outside(() => storage.close())
	};
}

interface Look {
	rows: (Parameters<typeof seenRowOf>[0] & { version: string })[];
	receipts: Receipt[];
	/** All there are. */
	receipt_count: number;
	audits: { id: string; what: string }[];
}

/** Rows whose version is not the one seen last, whatever their numbers say: `xmin` is the transaction that wrote it. */
const LOOK = `select
	coalesce((select json_agg(one order by s, seq) from (
		select c, id, s, rv, seq, f, fm, xmin::text as version from rows
		where ($1::jsonb ->> (c || ' ' || id)) is distinct from xmin::text
	) one), '[]') as rows,
	coalesce((select json_agg(one order by device, n) from (
		select device, n, h, result, ${FORMER} from receipts where n > coalesce(($2::jsonb ->> device::text)::bigint, 0)
	) one), '[]') as receipts,
	(select count(*)::int from receipts) as receipt_count,
	coalesce((select json_agg(one) from (
		select id, what from audit where not $3::jsonb ? id
	) one), '[]') as audits`;

class PostgresEye implements Eye {
	readonly #client: Client;
	readonly #versions = new Map<string, string>();
	/** Highest n by device: a device's ops come one after the other. */
	readonly #receipts = new Map<number, number>();
	#receiptCount = 0;
	readonly #audits = new Set<string>();

	private constructor(client: Client) {
		this.#client = client;
	}

	static async open(url: string): Promise<PostgresEye> {
		const client = new Client({ connectionString: url });
		await client.connect();
		return new PostgresEye(client);
	}

	look(): Promise<Seen> {
		return outside(async () => {
			const known = [
				JSON.stringify(Object.fromEntries(this.#versions)),
				JSON.stringify(Object.fromEntries(this.#receipts)),
				JSON.stringify([...this.#audits])
			];
			const { rows } = await this.#client.query<Look>(LOOK, known);
			return this.#note(rows[0]!);
		});
	}

	#note({ rows, receipts, receipt_count: count, audits }: Look): Seen {
		for (const { c, id, version } of rows) this.#versions.set(`${c} ${id}`, version);
		for (const { device, n } of receipts) this.#receipts.set(device, n);
		this.#receiptCount += receipts.length;
		if (this.#receiptCount !== count)
			throw new Violation('EXACTLY_ONCE', 'a receipt appeared below one of its device that was there');
		for (const { id } of audits) this.#audits.add(id);
		return {
			rows: rows.map(({ version: _, ...row }) => seenRowOf(row)),
			receipts,
			audits: audits.map(({ what }) => what)
		};
	}

	texts(): Promise<string[]> {
		return outside(async () => {
			const { rows } = await this.#client.query<{ text: string }>(
				`select f as text from rows union all select raw from parked_ops
				union all select label from parked_ops where label is not null union all select what from audit`
			);
			return rows.map(({ text }) => text);
		});
	}

	close(): Promise<void> {
		return this.#client.end();
	}
}

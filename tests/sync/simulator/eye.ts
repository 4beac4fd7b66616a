// The oracle's look at the server's database, past everything the engine says about itself.
import Database from 'better-sqlite3';

export interface Receipt {
	device: number;
	n: number;
	h: string;
	result: string | null;
	/** Numbers that its phone had before, the last one last, as JSON. */
	former: string;
}

export const FORMER = '(select former from devices where devices.device = receipts.device) as former';

export interface SeenRow {
	c: string;
	id: string;
	s: string;
	rv: number;
	seq: number;
	f: Record<string, unknown>;
	fm: Record<string, { frv: number; te: number; dev: number }>;
}

/** What was committed since the look before. */
export interface Seen {
	rows: SeenRow[];
	/** In the order in which they were made. */
	receipts: Receipt[];
	/** What the lines of the audit trail say. */
	audits: string[];
}

export interface Eye {
	/** The first look sees everything. */
	look(): Seen | Promise<Seen>;
	/** Everything that people said, as the database holds it. */
	texts(): string[] | Promise<string[]>;
	close(): void | Promise<void>;
}

type RowTexts = Record<'c' | 'id' | 's' | 'f' | 'fm', string> & { rv: number; seq: number };

/** Rows by the counters of their scopes, the rest in the order of writing. */
export class SqliteEye implements Eye {
	readonly #native: Database.Database;
	readonly #heads = new Map<string, number>();
	#receipts = 0;
	#audits = 0;

	constructor(file: string) {
		this.#native = new Database(file, { readonly: true });
	}

	look(): Seen {
		const receipts = this.#native
			.prepare<[number], Receipt & { rowid: number }>(
				`select rowid, device, n, h, result, ${FORMER} from receipts where rowid > ? order by rowid`
			)
			.all(this.#receipts);
		const audits = this.#native
			.prepare<[number], { rowid: number; what: string }>('select rowid, what from audit where rowid > ?')
			.all(this.#audits);
		this.#receipts = receipts.at(-1)?.rowid ?? this.#receipts;
		this.#audits = audits.at(-1)?.rowid ?? this.#audits;
		return { rows: this.#changed(), receipts, audits: audits.map(({ what }) => what) };
	}

	#changed(): SeenRow[] {
		const heads = this.#native
			.prepare<[], { s: string; counter: number }>('select s, counter from scopes')
			.all();
		const rows: SeenRow[] = [];
		for (const { s, counter } of heads) {
			const seen = this.#heads.get(s) ?? 0;
			if (counter === seen) continue;
			this.#heads.set(s, counter);
			const found = this.#native
				.prepare<[string, number], RowTexts>(
					'select c, id, s, rv, seq, f, fm from rows where s = ? and seq > ?'
				)
				.all(s, seen);
			rows.push(...found.map(seenRowOf));
		}
		return rows;
	}

	texts(): string[] {
		const rows = this.#native.prepare<[], { f: string }>('select f from rows').all();
		const parked = this.#native.prepare<[], { raw: string; label: string | null }>(
			'select raw, label from parked_ops'
		);
		const audit = this.#native.prepare<[], { what: string }>('select what from audit').all();
		return [
			...rows.map(({ f }) => f),
			...parked.all().flatMap(({ raw, label }) => [raw, JSON.stringify(label)]),
			...audit.map(({ what }) => what)
		];
	}

	close(): void {
		this.#native.close();
	}
}

export const seenRowOf = (row: RowTexts): SeenRow => ({
	...row,
	f: JSON.parse(row.f) as SeenRow['f'],
	fm: JSON.parse(row.fm) as SeenRow['fm']
});

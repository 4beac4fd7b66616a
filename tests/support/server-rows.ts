// What would take weeks of several people's evenings, written into the file of a running server.
import Database from 'better-sqlite3';
import { join } from 'node:path';
import type { CollectionName } from '#protocol/collections.ts';
import type { Fields } from '#protocol/row.ts';

/** The server's rows, written past it: it reads them at each question, and no phone has asked yet. */
export class ServerRows {
	readonly #db: Database.Database;
	readonly #commune: string;

	constructor(db: Database.Database) {
		this.#db = db;
		this.#commune = db.prepare<[], string>('SELECT commune FROM communes').pluck().get() ?? '';
	}

	/** In a fixed order. */
	all(c: CollectionName): { id: string; s: string; f: Fields }[] {
		return this.#db
			.prepare<[string], { id: string; s: string; f: string }>(
				'SELECT id, s, f FROM rows WHERE c = ? ORDER BY id'
			)
			.all(c)
			.map(({ f, ...row }) => ({ ...row, f: JSON.parse(f) as Fields }));
	}

	/** Fields that the row has from now on. */
	change(c: CollectionName, id: string, fields: Fields): void {
		this.#db
			.prepare('UPDATE rows SET f = json_patch(f, ?) WHERE c = ? AND id = ?')
			.run(JSON.stringify(fields), c, id);
	}

	/** The next row of its scope. */
	add(c: CollectionName, id: string, s: string, f: Fields): void {
		const seq = this.#db
			.prepare<[string, string], number>(
				'INSERT INTO scopes (commune, s, counter) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET counter = counter + 1 RETURNING counter'
			)
			.pluck()
			.get(this.#commune, s);
		this.#db
			.prepare("INSERT INTO rows (commune, c, id, s, rv, seq, f, fm) VALUES (?, ?, ?, ?, 1, ?, ?, '{}')")
			.run(this.#commune, c, id, s, seq, JSON.stringify(f));
	}

	/** A member's phones were last heard of at `at`. */
	silence(member: string, at: number): void {
		this.#db
			.prepare(
				"UPDATE devices SET last_contact_at = ? WHERE member IN (SELECT id FROM rows WHERE c = 'members' AND json_extract(f, '$.name') = ?)"
			)
			.run(at, member);
	}

	/** For the office to look at. */
	park(id: string, member: string, raw: Fields, label: string): void {
		this.#db
			.prepare(
				"INSERT INTO parked_ops (commune, id, member, raw, label, code, at, state) VALUES (?, ?, ?, ?, ?, 'late', ?, 'waiting')"
			)
			.run(this.#commune, id, member, JSON.stringify(raw), label, Date.now());
	}
}

/** All of it or nothing, before anybody has signed in. */
export function writePast(dataDir: string, write: (rows: ServerRows) => void): void {
	const db = new Database(join(dataDir, 'tung-nha.sqlite'));
	try {
		db.transaction(() => write(new ServerRows(db)))();
	} finally {
		db.close();
	}
}

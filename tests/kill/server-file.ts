// The server's database as a file, read with SQL of our own while the server is dead: what is on the disk, nothing else.
import Database from 'better-sqlite3';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ServerFile {
	/** `ok`, or what SQLite found to be wrong with the file. */
	integrity: string;
	/** Devices that are phones: their highest consumed number as the devices table has it. */
	phones: { device: number; member: string; lastN: number }[];
	/** Every receipt of a phone: number, and what became of the op where that is not plain ok. */
	receipts: { device: number; n: number; result: string | null }[];
	/** Ops that were applied under more than one identity by one member. */
	appliedTwice: number;
	/** Identities of ops by the member whose device recorded them. */
	identitiesByMember: Map<string, number>;
	/** Fields by `collection/id`, of what phones write at a door. */
	rows: Map<string, Record<string, unknown>>;
	/** Scopes whose rows are numbered beyond their counter. */
	scopesBehind: number;
}

/** Reads a copy, so that the file is left as the dead server left it. */
export function readServerFile(dataDir: string): ServerFile {
	const folder = mkdtempSync(join(tmpdir(), 'tung-nha-copy-'));
	try {
		for (const end of ['', '-wal']) {
			const name = `tung-nha.sqlite${end}`;
			if (existsSync(join(dataDir, name))) cpSync(join(dataDir, name), join(folder, name));
		}
		const db = new Database(join(folder, 'tung-nha.sqlite'));
		try {
			return contentOf(db);
		} finally {
			db.close();
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

const PHONES = `SELECT device FROM devices WHERE kind = 'phone'`;

function contentOf(db: Database.Database): ServerFile {
	const all = <T>(sql: string): T[] => db.prepare(sql).all() as T[];
	const identities = all<{ member: string; count: number }>(
		`SELECT d.member AS member, count(*) AS count FROM identities i
		 JOIN devices d ON d.commune = i.commune AND d.device = i.origin_device
		 WHERE d.kind = 'phone' GROUP BY d.member`
	);
	const rows = all<{ c: string; id: string; f: string }>(
		`SELECT c, id, f FROM rows WHERE c IN ('visits', 'answers', 'parked')`
	);
	return {
		integrity: db.pragma('quick_check', { simple: true }) as string,
		phones: all(`SELECT device, member, last_n AS lastN FROM devices WHERE kind = 'phone'`),
		receipts: all(`SELECT device, n, result FROM receipts WHERE device IN (${PHONES}) ORDER BY device, n`),
		appliedTwice: all(
			`SELECT d.member, i.h FROM identities i
			 JOIN devices d ON d.commune = i.commune AND d.device = i.origin_device
			 WHERE d.kind = 'phone' GROUP BY d.member, i.h HAVING count(*) > 1`
		).length,
		identitiesByMember: new Map(identities.map(({ member, count }) => [member, count])),
		rows: new Map(rows.map(({ c, id, f }) => [`${c}/${id}`, JSON.parse(f) as Record<string, unknown>])),
		scopesBehind: all(
			`SELECT s.s FROM scopes s JOIN rows r ON r.commune = s.commune AND r.s = s.s
			 GROUP BY s.s, s.counter HAVING max(r.seq) > s.counter`
		).length
	};
}

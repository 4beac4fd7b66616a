import Database from 'better-sqlite3';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStorage } from '#server/open-storage.ts';

let folder: string;
let native: Database.Database;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'tung-nha-sql-'));
	const file = join(folder, 'commune.sqlite');
	await (await openStorage({ DATABASE_URL: file })).close();
	native = new Database(file, { readonly: true });
});

afterAll(() => {
	native.close();
	rmSync(folder, { recursive: true });
});

test('[ST2] every table of a commune carries the commune first in its key', () => {
	const tables = native
		.prepare("select name from sqlite_master where type = 'table'")
		.pluck()
		.all() as string[];
	// Of the whole database: its settings, and what was migrated.
	const ours = tables.filter(
		(name) => name !== 'meta' && !name.startsWith('kysely_') && !name.startsWith('sqlite_')
	);
	expect(ours.length).toBeGreaterThan(8);
	const keys = ours.map((table) => {
		const columns = native.pragma(`table_info(${table})`) as { name: string; pk: number }[];
		return [table, columns.find(({ pk }) => pk === 1)?.name];
	});
	expect(keys.filter(([, first]) => first !== 'commune')).toEqual([]);
});

test('[ST2] the shared queries use nothing that only one database has', () => {
	const onlyOne =
		/advisory|listen\b|notify\b|xid|nextval|serial|\bnow\(|current_timestamp|rowid|autoincrement|pragma/i;
	const shared = globSync('src/lib/server/storage/{*,migrations/*}.ts').filter(
		(file) => !file.endsWith('.test.ts')
	);
	expect(shared.length).toBeGreaterThan(4);
	const code = (file: string) => readFileSync(file, 'utf8').replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '');
	expect(shared.filter((file) => onlyOne.test(code(file)))).toEqual([]);
});

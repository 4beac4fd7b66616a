import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { withKeptStatements } from './kept-statements.ts';

function opened(): { native: Database.Database; prepared: string[] } {
	const native = new Database(':memory:');
	const prepared: string[] = [];
	const prepare = native.prepare.bind(native);
	native.prepare = (text: string) => {
		prepared.push(text);
		return prepare(text);
	};
	return { native, prepared };
}

test('a statement is prepared once, and again only after many others', () => {
	const { native, prepared } = opened();
	const database = withKeptStatements(native);
	expect(database.prepare('select 1 as one').all([])).toEqual([{ one: 1 }]);
	expect(database.prepare('select 1 as one').all([])).toEqual([{ one: 1 }]);
	expect(prepared).toEqual(['select 1 as one']);
	for (let other = 0; other < 199; other += 1) database.prepare(`select ${other}`);
	database.prepare('select 1 as one');
	expect(prepared).toHaveLength(200);
	for (let other = 1_000; other < 1_200; other += 1) database.prepare(`select ${other}`);
	database.prepare('select 1 as one');
	expect(prepared.filter((text) => text === 'select 1 as one')).toHaveLength(2);
	database.close();
	expect(native.open).toBe(false);
});

test('a statement kept from before a table was changed sees the change', () => {
	const { native } = opened();
	const database = withKeptStatements(native);
	native.exec('create table t (a); insert into t values (1)');
	expect(database.prepare('select * from t').all([])).toEqual([{ a: 1 }]);
	native.exec('alter table t add column b default 2');
	expect(database.prepare('select * from t').all([])).toEqual([{ a: 1, b: 2 }]);
});

// What a database of an earlier version holds is still there, and complete, under this one.
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { CommuneId } from '#domain/ids.ts';
import { up as firstTables } from '#server/storage/migrations/001-first-tables.ts';
import { up as commandsAndHistory } from '#server/storage/migrations/002-commands-and-history.ts';
import { KyselyRead } from '#server/storage/kysely-read.ts';
import { makeFolder } from '../support/test-commune.ts';

const XA = 'xa-1' as CommuneId;

test('002 tells every row’s parent, however many there are', async () => {
	const native = new Database(join(makeFolder(), 'old.sqlite'));
	onTestFinished(() => void native.close());
	const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: native }) });
	// As the migrator does; and a commit for each row would wait for the disk.
	native.exec('begin');
	await firstTables(db);
	const put = native.prepare('insert into rows values (?, ?, ?, ?, 1, ?, ?, ?)');
	let seq = 0;
	const row = (c: string, id: string, f: object, commune: string = XA) =>
		put.run(commune, c, id, 'h:h1', (seq += 1), JSON.stringify(f), '{}');
	row('households', 'hh1', { hamlet: 'h1' });
	row('answers', 'p0', { VN2: { status: 'not-yet' } });
	row('conflicts', '3.4.name', { in: 'people', row: 'p0' });
	row('members', 'hoa', { name: 'Hoa' });
	for (let index = 0; index < 1_201; index += 1) row('people', `p${index}`, { household: 'hh1' });
	row('people', 'p0', { household: 'other' }, 'xa-2');

	await commandsAndHistory(db);
	native.exec('commit');
	const read = new KyselyRead(db);
	expect(await read.childrenOf(XA, 'people', ['hh1'])).toHaveLength(1_201);
	expect(await read.childrenOf('xa-2' as CommuneId, 'people', ['other'])).toHaveLength(1);
	expect(await read.childrenOf(XA, 'households', ['h1'])).toHaveLength(1);
	expect(await read.childrenOf(XA, 'answers', ['p0'])).toHaveLength(1);
	expect(await read.childrenOf(XA, 'conflicts', ['p0'])).toHaveLength(1);
	const without = native.prepare('select c from rows where parent is null').pluck().all();
	expect(without).toEqual(['members']);
});

import Database from 'better-sqlite3';
import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStorage } from '#server/open-storage.ts';
import { examine, type FindingKind } from '#server/operator/examine.ts';
import type { Storage } from '#server/storage/storage.ts';
import { makeCommune, makeFolder, makePhone, NOW } from '../support/test-commune.ts';

const done = { status: 'done', evidence: 'said' };

/** A file of a commune in which somebody has worked: answers, visits, a conflict, parked work, a second number. */
async function usedFile(): Promise<string> {
	const at = await makeCommune();
	const hoa = await makePhone(at, 'hoa');
	const lan = await makePhone(at, 'lan');
	const visit = {
		k: 'add',
		c: 'visits',
		id: 'v1',
		a: { household: 'hh1', outcome: 'met', at: NOW, by: 'hoa' }
	};
	await hoa.sync(hoa.ops({ c: 'answers', id: 'hh1.1', a: { VN2: done } }, visit));
	await lan.sync(lan.ops({ c: 'answers', id: 'hh1.1', a: { VN2: { status: 'not-yet' } } }));
	await hoa.sync(hoa.ops({ c: 'households', id: 'hh2', a: { order: 2 } }));
	await lan.sync(lan.ops({ c: 'people', id: 'hh1.2', a: { name: 'Lê Nam' }, o: { d: 900, n: 4 } }));
	const file = join(makeFolder(), 'used.sqlite');
	await at.storage.backup(file);
	return file;
}

async function opened(file: string): Promise<Storage> {
	const storage = await openStorage({ DATABASE_URL: file });
	onTestFinished(() => storage.close());
	return storage;
}

test('a commune in which people worked is found well', async () => {
	expect(await examine(await opened(await usedFile()))).toEqual([]);
});

test.each<[wrong: string, kind: FindingKind, example: string]>([
	["update scopes set counter = 1 where s = 'h:h1'", 'beyond-counter', 'h:h1'],
	["delete from scopes where s = 'h:h2'", 'beyond-counter', 'h:h2'],
	[
		"insert into departures select commune, s, seq, c, 'x', 1, 0, 0 from rows where id = 'hh1.2'",
		'number-twice',
		'h:h1 '
	],
	['delete from receipts where device = (select max(device) from devices) and n = 1', 'receipts', ''],
	["update devices set last_n = last_n + 1 where member = 'hoa'", 'receipts', ''],
	["delete from devices where member = 'hoa'", 'receipts', ''],
	['delete from identities where origin_device = 900', 'identity', '.2'],
	["delete from rows where c = 'people' and id = 'hh1.1'", 'parent', 'answers/hh1.1'],
	[
		"update rows set s = 'h:h2', seq = 900 where c = 'visits'; update scopes set counter = 900 where s = 'h:h2'",
		'scope',
		'visits/v1'
	],
	["update rows set rv = 0 where c = 'people' and id = 'hh1.1'", 'marks', 'people/hh1.1'],
	["insert into parked_ops values ('xa-1', 'x.1', 'hoa', '{}', null, 'shape', 1, 'waiting')", 'parked', 'x.1']
])('%s is found, with where', async (wrong, kind, example) => {
	const file = await usedFile();
	const native = new Database(file);
	native.exec(wrong);
	native.close();
	const findings = await examine(await opened(file));
	expect(findings).toMatchObject([{ kind, many: expect.any(Number) as number }]);
	expect(findings[0]?.some.join()).toContain(example);
});

test('a file with broken pages is called damaged, and nothing more is read from it', async () => {
	const file = await usedFile();
	const storage = await opened(file);
	const page = 4096;
	const handle = openSync(file, 'r+');
	for (let at = 10 * page; at < statSync(file).size; at += page)
		writeSync(handle, Buffer.alloc(200, 7), 0, 200, at);
	closeSync(handle);
	expect(await examine(storage)).toMatchObject([{ kind: 'damage' }]);
});

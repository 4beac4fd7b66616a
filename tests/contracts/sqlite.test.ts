import Database from 'better-sqlite3';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { CommuneId } from '#domain/ids.ts';
import { openSqlite } from '#server/storage/sqlite/open-sqlite.ts';
import { type Storage, StorageBusy } from '#server/storage/storage.ts';
import { makeFolder } from '../support/test-commune.ts';
import { storageContract } from './storage-contract.ts';

let file = '';

async function open(): Promise<Storage> {
	const storage = await openSqlite(file);
	onTestFinished(() => storage.close());
	return storage;
}

function openEmpty(): Promise<Storage> {
	file = join(makeFolder(), 'x.sqlite');
	return open();
}

storageContract('SQLite', openEmpty, open);

test('[ST3] commits are on the disk before they are told: WAL with synchronous FULL', async () => {
	await openEmpty();
	const other = new Database(file, { readonly: true });
	expect(other.pragma('journal_mode', { simple: true })).toBe('wal');
	other.close();
});

test('[PS3] a database that another process keeps locked is busy, and nothing was written', async () => {
	file = join(makeFolder(), 'x.sqlite');
	const storage = await openSqlite(file, 20);
	onTestFinished(() => storage.close());
	const other = new Database(file);
	other.exec('begin immediate');
	await expect(storage.write((tx) => tx.addCommune('xa-1' as CommuneId))).rejects.toThrow(StorageBusy);
	other.exec('rollback');
	other.close();
	expect(await storage.read((tx) => tx.communes())).toEqual([]);
});

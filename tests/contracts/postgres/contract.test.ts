import { onTestFinished } from 'vitest';
import { openPostgres } from '#server/storage/postgres/open-postgres.ts';
import type { Storage } from '#server/storage/storage.ts';
import { takeDatabase } from '../../support/postgres.ts';
import { storageContract } from '../storage-contract.ts';

let url = '';

async function open(): Promise<Storage> {
	const storage = await openPostgres(url);
	onTestFinished(() => storage.close());
	return storage;
}

async function openEmpty(): Promise<Storage> {
	const database = await takeDatabase();
	onTestFinished(() => database.giveBack());
	({ url } = database);
	return open();
}

storageContract('PostgreSQL', openEmpty, open);

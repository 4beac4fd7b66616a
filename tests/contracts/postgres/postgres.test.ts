// What PostgreSQL in particular owes: the rest is the contract.
import { type Kysely, sql } from 'kysely';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { CommuneId, MemberId } from '#domain/ids.ts';
import type { Scope } from '#protocol/scope.ts';
import { openStorage } from '#server/open-storage.ts';
import { openPostgres, type PostgresOptions } from '#server/storage/postgres/open-postgres.ts';
import { restorePostgres } from '#server/storage/postgres/restore-postgres.ts';
import { type Storage, StorageBusy } from '#server/storage/storage.ts';
import { createDatabase, runSql, takeDatabase } from '../../support/postgres.ts';
import { makeCommune, makeFolder } from '../../support/test-commune.ts';

const XA = 'xa-1' as CommuneId;

async function takeUrl(): Promise<string> {
	const { url, giveBack } = await takeDatabase();
	onTestFinished(giveBack);
	return url;
}

async function open(url: string, options?: PostgresOptions): Promise<Storage> {
	const storage = await openPostgres(url, options);
	onTestFinished(() => storage.close());
	return storage;
}

const nameOf = (url: string): string => new URL(url).pathname.slice(1);

const cutConnections = (url: string) =>
	runSql(
		url,
		`select pg_terminate_backend(pid) from pg_stat_activity
		where datname = current_database() and application_name = 'tung-nha'`
	);

test('[ST3] a commit is on the disk before it is told, whatever the database’s own setting', async () => {
	const url = await takeUrl();
	await runSql(url, `alter database ${nameOf(url)} set synchronous_commit = off`);
	onTestFinished(async () => {
		await runSql(url, `alter database ${nameOf(url)} reset synchronous_commit`);
	});
	const storage = await open(url);
	const shown = await storage.write(async (tx) => {
		const { db } = tx as unknown as { db: Kysely<unknown> };
		return (await sql`show synchronous_commit`.execute(db)).rows;
	});
	expect(shown).toEqual([{ synchronous_commit: 'on' }]);
});

test('[PS3] a lock that another keeps too long makes the database busy, and nothing was written', async () => {
	const url = await takeUrl();
	const [one, other] = [await open(url), await open(url, { lockMs: 50 })];
	const held = Promise.withResolvers<void>();
	const mayEnd = Promise.withResolvers<void>();
	const holding = one.write(async (tx) => {
		await tx.lockScopes(XA, ['c']);
		held.resolve();
		await mayEnd.promise;
	});
	await held.promise;
	const waiting = other.write(async (tx) => {
		await tx.addCommune(XA);
		// Also inside a savepoint it is not this op's fault, and the op is not to be parked.
		await tx
			.savepoint(() => tx.lockScopes(XA, ['c']))
			.catch((fault: unknown) => {
				expect(fault).toBeInstanceOf(StorageBusy);
				throw fault;
			});
	});
	await expect(waiting).rejects.toThrow(StorageBusy);
	mayEnd.resolve();
	await holding;
	expect(await other.read((tx) => tx.communes())).toEqual([]);
});

test('[ST2] two that wait for each other are run again, and both are done', async () => {
	const url = await takeUrl();
	const storage = await open(url);
	let tries = 0;
	const bothHoldOne = Promise.withResolvers<void>();
	const raise = (first: Scope, second: Scope): Promise<void> =>
		storage.write(async (tx) => {
			const heads = await tx.lockScopes(XA, [first]);
			if ((tries += 1) === 2) bothHoldOne.resolve();
			await bothHoldOne.promise;
			for (const [s, head] of [...heads, ...(await tx.lockScopes(XA, [second]))])
				await tx.setHead(XA, s, head + 1);
		});
	await Promise.all([raise('c', 'h:h1'), raise('h:h1', 'c')]);
	expect(tries).toBe(3);
	expect([...(await storage.read((tx) => tx.heads(XA, ['c', 'h:h1']))).values()]).toEqual([2, 2]);
});

test('[PS3] a connection cut in the middle of the work makes the database busy, and the next work finds a new one', async () => {
	const url = await takeUrl();
	const storage = await open(url);
	const cut = storage.write(async (tx) => {
		await tx.addCommune(XA);
		await cutConnections(url);
		await tx.setMeta('epoch', 'e1');
	});
	await expect(cut).rejects.toThrow(StorageBusy);
	await storage.write((tx) => tx.addCommune('xa-2' as CommuneId));
	expect(await storage.read((tx) => tx.communes())).toEqual(['xa-2']);
});

test('[PS3] a database that lets nobody in is busy, and later goes on without a restart', async () => {
	const url = await takeUrl();
	const storage = await open(url);
	const aside = await takeUrl();
	const letIn = (whether: boolean) =>
		runSql(aside, `alter database ${nameOf(url)} with allow_connections ${String(whether)}`);
	await letIn(false);
	await cutConnections(url);
	await expect(storage.read((tx) => tx.communes())).rejects.toThrow(StorageBusy);
	await expect(storage.write((tx) => tx.addCommune(XA))).rejects.toThrow(StorageBusy);
	await letIn(true);
	await storage.write((tx) => tx.addCommune(XA));
	expect(await storage.read((tx) => tx.communes())).toEqual([XA]);
});

test('a failed statement that was passed over is not taken for a success', async () => {
	const storage = await open(await takeUrl());
	const careless = storage.write(async (tx) => {
		await tx.addCommune(XA);
		await tx.addCommune(XA).catch(() => {});
	});
	await expect(careless).rejects.toThrow('passed over');
	expect(await storage.read((tx) => tx.communes())).toEqual([]);
});

test('a character that PostgreSQL cannot keep in text stays in JSON, and elsewhere is left out', async () => {
	const storage = await open(await takeUrl());
	const row = {
		c: 'people',
		id: 'p1',
		s: 'h:h1',
		rv: 1,
		seq: 1,
		f: { name: 'a\0b \ud800' },
		fm: {}
	} as const;
	const member = 'hoa' as MemberId;
	const invite = { codeHash: 'x', digitsHash: 'y', member, invitedBy: 'Tâm\0', expiresAt: 9 };
	await storage.write(async (tx) => {
		await tx.putRows(XA, [row]);
		await tx.putInvite(XA, invite);
	});
	expect(await storage.read((tx) => tx.rowsOf(XA, 'people'))).toEqual([row]);
	expect(await storage.read((tx) => tx.invite('x'))).toMatchObject({ invitedBy: 'Tâm' });
});

test('processes that start at once on a new database make its tables and its epoch once', async () => {
	const DATABASE_URL = await createDatabase();
	const opened = await Promise.all([1, 2, 3, 4].map(() => openStorage({ DATABASE_URL })));
	const epochs = await Promise.all(opened.map((storage) => storage.read((tx) => tx.meta('epoch'))));
	await Promise.all(opened.map((storage) => storage.close()));
	expect(epochs[0]).toMatch(/^[\w-]{16}$/);
	expect(new Set(epochs).size).toBe(1);
});

test('a backup put back is the same database as before, and what came since is gone', async () => {
	const at = await makeCommune();
	const file = join(makeFolder(), 'backup.sqlite');
	await at.storage.backup(file);
	const url = await takeUrl();
	const other = await open(url);
	await other.write((tx) => tx.addCommune('since' as CommuneId));
	await restorePostgres(url, file);
	const again = join(makeFolder(), 'again.sqlite');
	await other.backup(again);
	expect(await other.read((tx) => tx.communes())).toEqual([at.commune]);
	expect(await other.read((tx) => tx.rowsOf(at.commune, 'people'))).toEqual(await at.rowsOf('people'));
	expect(await other.read((tx) => tx.meta('epoch'))).toBe(at.epoch);
});

test('what cannot be used is refused in one sentence, without the password', async () => {
	const url = await takeUrl();
	await runSql(
		url,
		`create database ${nameOf(url)}_ascii template template0 encoding 'SQL_ASCII' locale_provider libc locale 'C'`
	);
	const ascii = url.replace(nameOf(url), `${nameOf(url)}_ascii`);
	await expect(openStorage({ DATABASE_URL: ascii })).rejects.toThrow('encoding UTF8, not SQL_ASCII');
	const nobody = openStorage({ DATABASE_URL: 'postgres://hoa:secret@127.0.0.1:1/xa' });
	await expect(nobody).rejects.toThrow(/^PostgreSQL cannot be opened: connect ECONNREFUSED 127.0.0.1:1$/);
	const few = openStorage({ DATABASE_URL: url, DATABASE_CONNECTIONS: '1' });
	await expect(few).rejects.toThrow('a number from 2 on');
});

import Database from 'better-sqlite3';
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { CollectionName } from '#protocol/collections.ts';
import { openBackup } from '#server/open-backup.ts';
import { openStorage } from '#server/open-storage.ts';
import { confirmBackup } from '#server/operator/confirm-backup.ts';
import { examine } from '#server/operator/examine.ts';
import { LedgerFile } from '#server/operator/ledger-file.ts';
import { NotRestored, restoreBackup } from '#server/restore-backup.ts';
import type { Storage } from '#server/storage/storage.ts';
import { makeCommune, makeFolder, makePhone, NOW, type TestCommune } from '../support/test-commune.ts';

const done = { status: 'done', evidence: 'said' };
const tap = (person: string) => ({ c: 'answers', id: person, a: { VN2: done } });

/** A commune whose server has stopped, at `file`, and a backup of it that lacks what came after. */
async function stopped(work: (at: TestCommune) => Promise<void> = async () => {}) {
	const at = await makeCommune();
	const folder = makeFolder();
	const backup = join(folder, 'backup.sqlite');
	await at.storage.backup(backup);
	await work(at);
	const file = join(folder, 'tung-nha.sqlite');
	await at.storage.backup(file);
	const restore = (given: Partial<Parameters<typeof restoreBackup>[1]> = {}) =>
		restoreBackup({ DATABASE_URL: file }, { file: backup, erased: [], now: NOW, ...given });
	return { at, folder, backup, file, restore };
}

async function opened(file: string): Promise<Storage> {
	const storage = await openStorage({ DATABASE_URL: file });
	onTestFinished(() => storage.close());
	return storage;
}

const whyOf = (fault: unknown): string => (fault instanceof NotRestored ? fault.why : String(fault));

test('[RS2] a restored backup is another epoch, whole, and the old database lies beside it', async () => {
	const { at, file, restore } = await stopped(async (one) => void (await makePhone(one, 'hoa')));
	const before = readFileSync(file);
	const { epoch, kept } = await restore();
	expect(kept).toMatch(/tung-nha\.2026-11-22-120000\.sqlite$/);
	expect(readFileSync(kept ?? '')).toEqual(before);
	const storage = await opened(file);
	expect(await storage.read((tx) => tx.meta('epoch'))).toBe(epoch);
	expect(epoch).not.toBe(at.epoch);
	expect(await storage.read((tx) => tx.rows(at.commune, [{ c: 'members', id: 'hoa' }]))).toEqual([]);
	expect(await examine(storage)).toEqual([]);
});

test('[RS1] no device number is given out twice, however often the same backup is restored', async () => {
	const { at, file, backup, restore } = await stopped(async (one) => void (await makePhone(one, 'hoa')));
	const numbers: number[] = [];
	const enrolled = async (): Promise<void> => {
		const storage = await openStorage({ DATABASE_URL: file });
		numbers.push((await makePhone({ ...at, storage }, 'lan')).device);
		await storage.close();
	};
	await restore();
	await enrolled();
	await restore({ now: NOW + 1_000 });
	await enrolled();
	// Another machine, where nothing but the backup is left.
	const elsewhere = join(makeFolder(), 'tung-nha.sqlite');
	const later = { file: backup, erased: [], now: NOW + 3_600_000 };
	expect(await restoreBackup({ DATABASE_URL: elsewhere }, later)).not.toHaveProperty('kept');
	const storage = await opened(elsewhere);
	numbers.push((await makePhone({ ...at, storage }, 'lan')).device);
	expect(new Set(numbers).size).toBe(3);
	expect(Math.min(...numbers)).toBeGreaterThan(100_000);
});

test('a database that is open is not replaced, and once it is closed it is', async () => {
	const { file, folder, restore } = await stopped();
	const storage = await openStorage({ DATABASE_URL: file });
	const epoch = await storage.read((tx) => tx.meta('epoch'));
	expect(await restore().catch(whyOf)).toBe('in-use');
	expect(await storage.read((tx) => tx.meta('epoch'))).toBe(epoch);
	expect(readdirSync(folder).filter((name) => name.includes('restoring'))).toEqual([]);
	await storage.close();
	expect((await restore()).kept).toBeDefined();
});

test.each([
	['is no database', 'unreadable', (file: string) => writeFileSync(file, 'Danh sách hộ '.repeat(900))],
	['is empty', 'unreadable', (file: string) => writeFileSync(file, '')],
	[
		'has lost rows',
		'unwell',
		(file: string) => {
			const native = new Database(file);
			native.exec("delete from rows where c = 'households'");
			native.close();
		}
	]
])('a backup that %s is refused, and the old database stays what it was', async (_what, why, spoil) => {
	const { backup, file, folder, restore } = await stopped();
	spoil(backup);
	const before = readFileSync(file);
	expect(await restore().catch(whyOf)).toBe(why);
	expect(readFileSync(file)).toEqual(before);
	expect(readdirSync(folder).filter((name) => /\d{6}\.sqlite$/.test(name))).toEqual([]);
});

test('a restore that was killed before the last step has changed nothing, and the next one goes through', async () => {
	const { at, file, restore } = await stopped();
	const before = readFileSync(file);
	// Killed in the middle of writing: half a file, with what SQLite had beside it.
	writeFileSync(`${file}.restoring`, before.subarray(0, before.length / 2));
	writeFileSync(`${file}.restoring-wal`, 'half');
	const storage = await openStorage({ DATABASE_URL: file });
	expect(await storage.read((tx) => tx.meta('epoch'))).toBe(at.epoch);
	await storage.close();
	await restore();
	expect(existsSync(`${file}.restoring`)).toBe(false);
	expect(await examine(await opened(file))).toEqual([]);
});

test('a database too damaged to be opened is replaced, and kept with what belongs to it', async () => {
	const { file, folder, restore } = await stopped();
	writeFileSync(file, 'xx'.repeat(5_000));
	writeFileSync(`${file}-wal`, 'its changes');
	const { kept = '' } = await restore();
	expect(readFileSync(`${kept}-wal`, 'utf8')).toBe('its changes');
	expect(readdirSync(folder)).not.toContain('tung-nha.sqlite-wal');
	expect(await examine(await opened(file))).toEqual([]);
});

test('[RC5] what was erased since the backup is erased again, and nobody brings it back', async () => {
	const { at, folder, file, restore } = await stopped();
	const ledger = new LedgerFile(join(folder, 'erasures.jsonl'));
	expect(await ledger.all()).toEqual([]);
	await ledger.note(at.commune, [{ c: 'people', id: 'hh1.1' }]);
	appendFileSync(join(folder, 'erasures.jsonl'), '{"commune":"xa-1","c":"peo');
	await ledger.note(at.commune, [
		{ c: 'people', id: 'later' },
		{ c: 'people', id: 'hh1.1' }
	]);
	const erased = await ledger.all();
	expect(erased.map(({ id }) => id)).toEqual(['hh1.1', 'later']);
	expect((await restore({ erased })).erasedAgain).toBe(1);

	const storage = await opened(file);
	const epoch = (await storage.read((tx) => tx.meta('epoch'))) ?? '';
	const restored: TestCommune = { ...at, storage, epoch };
	const [row] = await storage.read((tx) => tx.rows(at.commune, [{ c: 'people', id: 'hh1.1' }]));
	expect([row?.s, row?.f]).toEqual(['e', {}]);
	const hoa = await makePhone(restored, 'hoa');
	const again = { k: 'add', c: 'people', id: 'later', a: { household: 'hh1', name: 'Lê Thị Hà', order: 3 } };
	expect((await hoa.sync(hoa.ops(tap('hh1.1'), again))).results.map(({ r }) => r)).toEqual([
		'erased',
		'erased'
	]);
	expect(JSON.stringify([...(await hoa.pullAll()).values()])).not.toContain('Hà');
	expect(await examine(storage)).toEqual([]);
});

test('[RC5] who was led out of a household before it was erased stands, and a phone that knows says where', async () => {
	const { at, file, restore } = await stopped();
	const gone = [
		{ c: 'households', id: 'hh1' },
		{ c: 'people', id: 'hh1.2' }
	] as const;
	const erased = gone.map((key) => ({ ...key, commune: at.commune }));
	const HOUR = 3_600_000;
	expect((await restore({ erased, now: NOW + 2 * HOUR })).erasedAgain).toBe(2);

	const storage = await opened(file);
	const epoch = (await storage.read((tx) => tx.meta('epoch'))) ?? '';
	const restored: TestCommune = { ...at, storage, epoch };
	const rowOf = async (c: 'people' | 'households', id: string) =>
		(await storage.read((tx) => tx.rows(at.commune, [{ c, id }])))[0];
	const led = await rowOf('people', 'hh1.1');
	expect([led?.s, typeof led?.f.name]).toEqual(['h:h1', 'string']);
	const home = await rowOf('households', String(led?.f.household));
	expect(home).toMatchObject({ s: 'h:h1', f: { hamlet: 'h1', status: 'active' } });
	expect(home?.id).not.toBe('hh1');
	expect(await rowOf('households', 'hh1')).toMatchObject({ s: 'e', f: {} });
	expect(await examine(storage)).toEqual([]);

	// Tapped after the backup, before the restore.
	const hoa = await makePhone(restored, 'hoa', ['volunteer'], ['h1', 'h2']);
	const move = { k: 'cmd', c: 'people', id: 'hh1.1', a: { name: 'person.move', into: 'hh2' } };
	const moves = hoa.ops(move).map((op) => ({ ...op, t: NOW + HOUR, e: at.epoch }));
	expect((await hoa.sync(moves, {}, NOW + 2 * HOUR)).results.map(({ r }) => r)).toEqual(['merged']);
	expect((await rowOf('people', 'hh1.1'))?.f.household).toBe('hh2');
});

test('[RC5] what had been recorded at a household that was merged before it was erased stands with its people', async () => {
	const at = await makeCommune();
	const official = await makePhone(at, 'xa', ['commune-official'], []);
	const visit = { household: 'hh1', outcome: 'met', at: NOW, by: 'xa' };
	await official.sync(
		official.ops(
			{ k: 'add', c: 'visits', id: 'v1', a: visit },
			{ c: 'householdAnswers', id: 'hh1', a: { CQ: { status: 'done', evidence: 'said' } } },
			{ k: 'add', c: 'households', id: 'empty', a: { hamlet: 'h2', order: 9, status: 'active' } },
			{ k: 'add', c: 'visits', id: 'v2', a: { ...visit, household: 'empty' } }
		)
	);
	const folder = makeFolder();
	const backup = join(folder, 'backup.sqlite');
	await at.storage.backup(backup);
	const file = join(folder, 'tung-nha.sqlite');
	const gone = [
		{ c: 'households', id: 'hh1' },
		{ c: 'householdAnswers', id: 'hh1' },
		{ c: 'households', id: 'empty' }
	] as const;
	const erased = gone.map((key) => ({ ...key, commune: at.commune }));
	await restoreBackup({ DATABASE_URL: file }, { file: backup, erased, now: NOW });

	const storage = await opened(file);
	const rowOf = async (c: CollectionName, id: string) =>
		(await storage.read((tx) => tx.rows(at.commune, [{ c, id }])))[0];
	for (const { c, id } of gone) expect(await rowOf(c, id)).toMatchObject({ s: 'e', f: {} });
	const home = String((await rowOf('people', 'hh1.1'))?.f.household);
	expect(await rowOf('households', home)).toMatchObject({ s: 'h:h1', f: { status: 'active' } });
	expect(await rowOf('visits', 'v1')).toMatchObject({ s: 'h:h1', f: { ...visit, household: home } });
	expect(await rowOf('householdAnswers', home)).toMatchObject({ f: { CQ: { status: 'done' } } });
	const other = String((await rowOf('visits', 'v2'))?.f.household);
	expect(await rowOf('households', other)).toMatchObject({ s: 'h:h2', f: { status: 'active' } });
	expect(await examine(storage)).toEqual([]);
});

test('[RC5] however many had been led out of it', async () => {
	const many = Array.from({ length: 130 }, (_, at) => `led-${at}`);
	const at = await makeCommune();
	const official = await makePhone(at, 'xa', ['commune-official'], []);
	const add = (id: string) => ({
		k: 'add',
		c: 'people',
		id,
		a: { household: 'hh1', name: 'Lê Thị Ba', order: 9 }
	});
	await official.sync(official.ops(...many.map(add)));
	const folder = makeFolder();
	const backup = join(folder, 'backup.sqlite');
	await at.storage.backup(backup);
	const file = join(folder, 'tung-nha.sqlite');
	const erased = ['hh1.1', 'hh1.2'].map((id) => ({ commune: at.commune, c: 'people' as const, id }));
	const gone = { commune: at.commune, c: 'households' as const, id: 'hh1' };
	await restoreBackup({ DATABASE_URL: file }, { file: backup, erased: [gone, ...erased], now: NOW });
	const storage = await opened(file);
	const people = await storage.read((tx) =>
		tx.rows(
			at.commune,
			many.map((id) => ({ c: 'people' as const, id }))
		)
	);
	expect(people.map(({ s }) => s)).toEqual(many.map(() => 'h:h1'));
	expect(new Set(people.map(({ f }) => f.household)).size).toBe(1);
});

test('[RS2] what a backup holds is told to each phone once it is confirmed as taken off the machine, and never less', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	const folder = makeFolder();
	const backup = async (name: string): Promise<Storage> => {
		await at.storage.backup(join(folder, name));
		const copy = openBackup(join(folder, name));
		onTestFinished(() => copy.close());
		return copy;
	};
	await phone.sync(phone.ops(tap('hh1.1'), tap('hh1.2')));
	const first = await backup('first.sqlite');
	expect((await phone.sync(phone.ops(tap('hh1.1')))).bk).toBe(0);
	const second = await backup('second.sqlite');
	expect(await confirmBackup(at.storage, first)).toEqual({ phones: 1 });
	expect(await phone.sync()).toMatchObject({ last: 3, bk: 2 });
	expect(await confirmBackup(at.storage, second)).toEqual({ phones: 1 });
	expect(await confirmBackup(at.storage, first)).toEqual({ phones: 1 });
	expect(await phone.sync()).toMatchObject({ last: 3, bk: 3 });
});

test('[RS2] a damaged backup, or one of another life of the database, confirms nothing', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	await phone.sync(phone.ops(tap('hh1.1')));
	const file = join(makeFolder(), 'backup.sqlite');
	await at.storage.backup(file);
	const asked = async (): Promise<unknown> => {
		const copy = openBackup(file);
		const verdict = await confirmBackup(at.storage, copy);
		await copy.close();
		return verdict;
	};
	await at.storage.write((tx) => tx.setMeta('epoch', 'another'));
	expect(await asked()).toBe('other');
	await at.storage.write((tx) => tx.setMeta('epoch', at.epoch));
	writeFileSync(file, readFileSync(file).fill(7, 8 * 4096, 9 * 4096));
	expect(await asked()).toBe('damaged');
	writeFileSync(file, 'không phải');
	expect(await asked()).toBe('damaged');
	expect((await phone.sync()).bk).toBe(0);
	expect(existsSync(dirname(file))).toBe(true);
});

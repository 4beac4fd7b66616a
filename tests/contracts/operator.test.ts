import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { databaseFileOf, openStorage } from '#server/open-storage.ts';
import { backup } from '#server/operator/backup.ts';
import { stats } from '#server/operator/stats.ts';
import { makeCommune, makeFolder, makePhone, NOW } from '../support/test-commune.ts';

const done = { status: 'done', evidence: 'said' };

test('the figures count what was answered, not what was taken back', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	await phone.sync(
		phone.ops(
			{ c: 'answers', id: 'hh1.1', a: { VN2: done, MM: done } },
			{ c: 'answers', id: 'hh1.1', a: { MM: { status: 'unasked' } } },
			{ c: 'householdAnswers', id: 'hh1', a: { QR: done } },
			{ k: 'add', c: 'visits', id: 'v1', a: { household: 'hh1', outcome: 'met', at: NOW, by: 'hoa' } },
			{ c: 'households', id: 'hh2', a: { order: 2 } }
		)
	);
	const figures = { communes: 1, hamlets: 2, households: 2, people: 4, answers: 2, visits: 1 };
	expect(await stats(at.storage)).toEqual({ ...figures, devices: 1, parked: 1, conflicts: 0 });
});

test('a backup opens as the same database, and never overwrites a file', async () => {
	const at = await makeCommune();
	const file = join(makeFolder(), 'backup.sqlite');
	await backup(at.storage, file);
	const copy = await openStorage({ DATABASE_URL: `file:${file}` });
	expect(await stats(copy)).toEqual(await stats(at.storage));
	expect(await copy.read((tx) => tx.meta('epoch'))).toBe(at.epoch);
	await copy.close();
	await expect(backup(at.storage, file)).rejects.toThrow('is there already');
	writeFileSync(`${file}.x`, 'a list of households');
	await expect(backup(at.storage, `${file}.x`)).rejects.toThrow('is there already');
});

test('the settings name one SQLite file, and an unknown kind of database is refused in one sentence', () => {
	expect(databaseFileOf({})).toBe(join('data', 'tung-nha.sqlite'));
	expect(databaseFileOf({ DATA_DIR: '/srv/xa' })).toBe('/srv/xa/tung-nha.sqlite');
	expect(databaseFileOf({ DATABASE_URL: 'file:///srv/xa.sqlite' })).toBe('/srv/xa.sqlite');
	expect(databaseFileOf({ DATABASE_URL: 'sqlite:xa.sqlite' })).toBe('xa.sqlite');
	expect(() => databaseFileOf({ DATABASE_URL: 'mysql://db/xa' })).toThrow('has to name an SQLite file');
});

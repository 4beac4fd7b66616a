import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStorage } from '#server/open-storage.ts';
import { examine } from '#server/operator/examine.ts';
import { restoreBackup } from '#server/restore-backup.ts';
import { takeDatabase } from '../../support/postgres.ts';
import { makeCommune, makeFolder } from '../../support/test-commune.ts';

test('[RS2] a backup is restored into an empty database, in another epoch, and into no other', async () => {
	const at = await makeCommune();
	const file = join(makeFolder(), 'backup.sqlite');
	await at.storage.backup(file);
	const { url: DATABASE_URL, giveBack } = await takeDatabase();
	onTestFinished(giveBack);
	const asked = {
		file,
		erased: [{ commune: at.commune, c: 'people', id: 'hh1.1' }],
		now: Date.now()
	} as const;
	const { epoch, erasedAgain } = await restoreBackup({ DATABASE_URL }, asked);
	expect(erasedAgain).toBe(1);
	const storage = await openStorage({ DATABASE_URL });
	onTestFinished(() => storage.close());
	expect(await storage.read((tx) => tx.meta('epoch'))).toBe(epoch);
	expect(epoch).not.toBe(at.epoch);
	const read = (id: string) => storage.read((tx) => tx.rows(at.commune, [{ c: 'people', id }]));
	expect((await read('hh1.2'))[0]?.f.name).toBe('Lê Văn Nam');
	expect((await read('hh1.1'))[0]?.f).toEqual({});
	expect(await examine(storage)).toEqual([]);
	await expect(restoreBackup({ DATABASE_URL }, asked)).rejects.toThrow('not-empty');
	expect(await storage.read((tx) => tx.meta('epoch'))).toBe(epoch);
});

import { expect, test } from 'vitest';
import { StorageBusy } from '#server/storage/storage.ts';
import { acceptAsImport, ImportCutOff, type ImportOp } from '#server/sync/accept-import.ts';
import { makeCommune, NOW, withBefore } from '../support/test-commune.ts';

const person = (index: number): ImportOp => ({
	k: 'add',
	c: 'people',
	id: `hh1.${index + 10}`,
	a: { household: 'hh1', name: 'Phạm Thị Mận', order: index }
});
const people = Array.from({ length: 1_200 }, (_, index) => person(index));

test('[PS1] an import goes in by batches under a number of its own, and twice changes nothing', async () => {
	const at = await makeCommune();
	const progress: number[] = [];
	const first = await acceptAsImport(at.storage, {
		commune: at.commune,
		ops: people,
		now: NOW,
		onProgress: (done) => progress.push(done)
	});
	expect(first).toMatchObject({ accepted: 1_200, parked: [] });
	expect(progress).toEqual([500, 1_000, 1_200]);
	const before = await at.rowsOf('people');
	const second = await acceptAsImport(at.storage, { commune: at.commune, ops: people, now: NOW + 1 });
	expect(second.device).not.toBe(first.device);
	expect(await at.rowsOf('people')).toEqual(before);
});

test('[PS1] an import that was cut off goes on under its number, and no op is applied twice', async () => {
	const at = await makeCommune();
	let batches = 0;
	const failing = withBefore(at.storage, {
		putReceipts: () => {
			if ((batches += 1) === 2) throw new StorageBusy('busy');
		}
	});
	const request = { commune: at.commune, ops: people, now: NOW };
	const cut = await acceptAsImport(failing, request).catch((fault: unknown) => fault);
	expect(cut).toBeInstanceOf(ImportCutOff);
	const { device } = cut as ImportCutOff;
	expect(await at.rowsOf('people')).toHaveLength(504);
	expect(await acceptAsImport(at.storage, { ...request, device })).toMatchObject({ device, accepted: 1_200 });
	const rows = await at.rowsOf('people');
	expect(rows).toHaveLength(1_204);
	expect(rows.every(({ rv }) => rv === 1)).toBe(true);
});

test('[PS3] what an import could not use is named, with its op', async () => {
	const at = await makeCommune();
	const orphan: ImportOp = {
		k: 'add',
		c: 'people',
		id: 'x',
		a: { household: 'none', name: 'Lê Ba', order: 1 }
	};
	const { parked, accepted } = await acceptAsImport(at.storage, {
		commune: at.commune,
		ops: [person(1), orphan],
		now: NOW
	});
	expect([accepted, parked]).toEqual([1, [{ op: orphan, code: 'parent' }]]);
});

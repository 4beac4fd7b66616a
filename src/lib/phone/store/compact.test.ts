import { IDBFactory } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';
import { plainSealer } from '#phone/vault/sealer.ts';
import {
	enrolledPhone,
	household,
	page,
	pulled,
	startedPhone,
	tap,
	type TestPhone
} from '../../../../tests/support/test-phone.ts';

const idsOf = ({ store }: TestPhone) => store.view.householdsOf('d1' as never).map(({ id }) => id);

async function withLongLog(options: Parameters<typeof enrolledPhone>[0] = {}): Promise<TestPhone> {
	const phone = await enrolledPhone(options);
	for (let seq = 1; seq <= 30; seq += 1) {
		const rows = [household(`h${seq % 20}`, seq, { nickname: `lần ${seq}` })];
		await pulled(phone, { pages: [page('h:d1', seq - 1, seq, rows)] });
	}
	const out = [{ c: 'households' as const, id: 'h5', rv: 9, seq: 31 }];
	await pulled(phone, { pages: [page('h:d1', 30, 31, [], { out })] });
	return phone;
}

test('[LS4] a long log is written together, and a restart shows the same', async () => {
	const phone = await withLongLog();
	await phone.store.record([tap('p1', 'VN2')]);
	const before = idsOf(phone);
	await phone.store.tidy();
	expect(await phone.db.pages.count()).toBe(1);
	const again = await phone.restarted();
	expect(idsOf(again)).toEqual(before);
	expect(again.store.view.get('households', 'h1')?.nickname).toBe('lần 21');
	expect((await again.store.cursors())['h:d1']?.at).toBe(31);
	await pulled(again, { pages: [page('h:d1', 31, 32, [household('h99', 32)])] });
	expect(idsOf(await again.restarted())).toContain('h99');
});

test('[LS4] compaction that is overtaken by a page changes nothing', async () => {
	let overtake: (() => Promise<unknown>) | undefined;
	const pages = {
		...plainSealer,
		seal: async (value: unknown) => {
			const once = overtake;
			overtake = undefined;
			await once?.();
			return plainSealer.seal(value);
		}
	};
	const phone = await withLongLog({ sealers: { pages, ops: plainSealer } });
	overtake = () => pulled(phone, { pages: [page('h:d1', 31, 32, [household('h99', 32)])] });
	await phone.store.tidy();
	expect(await phone.db.pages.count()).toBe(32);
	expect(idsOf(await phone.restarted())).toContain('h99');
});

test('[LS4] a page of this phone that has fallen behind compacts nothing', async () => {
	const browser = new IDBFactory();
	const behind = await withLongLog({ browser });
	const ahead = await startedPhone({ browser });
	await pulled(ahead, { pages: [page('h:d1', 31, 32, [household('h99', 32)])] });
	await expect(behind.store.tidy()).rejects.toThrow('taken-over');
	expect(idsOf(await ahead.restarted())).toContain('h99');
});

test('[LS4] compaction that is killed changes nothing', async () => {
	const phone = await withLongLog();
	const before = idsOf(phone);
	const add = vi.spyOn(phone.db.pages, 'bulkAdd').mockRejectedValueOnce(new Error('killed'));
	await expect(phone.store.tidy()).rejects.toThrow('killed');
	add.mockRestore();
	expect(await phone.db.pages.count()).toBe(31);
	expect(idsOf(await phone.restarted())).toEqual(before);
});

import 'fake-indexeddb/auto';
import { afterEach, expect, test } from 'vitest';
import { enrolledPhone, tap } from '../../../../tests/support/test-phone.ts';
import { databaseName, openDatabase } from './database.ts';
import { unsentOf } from './unsent-of.ts';

afterEach(async () => {
	for (const member of ['m1', 'm2']) await openDatabase(member as never).delete();
});

test("[F18] each member's unsent work is counted by itself, also while another page holds it", async () => {
	const [hoa, binh] = [
		await enrolledPhone({ browser: indexedDB, member: 'm1' }),
		await enrolledPhone({ browser: indexedDB, member: 'm2' })
	];
	await hoa.store.record([tap('p1', 'VN2'), tap('p1', 'MM')]);
	hoa.db.close();
	expect([await unsentOf('m1' as never), await unsentOf('m2' as never)]).toEqual([2, 0]);
	await binh.store.record([tap('p2', 'VN2')]);
	expect([await unsentOf('m1' as never), await unsentOf('m2' as never)]).toEqual([2, 1]);
	binh.store.close();
});

test('[F18] of a member whose database is gone nothing is said, and none is made', async () => {
	expect(await unsentOf('m1' as never)).toBeUndefined();
	expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(databaseName('m1' as never));
});

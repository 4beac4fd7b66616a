import { expect, test } from 'vitest';
import { enrolledPhone, household, page, pulled, row } from '../../../tests/support/test-phone.ts';
import { hamletsOnTheirWay } from './on-their-way.ts';

test('[PL6] a sum waits for every hamlet, and for each until its last page', async () => {
	const phone = await enrolledPhone();
	const scopes = ['c', 'h:d1', 'h:d2'] as const;
	const pull = (...pages: ReturnType<typeof page>[]) => pulled(phone, { scopes: [...scopes], pages });
	const waiting = () => [...hamletsOnTheirWay(phone.store.view)];
	const hamlets = ['d1', 'd2'].map((id, at) => row('hamlets', id, at + 1, { name: id, order: at }));

	await pull(page('c', 0, 2, hamlets));
	expect(waiting()).toEqual(['d1', 'd2']);
	await pull(page('h:d1', 0, 4, [household('h1', 4)]), page('h:d2', 0, 5, [household('h2', 5)], { head: 9 }));
	expect(waiting()).toEqual(['d2']);
	await pull(page('h:d2', 5, 9, [household('h3', 9)]));
	expect(waiting()).toEqual([]);
});

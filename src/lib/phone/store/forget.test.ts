import { expect, test } from 'vitest';
import { plainSealer } from '#phone/vault/sealer.ts';
import {
	enrolledPhone,
	household,
	page,
	person,
	pulled,
	pushed,
	tap
} from '../../../../tests/support/test-phone.ts';

const HERE = page('h:d1', 0, 3, [household('h1', 1), person('p1', 'h1', 2), person('p2', 'h1', 3)]);
const erased = page('h:d1', 3, 5, [], {
	out: [
		{ c: 'people', id: 'p1', rv: 2, seq: 4, erased: true },
		{ c: 'answers', id: 'p1', rv: 2, seq: 5, erased: true }
	]
});

test('[RC5] what was said of an erased person leaves the journal and the log, and the counts still add up', async () => {
	const phone = await enrolledPhone();
	await pulled(phone, { pages: [HERE] });
	await phone.store.record([tap('p1', 'VN2')]);
	await phone.store.record([tap('p2', 'VN2')]);
	await phone.store.record([{ k: 'set', c: 'people', id: 'p1', a: { name: 'Bí Mật' } }]);
	const parked = [{ n: 3, r: 'parked', code: 'role' } as const];
	await pushed(phone, { results: parked, at: { 'h:d1': 3 } });
	expect(phone.store.status).toMatchObject({ recorded: 3, received: 2, review: 1 });

	await pulled(phone, { pages: [erased] });
	expect((await phone.db.journal.toArray()).map(({ n }) => n)).toEqual([2]);
	expect(phone.store.view.get('people', 'p1')).toBeUndefined();
	expect(phone.store.view.get('answers', 'p1')).toBeUndefined();
	expect(phone.store.status).toMatchObject({ recorded: 3, received: 3, review: 0, unsentOps: 0 });

	await phone.store.tidy();
	const pages = await phone.db.pages.toArray();
	const log = JSON.stringify(await Promise.all(pages.map(({ sealed }) => plainSealer.open(sealed))));
	expect(log).toContain('Người p2');
	expect(log).not.toContain('Người p1');
	const again = await phone.restarted();
	expect(again.store.view.get('people', 'p1')).toBeUndefined();
	expect(again.store.view.get('people', 'p2')).toBeDefined();
});

test('[RC5] an op that came too late for an erased row counts as received, and is not kept', async () => {
	const phone = await enrolledPhone();
	await pulled(phone, { pages: [HERE] });
	await phone.store.record([tap('p1', 'VN2')]);
	await pushed(phone, { results: [{ n: 1, r: 'erased' }] });
	expect(await phone.db.journal.count()).toBe(0);
	expect(phone.store.view.get('answers', 'p1')).toBeUndefined();
	expect(phone.store.status).toMatchObject({ recorded: 1, received: 1, unsentOps: 0, review: 0 });
});

test('[PS3] a card that is not under its op’s number is found by the name the server gave it', async () => {
	const phone = await enrolledPhone();
	await pulled(phone, { pages: [HERE] });
	await phone.store.record([tap('p1', 'VN2')]);
	await pushed(phone, { results: [{ n: 1, r: 'parked', code: 'role', id: '7.1.abcdefgh' }] });
	expect(phone.store.status).toMatchObject({ received: 0, review: 1 });
	const card = (id: string, seq: number) => ({
		c: 'parked' as const,
		id,
		rv: 2,
		seq,
		f: { code: 'role', raw: '', at: 1, settled: true }
	});
	await pulled(phone, { pages: [page('u:m1', 0, 1, [card('7.1', 1)])] });
	expect(phone.store.status).toMatchObject({ received: 0, review: 1 });
	await pulled(phone, { pages: [page('u:m1', 1, 2, [card('7.1.abcdefgh', 2)])] });
	expect(phone.store.status).toMatchObject({ received: 1, review: 0 });
});

test('[RC5] what a card said leaves the log when the commune has blanked it', async () => {
	const phone = await enrolledPhone();
	const card = (rv: number, f: object) => ({
		c: 'parked' as const,
		id: '7.1',
		rv,
		seq: rv,
		f: { code: 'role', at: 1, ...f }
	});
	await pulled(phone, { pages: [page('u:m1', 0, 1, [card(1, { raw: 'Bí Mật', label: 'Người Kín' })])] });
	await pulled(phone, { pages: [page('u:m1', 1, 2, [card(2, { raw: '', settled: true })])] });
	await phone.store.tidy();
	const pages = await phone.db.pages.toArray();
	const log = JSON.stringify(await Promise.all(pages.map(({ sealed }) => plainSealer.open(sealed))));
	expect(log).toContain('7.1');
	expect(log).not.toMatch(/Bí Mật|Người Kín/);
});

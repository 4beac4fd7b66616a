import { expect, onTestFinished, test } from 'vitest';
import { limits } from '#protocol/limits.ts';
import type { SyncAnswer, SyncRequest } from '#protocol/messages.ts';
import { answerSync } from '#server/sync/answer-sync.ts';
import { makeCommune, makePhone, NOW } from '../support/test-commune.ts';

const done = { status: 'done', evidence: 'said' };

test('[PL1] a first download in small pages and one in a large page hold the same rows', async () => {
	const at = await makeCommune();
	const [hoa, lan] = [await makePhone(at, 'hoa'), await makePhone(at, 'lan')];
	const [small, large] = [await hoa.pullAll(3), await lan.pullAll(500)];
	expect(small.size).toBeGreaterThan(20);
	expect(small).toEqual(large);
	expect({ ...hoa.cursors, 'u:hoa': 0 }).toEqual({ ...lan.cursors, 'u:lan': undefined, 'u:hoa': 0 });
});

test('[PL1] a page is cut across all scopes together; what found no room is named', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	const { pages } = await phone.sync([], { cur: {}, page: 4 });
	expect(pages.flatMap(({ rows }) => rows)).toHaveLength(4);
	expect(pages.map(({ s, from, to }) => [s, from, to])).toEqual([
		['c', 0, 4],
		['u:hoa', 0, 0],
		['h:h1', 0, 0]
	]);
	expect(pages.at(-1)).toMatchObject({ head: 3, rows: [] });
});

test('[PL1] a phone that asks for more than the server gives gets a page that it can go on from', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	const { pageRows } = limits;
	onTestFinished(() => void Object.assign(limits, { pageRows }));
	Object.assign(limits, { pageRows: 4 });
	const { pages } = await phone.sync([], { cur: {}, page: 1_000_000 });
	expect(pages.flatMap(({ rows }) => rows)).toHaveLength(4);
	expect(pages.map(({ s, from, to }) => [s, from, to])).toContainEqual(['h:h1', 0, 0]);
});

test('[PL1] nothing new is no page, and no cursors ask for no pages', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	await phone.pullAll();
	expect((await phone.sync([], { cur: phone.cursors })).pages).toEqual([]);
	expect((await phone.sync([])).pages).toEqual([]);
});

test('[PL1] a row comes once, with its last seq', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	for (const code of ['VN2', 'MM', 'SK'])
		await phone.sync(phone.ops({ c: 'answers', id: 'hh1.1', a: { [code]: done } }));
	const { pages } = await phone.sync([], { cur: {} });
	const rows = pages.find(({ s }) => s === 'h:h1')?.rows ?? [];
	expect(rows.map(({ id, rv, seq }) => [id, rv, seq])).toEqual([
		['hh1', 1, 1],
		['hh1.1', 1, 2],
		['hh1.2', 1, 3],
		['hh1.1', 3, 6]
	]);
});

test('[PL3] rows that left a scope are told in the same sequence, page by page', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	await phone.pullAll();
	await at.storage.write(async (tx) => {
		await tx.lockScopes(at.commune, ['h:h1']);
		await tx.putDepartures(at.commune, [
			{ s: 'h:h1', seq: 4, c: 'people', id: 'hh1.1', rv: 2, at: NOW },
			{ s: 'h:h1', seq: 6, c: 'people', id: 'hh1.2', rv: 2, at: NOW }
		]);
		const [row] = await tx.rows(at.commune, [{ c: 'households', id: 'hh1' }]);
		await tx.putRows(at.commune, [{ ...row!, rv: 2, seq: 5 }]);
		await tx.setHead(at.commune, 'h:h1', 6);
	});
	const first = await phone.sync([], { cur: phone.cursors, page: 2 });
	expect(first.pages).toMatchObject([
		{ from: 3, to: 5, head: 6, rows: [{ id: 'hh1', seq: 5 }], out: [{ id: 'hh1.1', seq: 4 }] }
	]);
	const second = await phone.sync([], { cur: { ...phone.cursors, 'h:h1': 5 }, page: 2 });
	expect(second.pages).toMatchObject([{ from: 5, to: 6, head: 6, rows: [], out: [{ id: 'hh1.2' }] }]);
});

test('[PL5] a cursor beyond what was ever given out is reset, and the scope begins anew', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	await phone.pullAll();
	const answer = await phone.sync([], { cur: { ...phone.cursors, 'h:h1': 40 } });
	expect(answer.reset).toEqual(['h:h1']);
	expect(answer.pages).toMatchObject([{ s: 'h:h1', from: 0, to: 3, head: 3 }]);
});

test('[PL7] the answer to a push names the counters that show its ops', async () => {
	const at = await makeCommune();
	const [hoa, lan] = [await makePhone(at, 'hoa'), await makePhone(at, 'lan')];
	const op = { c: 'answers', id: 'hh1.1', a: { VN2: done } };
	const ops = hoa.ops(op);
	expect((await hoa.sync(ops)).at).toEqual({ 'h:h1': 4 });
	// The same again: what it touched then was not written down, so everything she holds counts as touched.
	expect(Object.keys((await hoa.sync(ops)).at)).toEqual(['c', 'u:hoa', 'h:h1']);
	// Nothing changes by an equal value, but it is shown only by the other's row.
	expect((await lan.sync(lan.ops(op))).at).toEqual({ 'h:h1': 4 });
	const foreign = { ...op, id: 'hh2.1' };
	expect((await lan.sync(lan.ops(foreign))).at).toEqual({ 'u:lan': 1 });
});

test('[CL4] when a phone was heard of, and what it still holds, is known without touching a scope', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	await phone.sync([], { left: 12, app: '1.2' }, NOW + 5_000);
	const [device] = await at.storage.read((tx) => tx.devices(at.commune, [phone.device]));
	expect(device).toMatchObject({ lastContactAt: NOW + 5_000, unsent: 12, app: '1.2' });
});

test('[WR5] a phone too old to read pages hands in, and is told to update only when it asks for them', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	const ops = phone.ops({ c: 'answers', id: 'hh1.1', a: { VN2: done } });
	const ask = async (request: SyncRequest): Promise<SyncAnswer> => {
		const answer = await answerSync(at.storage, phone.asker, { ...request, p: 1 }, NOW, {}, 2);
		if (answer === 're-key') throw new Error('the phone was told to take a new number');
		return answer;
	};
	const pushed = await ask(phone.request(ops));
	expect([pushed.ack, pushed.do]).toEqual([1, undefined]);
	expect((await at.row('answers', 'hh1.1'))?.f).toEqual({ VN2: done });
	expect(await ask(phone.request([], { cur: {} }))).toMatchObject({ do: 'update', pages: [], reset: [] });
	expect((await phone.sync([], { cur: {} })).do).toBeUndefined();
});

// What a push only looked at is locked too, whoever holds it (sync-spec ST1): here another push could come between.
import { expect, test, vi } from 'vitest';
import type { Storage } from '#server/storage/storage.ts';
import { runSql } from '../../support/postgres.ts';
import {
	type Draft,
	makeCommune,
	makePhone,
	NOW,
	type TestCommune,
	type WirePhone,
	withBefore
} from '../../support/test-commune.ts';

const erase = (c: 'people' | 'households', id: string): Draft => ({ k: 'cmd', c, id, a: { name: 'erase' } });

test('[ST1] an erasure waits for the push that puts aside what was said of its row', async () => {
	const at = await makeCommune();
	const [hoa, official] = [await makePhone(at, 'hoa'), await makePhone(at, 'xa', ['commune-official'], [])];
	await interleave(at, {
		slow: (storage) =>
			hoa.send(hoa.ops({ c: 'people', id: 'hh2.1', a: { name: 'Bí Mật' } }), {}, NOW, storage),
		quick: () => official.sync(official.ops(erase('people', 'hh2.1')))
	});
	expect((await at.rowsOf('parked')).map(({ f }) => f)).toEqual([
		expect.objectContaining({ settled: true, raw: '' })
	]);
	const kept = await at.storage.read((tx) => tx.parkedOpsAfter(at.commune, '', 10));
	expect(kept.map(({ raw }) => raw)).toEqual(['']);
});

test('[ST1] a household is not merged into one that is being erased', async () => {
	const at = await makeCommune();
	const [one, other] = [await makeOfficial(at, 'xa'), await makeOfficial(at, 'xa2')];
	await one.sync(
		one.ops({ k: 'add', c: 'households', id: 'hh3', a: { hamlet: 'h1', order: 9, status: 'active' } })
	);
	await interleave(at, {
		slow: (storage) =>
			one.send(
				one.ops({ k: 'cmd', c: 'households', id: 'hh3', a: { name: 'household.merge', into: 'hh2' } }),
				{},
				NOW,
				storage
			),
		quick: () => other.sync(other.ops(erase('households', 'hh2')))
	});
	// What went into it is erased with it.
	expect((await at.row('households', 'hh3'))?.s).toBe('e');
});

test('[ST1] of a scope that its author never held a push tells nothing, though it was locked', async () => {
	const at = await makeCommune();
	const hoa = await makePhone(at, 'hoa');
	const answer = await hoa.sync(hoa.ops({ c: 'people', id: 'hh2.1', a: { name: 'Bà Tư' } }));
	expect(answer.results).toMatchObject([{ r: 'parked', code: 'scope' }]);
	expect(Object.keys(answer.at)).toEqual(['u:hoa']);
});

const makeOfficial = (at: TestCommune, name: string): Promise<WirePhone> =>
	makePhone(at, name, ['commune-official'], []);

/** `quick` begins when `slow` has read everything, and has until then to be done: or it waits for a lock. */
async function interleave(
	at: TestCommune,
	{ slow, quick }: { slow: (storage: Storage) => Promise<unknown>; quick: () => Promise<unknown> }
): Promise<void> {
	const read = Promise.withResolvers<void>();
	const mayGoOn = Promise.withResolvers<void>();
	const storage = withBefore(at.storage, {
		putRows: async () => {
			read.resolve();
			await mayGoOn.promise;
		}
	});
	const first = slow(storage);
	await read.promise;
	let isDone = false;
	const second = quick().then(() => (isDone = true));
	await vi.waitUntil(async () => isDone || (await isWaiting(at.url)), { timeout: 10_000 });
	mayGoOn.resolve();
	await Promise.all([first, second]);
}

async function isWaiting(url: string): Promise<boolean> {
	const [locks] = await runSql<{ waiting: number }>(
		url,
		`select count(*)::int as waiting from pg_stat_activity
		where wait_event_type = 'Lock' and datname = current_database()`
	);
	return (locks?.waiting ?? 0) > 0;
}

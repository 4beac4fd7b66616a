import { describe, expect, test, vi } from 'vitest';
import {
	enrolledPhone,
	household,
	page,
	pulled,
	pushed,
	row,
	tap
} from '../../../../tests/support/test-phone.ts';

const renewed = { device: 12, epoch: 'epoch-1', now: 20_000 };

async function withWork() {
	const phone = await enrolledPhone();
	await pulled(phone, { pages: [page('h:d1', 0, 3, [household('h1', 3)])] });
	await phone.store.record([tap('p1', 'VN2'), tap('p1', 'MM')]);
	await pushed(phone, { at: { 'h:d1': 9 }, results: [{ n: 2, r: 'parked', code: 'shape' }] });
	await phone.store.record([tap('p1', 'SK'), tap('p1', 'ATM')]);
	return phone;
}

describe('[RS1] under a new device number', () => {
	test('everything is numbered anew from 1, with its origin, confirmed work first', async () => {
		const phone = await withWork();
		expect(await phone.store.reKey(7, renewed)).toBe(true);
		const { ops, ...standing } = await phone.store.takeBatch(100);
		expect(standing).toMatchObject({ device: 12, held: 4, floor: 0, left: 0 });
		expect(ops.map(({ n, o }) => ({ n, o }))).toEqual([
			{ n: 1, o: { d: 7, n: 1 } },
			{ n: 2, o: { d: 7, n: 2 } },
			{ n: 3, o: { d: 7, n: 3 } },
			{ n: 4, o: { d: 7, n: 4 } }
		]);
		expect(phone.store.status).toMatchObject({ recorded: 4, received: 0, unsentOps: 4, review: 0 });
	});

	test('the first origin stays through a second time', async () => {
		const phone = await withWork();
		await phone.store.reKey(7, renewed);
		await phone.store.reKey(12, { ...renewed, device: 13 });
		const { ops } = await phone.store.takeBatch(100);
		expect(ops.map(({ o }) => o?.d)).toEqual([7, 7, 7, 7]);
	});

	test('the user sees no difference, now or after a restart', async () => {
		const phone = await withWork();
		const before = phone.store.view.answersOf('p1' as never);
		expect(Object.keys(before).sort()).toEqual(['ATM', 'MM', 'SK', 'VN2']);
		await phone.store.reKey(7, renewed);
		expect(phone.store.view.answersOf('p1' as never)).toEqual(before);
		const { store } = await phone.restarted();
		expect(store.view.answersOf('p1' as never)).toEqual(before);
		expect(store.view.householdsOf('d1' as never)).toHaveLength(1);
	});

	test('the taps that follow are numbered on, and what is acked under the new number leaves the view', async () => {
		const phone = await withWork();
		await phone.store.reKey(7, renewed);
		await phone.store.record([tap('p2', 'VN2')]);
		await pushed(phone, { ack: 5, last: 5, at: {} });
		expect(phone.store.status).toMatchObject({ recorded: 5, received: 5, unsentOps: 0 });
		expect(phone.store.view.all('answers')).toEqual([]);
	});

	test('what the pages hold is not laid over them again', async () => {
		const phone = await withWork();
		await pulled(phone, {
			pages: [page('h:d1', 3, 9, [row('answers', 'p1', 9, { VN2: { status: 'blocked' } })])]
		});
		await phone.store.reKey(7, renewed);
		expect(phone.store.view.answersOf('p1' as never).VN2?.status).toBe('blocked');
		const { store } = await phone.restarted();
		expect(store.view.answersOf('p1' as never).VN2?.status).toBe('blocked');
		expect(store.status.unsentOps).toBe(4);
	});

	test('nothing is taken back: it may be known under its old number', async () => {
		const phone = await enrolledPhone();
		const ops = await phone.store.record([{ k: 'add', c: 'visits', id: 'v1', a: { household: 'h1' } }]);
		await phone.store.takeBatch(10);
		await phone.store.reKey(7, renewed);
		expect(phone.store.isUnsent(ops)).toBe(false);
		expect(await phone.store.takeBack(ops)).toBe(false);
	});

	test('killed in the middle, it is as it was', async () => {
		const phone = await withWork();
		const put = vi.spyOn(phone.db.meta, 'put').mockRejectedValueOnce(new Error('killed'));
		await expect(phone.store.reKey(7, renewed)).rejects.toThrow('killed');
		put.mockRestore();
		const { ops, device } = await (await phone.restarted()).store.takeBatch(100);
		expect(device).toBe(7);
		expect(ops.map(({ n }) => n)).toEqual([3, 4]);
	});

	test('asked for a number that is no longer ours, nothing changes', async () => {
		const phone = await withWork();
		expect(await phone.store.reKey(6, renewed)).toBe(false);
		expect((await phone.store.takeBatch(1)).device).toBe(7);
	});
});

test('[RS2] in another epoch all that was confirmed goes out again, and every scope is read from its beginning', async () => {
	const phone = await withWork();
	await phone.store.reKey(7, { ...renewed, epoch: 'epoch-2' });
	expect((await phone.store.takeBatch(100)).epoch).toBe('epoch-2');
	expect((await phone.store.cursors())['h:d1']).toMatchObject({ at: 0, epoch: 'epoch-2', older: true });
	await pulled(phone, { e: 'epoch-2', pages: [page('h:d1', 0, 1, [household('h9', 1)])] });
	const { store } = await phone.restarted();
	expect(store.view.householdsOf('d1' as never).map(({ id }) => id)).toEqual(['h9']);
});

test('[RS2] a scope that is empty in the new epoch takes its old rows from the screen, though no page comes of it', async () => {
	const phone = await withWork();
	await phone.store.reKey(7, { ...renewed, epoch: 'epoch-2' });
	await pulled(phone, { e: 'epoch-2', scopes: ['h:d1'], pages: [] });
	const { store, db } = await phone.restarted();
	expect(store.view.householdsOf('d1' as never)).toEqual([]);
	expect((await store.cursors())['h:d1']).not.toHaveProperty('older');
	expect(await db.pages.count()).toBe(0);
});

import { describe, expect, test, vi } from 'vitest';
import {
	answer,
	enrolledPhone,
	household,
	page,
	person,
	pulled,
	pushed,
	row,
	tap,
	type TestPhone
} from '../../../../tests/support/test-phone.ts';
import type { HamletId, HouseholdId, PersonId } from '#domain/ids.ts';

const D1 = 'd1' as HamletId;
const P1 = 'p1' as PersonId;
const statusOfP1 = ({ store }: TestPhone) => store.view.answersOf(P1).VN2?.status;
const adds = ({ store: { status } }: TestPhone) =>
	status.recorded === status.received + status.unsentOps + status.review;

describe('[PL2] a page and its cursor', () => {
	test('are stored together: killed before the end, the next run asks for the same again', async () => {
		const phone = await enrolledPhone();
		const put = vi.spyOn(phone.db.meta, 'put').mockRejectedValueOnce(new Error('killed'));
		await expect(pulled(phone, { pages: [page('h:d1', 0, 3, [household('h1', 3)])] })).rejects.toThrow(
			'killed'
		);
		put.mockRestore();
		const again = await phone.restarted();
		expect(await again.store.cursors()).toEqual({});
		expect(await again.db.pages.count()).toBe(0);
		await pulled(again, { pages: [page('h:d1', 0, 3, [household('h1', 3)])] });
		const { store } = await again.restarted();
		expect((await store.cursors())['h:d1']?.at).toBe(3);
		expect(store.view.householdsOf(D1).map(({ id }) => id)).toEqual(['h1']);
	});

	test('an empty page moves the cursor and leaves nothing in the log', async () => {
		const phone = await enrolledPhone();
		await pulled(phone, { pages: [page('h:d1', 0, 8, [])] });
		expect((await phone.store.cursors())['h:d1']?.at).toBe(8);
		expect(await phone.db.pages.count()).toBe(0);
	});
});

describe('[CL1] an answer to a question that is no longer the question', () => {
	test('asked with an older cursor changes nothing', async () => {
		const phone = await enrolledPhone();
		const old = await phone.store.cursors();
		await pulled(phone, { pages: [page('h:d1', 0, 3, [household('h1', 3)])] });
		const { ops, ...standing } = await phone.store.takeBatch(0);
		const asked = { ...standing, ns: [], sentAt: 0, receivedAt: 0, cursors: old };
		const late = answer({ pages: [page('h:d1', 0, 2, [household('h0', 2)])] });
		expect(await phone.store.receive(asked, late)).toBe(false);
		expect((await phone.store.cursors())['h:d1']?.at).toBe(3);
		expect(phone.store.view.get('households', 'h0')).toBeUndefined();
	});

	test('asked when a scope was still ours does not bring it back', async () => {
		const phone = await enrolledPhone();
		await pulled(phone, { pages: [page('h:d1', 0, 3, [household('h1', 3)])] });
		const old = await phone.store.cursors();
		await pulled(phone, { scopes: ['c', 'u:m1'] });
		const asked = { device: 7, epoch: 'epoch-1', ns: [], sentAt: 0, receivedAt: 0, cursors: old };
		expect(await phone.store.receive(asked, answer())).toBe(false);
		expect(Object.keys(await phone.store.cursors())).toEqual(['c', 'u:m1']);
	});

	test('asked under another device number or epoch changes nothing', async () => {
		const phone = await enrolledPhone();
		await phone.store.record([tap('p1', 'VN2')]);
		const { ops, ...standing } = await phone.store.takeBatch(9);
		const asked = { ...standing, ns: [1], sentAt: 0, receivedAt: 0 };
		const acked = answer({ ack: 1, last: 1 });
		expect(await phone.store.receive({ ...asked, device: 99 }, acked)).toBe(false);
		expect(await phone.store.receive(asked, { ...acked, e: 'epoch-2' })).toBe(false);
		expect(phone.store.status.unsentOps).toBe(1);
	});

	test('a page that does not begin at the cursor changes nothing', async () => {
		const phone = await enrolledPhone();
		expect(await pulled(phone, { pages: [page('h:d1', 2, 3, [household('h1', 3)])] })).toBe(false);
		expect(await phone.store.cursors()).toEqual({});
	});
});

test('[TM3] the server’s word about its own clock is kept until it says otherwise, over a restart too', async () => {
	const phone = await enrolledPhone();
	expect(phone.store.status.isServerClockBad).toBe(false);
	await pulled(phone, { clock: 'bad' });
	expect(phone.store.status.isServerClockBad).toBe(true);
	const again = await phone.restarted();
	expect(again.store.status.isServerClockBad).toBe(true);
	await pulled(again, { clock: 'good' });
	expect(again.store.status.isServerClockBad).toBe(false);
});

describe('[PS2] only what this request sent and its answer verified leaves the outbox', () => {
	test('not what the server says of the device, and not what was recorded meanwhile', async () => {
		const phone = await enrolledPhone();
		await phone.store.record([tap('p1', 'VN2'), tap('p1', 'MM')]);
		const { ops, ...standing } = await phone.store.takeBatch(1);
		await phone.store.record([tap('p1', 'SK')]);
		const asked = { ...standing, ns: ops.map(({ n }) => n), sentAt: 0, receivedAt: 0 };
		await phone.store.receive(asked, answer({ ack: 3, last: 3 }));
		expect(await phone.db.outbox.toCollection().primaryKeys()).toEqual([2, 3]);
		expect(await phone.db.journal.toCollection().primaryKeys()).toEqual([1]);
	});

	test('nothing when the server verified nothing', async () => {
		const phone = await enrolledPhone();
		await phone.store.record([tap('p1', 'VN2')]);
		await pushed(phone, { ack: 0, last: 0 });
		expect(phone.store.status).toMatchObject({ unsentOps: 1, received: 0 });
	});
});

describe('[PL7] a tap never vanishes between push and pull', () => {
	const download = (more: object = {}) => ({
		pages: [page('h:d1', 0, 5, [household('h1', 4), person('p1', 'h1', 5)])],
		...more
	});

	test('also when its row was changed again and lies beyond a page that stops short', async () => {
		const phone = await enrolledPhone();
		await pulled(phone, download());
		await phone.store.record([tap('p1', 'VN2', 'done')]);
		await pushed(phone, { at: { 'h:d1': 9 } });
		// Another phone's tap on the same person moved the row from 9 to 12.
		await pulled(phone, { pages: [page('h:d1', 5, 11, [person('p2', 'h1', 11)], { head: 12 })] });
		expect(statusOfP1(phone)).toBe('done');
		const both = { VN2: { status: 'done', evidence: 'said' }, MM: { status: 'not-yet' } };
		await pulled(phone, { pages: [page('h:d1', 11, 12, [row('answers', 'p1', 12, both, 2)])] });
		expect(statusOfP1(phone)).toBe('done');
	});

	test('an earlier one that waits for another scope too is not laid over a later one', async () => {
		const phone = await enrolledPhone();
		const scopes = ['c', 'u:m1', 'h:d1', 'h:d2'];
		await pulled(phone, download({ scopes }));
		await phone.store.record([tap('p1', 'VN2', 'done')]);
		await pushed(phone, { scopes, at: { 'h:d1': 6, 'h:d2': 8 } });
		await phone.store.record([tap('p1', 'VN2', 'blocked')]);
		await pushed(phone, { scopes, at: { 'h:d1': 7 } });
		const now = row('answers', 'p1', 7, { VN2: { status: 'blocked' } }, 2);
		await pulled(phone, { scopes, pages: [page('h:d1', 5, 7, [now]), page('h:d2', 0, 4, [], { head: 8 })] });
		expect(statusOfP1(phone)).toBe('blocked');
		expect(statusOfP1(await phone.restarted())).toBe('blocked');
	});

	test('in a scope that was lost it stays until a pull takes the scope away', async () => {
		const phone = await enrolledPhone();
		await pulled(phone, download());
		await phone.store.record([tap('p1', 'VN2', 'done')]);
		await pushed(phone, { scopes: ['c', 'u:m1'], at: { 'h:d1': 6 } });
		expect(statusOfP1(phone)).toBe('done');
		await pulled(phone, { scopes: ['c', 'u:m1'] });
		expect(phone.store.view.all('answers')).toEqual([]);
	});

	test('confirmed, it stays in the view until its scope has come as far, also over a restart', async () => {
		const phone = await enrolledPhone();
		await pulled(phone, download());
		await phone.store.record([tap('p1', 'VN2', 'done')]);
		await pushed(phone, { at: { 'h:d1': 9 } });
		expect(statusOfP1(phone)).toBe('done');
		const again = await phone.restarted();
		expect(statusOfP1(again)).toBe('done');
		const short = page('h:d1', 5, 8, [row('answers', 'p1', 8, { VN2: { status: 'not-yet' } })], { head: 9 });
		await pulled(again, { pages: [short] });
		expect(statusOfP1(again)).toBe('done');
		await pulled(again, {
			pages: [page('h:d1', 8, 9, [row('answers', 'p1', 9, { VN2: { status: 'blocked' } }, 2)])]
		});
		expect(statusOfP1(again)).toBe('blocked');
		expect(statusOfP1(await again.restarted())).toBe('blocked');
	});

	test('of several scopes it waits for all that its push touched', async () => {
		const phone = await enrolledPhone();
		await pulled(phone, download());
		await phone.store.record([tap('p1', 'VN2', 'done')]);
		await pushed(phone, { at: { 'h:d1': 6, 'u:m1': 2 } });
		const value = { VN2: { status: 'done', evidence: 'seen' } };
		await pulled(phone, { pages: [page('h:d1', 5, 6, [row('answers', 'p1', 6, value)])] });
		expect(phone.store.view.answersOf(P1)).toEqual({ VN2: { status: 'done', evidence: 'said' } });
		await pulled(phone, { pages: [page('u:m1', 0, 2, [])] });
		expect(phone.store.view.answersOf(P1)).toEqual(value);
	});

	test('it goes with a scope that was lost', async () => {
		const phone = await enrolledPhone();
		await pulled(phone, download());
		await phone.store.record([tap('p1', 'VN2', 'done')]);
		await pushed(phone, { at: { 'h:d1': 9 } });
		await pulled(phone, { scopes: ['c', 'u:m1'] });
		expect(phone.store.view.all('answers')).toEqual([]);
	});
});

describe('[PL3] a moved-out record', () => {
	const first = page('h:d1', 0, 4, [household('h1', 4)]);
	const out = (rv: number) => page('h:d1', 4, 6, [], { out: [{ c: 'households', id: 'h1', rv, seq: 6 }] });

	test('deletes a row that is still there', async () => {
		const phone = await enrolledPhone();
		await pulled(phone, { pages: [first] });
		await pulled(phone, { pages: [out(2)] });
		expect(phone.store.view.get('households', 'h1')).toBeUndefined();
		expect((await phone.restarted()).store.view.get('households', 'h1')).toBeUndefined();
	});

	test('leaves a row that is already in another scope, in whichever order the pages come', async () => {
		const moved = page('h:d2', 0, 3, [
			row('households', 'h1', 3, { hamlet: 'd2', order: 1, status: 'active' }, 2)
		]);
		for (const order of [
			[moved, out(2)],
			[out(2), moved]
		]) {
			const phone = await enrolledPhone();
			await pulled(phone, { pages: [first] });
			for (const one of order) await pulled(phone, { pages: [one], scopes: ['c', 'h:d1', 'h:d2'] });
			expect(phone.store.view.get('households', 'h1')?.hamlet).toBe('d2');
			expect(phone.store.view.householdsOf(D1)).toEqual([]);
			expect((await phone.restarted()).store.view.get('households', 'h1')?.hamlet).toBe('d2');
		}
	});

	test('leaves a row that is newer', async () => {
		const phone = await enrolledPhone();
		const gone = { c: 'households', id: 'h1', rv: 7, seq: 3 } as const;
		await pulled(phone, { pages: [page('h:d1', 0, 4, [household('h1', 4)], { out: [gone] })] });
		expect(phone.store.view.get('households', 'h1')).toBeDefined();
	});
});

test('[PL4] a scope that was lost goes with its rows and cursor; its unsent ops stay and are sent', async () => {
	const phone = await enrolledPhone();
	await pulled(phone, {
		pages: [page('h:d1', 0, 2, [household('h1', 2)]), page('c', 0, 1, [row('commune', 'x', 1, {})])]
	});
	await phone.store.record([{ k: 'set', c: 'households', id: 'h1', a: { nickname: 'Nhà ông Ba' } }]);
	await pulled(phone, { scopes: ['c', 'u:m1'] });
	const again = await phone.restarted();
	expect(again.store.view.rv('households', 'h1')).toBe(0);
	expect(Object.keys(await again.store.cursors()).sort()).toEqual(['c', 'u:m1']);
	expect(again.store.view.all('commune')).toHaveLength(1);
	expect((await again.store.takeBatch(10)).ops).toHaveLength(1);
});

test('[PL5] a reset reads the scope again under a new generation, with the old rows on the screen meanwhile', async () => {
	const phone = await enrolledPhone();
	await pulled(phone, { pages: [page('h:d1', 0, 9, [household('h1', 8), household('h2', 9)])] });
	await phone.store.record([tap('p1', 'VN2')]);
	await pulled(phone, { reset: ['h:d1'] });
	expect((await phone.store.cursors())['h:d1']).toMatchObject({ at: 0, complete: true });
	await pulled(phone, {
		pages: [page('h:d1', 0, 1, [household('h1', 1, { nickname: 'mới' })], { head: 3 })]
	});
	const half = await phone.restarted();
	expect(half.store.view.householdsOf(D1).map(({ id }) => id)).toEqual(['h1', 'h2']);
	expect(half.store.view.get('households', 'h1')?.nickname).toBe('mới');
	await pulled(half, { pages: [page('h:d1', 1, 3, [household('h3', 3)])] });
	const whole = await half.restarted();
	for (const { store } of [half, whole]) {
		expect(store.view.householdsOf(D1).map(({ id }) => id)).toEqual(['h1', 'h3']);
		expect(store.status.unsentOps).toBe(1);
	}
});

test('[PL6] a scope is complete only at the head of its first download', async () => {
	const phone = await enrolledPhone();
	await pulled(phone, { pages: [page('h:d1', 0, 2, [household('h1', 2)], { head: 4 })] });
	expect(phone.store.view.isComplete('h:d1')).toBe(false);
	await pulled(phone, { pages: [page('h:d1', 2, 4, [household('h2', 4)])] });
	expect(phone.store.view.isComplete('h:d1')).toBe(true);
	expect((await phone.restarted()).store.view.isComplete('h:d1')).toBe(true);
});

describe('[F12] the numbers always add up', () => {
	test('while ops are recorded, sent, parked and settled', async () => {
		const phone = await enrolledPhone();
		await phone.store.record([tap('p1', 'VN2'), tap('p1', 'MM')]);
		await phone.store.record([tap('p2', 'VN2')]);
		expect(phone.store.status).toMatchObject({ recorded: 3, received: 0, unsentOps: 3, review: 0 });
		await pushed(phone, {
			results: [
				{ n: 2, r: 'parked', code: 'shape' },
				{ n: 3, r: 'merged' }
			]
		});
		expect(phone.store.status).toMatchObject({ recorded: 3, received: 2, unsentOps: 0, review: 1 });
		const card = { code: 'shape', raw: '{}', at: 1 };
		await pulled(phone, { pages: [page('u:m1', 0, 4, [row('parked', '7.2', 4, card)])] });
		expect(phone.store.status).toMatchObject({ review: 1 });
		const settled = row('parked', '7.2', 5, { ...card, settled: true }, 2);
		await pulled(phone, { pages: [page('u:m1', 4, 5, [settled])] });
		expect(phone.store.status).toMatchObject({ recorded: 3, received: 3, unsentOps: 0, review: 0 });
		expect(adds(await phone.restarted())).toBe(true);
	});

	test('households are counted apart from the ops that are about them', async () => {
		const phone = await enrolledPhone();
		const rows = [household('h1', 1), household('h2', 2), person('p1', 'h1', 3), person('p2', 'h1', 4)];
		await pulled(phone, { pages: [page('h:d1', 0, 4, rows)] });
		await phone.store.record([tap('p1', 'VN2'), tap('p2', 'VN2')]);
		const visit = { household: 'h2' as HouseholdId, outcome: 'met', at: 1, by: 'm1' };
		await phone.store.record([{ k: 'add', c: 'visits', id: 'v1', a: visit }]);
		expect(phone.store.status).toMatchObject({ unsentOps: 3, unsentHouseholds: 2 });
	});
});

describe('[CL3] "Xã đã nhận hết" is said', () => {
	test('only after the server has verified all of it', async () => {
		const phone = await enrolledPhone();
		expect(phone.store.status.allSafe).toBe(false);
		await pulled(phone, { now: 11_000 });
		expect(phone.store.status).toMatchObject({ allSafe: true, lastReceivedAt: 11_000 });
		await phone.store.record([tap('p1', 'VN2')]);
		expect(phone.store.status).toMatchObject({ allSafe: false, lastContactAt: 11_000 });
		expect(phone.store.status.lastReceivedAt).toBeUndefined();
		await pushed(phone, { now: 12_000 });
		expect(phone.store.status).toMatchObject({ allSafe: true, lastReceivedAt: 12_000 });
	});

	test('not while something is parked', async () => {
		const phone = await enrolledPhone();
		await phone.store.record([tap('p1', 'VN2')]);
		await pushed(phone, { results: [{ n: 1, r: 'parked', code: 'scope' }] });
		expect(phone.store.status).toMatchObject({ allSafe: false, review: 1 });
	});
});

test('[RS2] a confirmed op stays in the journal until a backup off the machine covers it and 30 days are over', async () => {
	const phone = await enrolledPhone();
	await phone.store.record([tap('p1', 'VN2'), tap('p1', 'MM')]);
	await pushed(phone, { bk: 1 });
	phone.clock.now = 10_000 + 29 * 86_400_000;
	await phone.store.tidy();
	expect(await phone.db.journal.count()).toBe(2);
	phone.clock.now = 10_001 + 30 * 86_400_000;
	await phone.store.tidy();
	expect(await phone.db.journal.toCollection().primaryKeys()).toEqual([2]);
	expect(adds(phone)).toBe(true);
});

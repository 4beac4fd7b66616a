import { expect, onTestFinished, test, vi } from 'vitest';
import { dayOf } from '#domain/calendar.ts';
import { defaultChecklist } from '#domain/default-checklist.ts';
import { isStanding } from '#domain/visit.ts';
import {
	enrolledPhone,
	page,
	pulled,
	pushed,
	row,
	tap,
	type TestPhone
} from '../../../../tests/support/test-phone.ts';
import { makeStorage } from '../../../../tests/support/test-storage.ts';
import { eveningOf } from './evening.ts';
import { PhoneStore } from './phone-store.svelte.ts';

const enrolled = { member: 'm1' as never, name: 'Hạnh', roles: ['volunteer' as const] };
const storeOf = (phone: TestPhone) => new PhoneStore(phone.store, enrolled);
const visit = {
	k: 'add' as const,
	c: 'visits' as const,
	id: 'v1',
	a: { household: 'h1', outcome: 'met', at: 1, by: 'm1' }
};

test('undo writes the values back that were there before, as a new action', async () => {
	const phone = await enrolledPhone();
	const store = storeOf(phone);
	await store.record([tap('p1', 'VN2', 'done')], 'VNeID: Đã có');
	await store.record(
		[{ k: 'set', c: 'answers', id: 'p1', a: { VN2: { status: 'not-yet' }, MM: { status: 'not-yet' } } }],
		'Chưa'
	);
	expect(store.lastAction?.label).toBe('Chưa');
	await store.lastAction?.undo();
	expect(store.view.answersOf('p1' as never)).toEqual({
		VN2: { status: 'done', evidence: 'said' },
		MM: { status: 'unasked' }
	});
	expect(store.lastAction).toBeUndefined();
	expect(store.status.recorded).toBe(3);
});

test('undo clears a field of a person that was not there before', async () => {
	const phone = await enrolledPhone();
	await pulled(phone, {
		pages: [page('h:d1', 0, 1, [row('people', 'p1', 1, { household: 'h1', name: 'An', order: 1 })])]
	});
	const store = storeOf(phone);
	await store.record([{ k: 'set', c: 'people', id: 'p1', a: { residence: { kind: 'away' } } }], 'Đi làm xa');
	await store.lastAction?.undo();
	expect(store.view.get('people', 'p1')).toEqual({ household: 'h1', name: 'An', order: 1 });
	const { ops } = await phone.store.takeBatch(9);
	expect(ops[1]).toMatchObject({ a: { residence: null } });
});

test.each([
	['the authority confirms', { VN2: { status: 'done', evidence: 'confirmed' } }],
	['the head wants looked at again', { VN2: { status: 'not-yet', recheck: true } }]
])(
	'what only %s is not written back by a volunteer: the tap is taken back while it was never sent',
	async (_, theirs) => {
		const phone = await enrolledPhone();
		await pulled(phone, { pages: [page('h:d1', 0, 1, [row('answers', 'p1', 1, theirs)])] });
		const store = storeOf(phone);
		await store.record([tap('p1', 'VN2', 'not-yet')], 'Chưa');
		await store.lastAction?.undo();
		expect(store.view.answersOf('p1' as never)).toEqual(theirs);
		expect(store.status.recorded).toBe(0);
		const head = new PhoneStore(phone.store, { ...enrolled, roles: ['hamlet-head'] });
		await head.record([tap('p1', 'VN2', 'not-yet')], 'Chưa');
		await head.lastAction?.undo();
		expect(head.view.answersOf('p1' as never)).toEqual(theirs);
		expect(head.status.recorded).toBe(2);
	}
);

const notice = {
	k: 'add' as const,
	c: 'notices' as const,
	id: 'n1',
	a: { household: 'h1', kind: 'notice-given', at: 1, by: 'm1' }
};

test('what was said is taken back while it was never sent; afterwards that is not offered any more', async () => {
	const phone = await enrolledPhone();
	const store = storeOf(phone);
	await store.record([notice], 'Đã thông báo');
	await store.lastAction?.undo();
	expect(store.view.all('notices')).toEqual([]);
	expect(store.status.recorded).toBe(0);
	await store.record([notice], 'Đã thông báo');
	expect(store.lastAction?.label).toBe('Đã thông báo');
	expect(store.isUndoAtStake).toBe(true);
	await phone.store.takeBatch(100);
	expect(store.lastAction).toBeUndefined();
	expect(store.isUndoAtStake).toBe(false);
	expect(store.view.all('notices')).toHaveLength(1);
});

const help = {
	k: 'add' as const,
	c: 'assists' as const,
	id: 'a1',
	a: { person: 'p1', item: 'VN2', at: 1, by: 'm1' }
};
const movedAway = {
	k: 'set' as const,
	c: 'households' as const,
	id: 'h1',
	a: { status: 'moved-away' }
};

test('a visit or a help leaves no trace while nobody has heard of it; once on its way it never was', async () => {
	const phone = await enrolledPhone();
	const store = storeOf(phone);
	for (const [row, name] of [
		[visit, 'visit.void'],
		[help, 'assist.void']
	] as const) {
		const { recorded } = store.status;
		await store.record([row], 'một');
		await store.lastAction?.undo();
		expect(store.view.get(row.c, row.id)).toBeUndefined();
		expect(store.status.recorded).toBe(recorded);
		await store.record([row], 'hai');
		expect(store.isUndoAtStake).toBe(false);
		await phone.store.takeBatch(100);
		await store.lastAction?.undo();
		expect(store.view.get(row.c, row.id)).toMatchObject({ ...row.a, voided: true });
		expect((await phone.store.takeBatch(100)).ops.at(-1)).toMatchObject({
			...{ k: 'cmd', c: row.c, id: row.id, a: { name } }
		});
	}
});

const session = {
	k: 'add' as const,
	c: 'sessions' as const,
	id: 's1',
	a: { hamlet: 'd1', kind: 'evening', place: 'Nhà văn hóa', day: '2026-11-22' }
};
const came = (by: string, more: object = {}) => ({
	k: 'add' as const,
	c: 'attendance' as const,
	id: `s1:p1:${by}`,
	a: { session: 's1', person: 'p1', at: 1, by, ...more }
});

test('[F21] a session, and that somebody came, are taken back although others have heard of it', async () => {
	const phone = await enrolledPhone();
	const store = storeOf(phone);
	for (const row of [session, came('m1')]) {
		await store.record([row], 'một', 'elsewhere');
		expect(store.isUndoAtStake).toBe(false);
		await phone.store.takeBatch(100);
		await store.lastAction?.undo();
		expect(store.view.get(row.c, row.id)).toMatchObject({ ...row.a, voided: true });
	}
	const again = { k: 'set' as const, c: 'attendance' as const, id: 's1:p1:m1' };
	await store.record([{ ...again, a: { voided: null, at: 2 } }], 'hai', 'elsewhere');
	expect(store.view.get('attendance', 's1:p1:m1')).toMatchObject({ at: 2, by: 'm1' });
	await store.lastAction?.undo();
	expect(store.view.get('attendance', 's1:p1:m1')).toMatchObject({ at: 2, by: 'm1', voided: true });
});

test('[F21] who was written down by another meanwhile has come all the same', async () => {
	const phone = await enrolledPhone();
	const store = storeOf(phone);
	await store.record([came('m1')], 'một', 'elsewhere');
	const theirs = row('attendance', 's1:p1:m2', 2, came('m2').a);
	const mine = row('attendance', 's1:p1:m1', 1, came('m1').a);
	await pushed(phone, { at: { 'h:d1': 2 } });
	await pulled(phone, { pages: [page('h:d1', 0, 2, [mine, theirs])] });
	await store.lastAction?.undo();
	expect(store.view.all('attendance').filter(isStanding)).toMatchObject([{ by: 'm2' }]);
});

test('a visit that took the household off the list gives it back', async () => {
	const phone = await enrolledPhone();
	const home = row('households', 'h1', 1, { hamlet: 'd1', order: 1, status: 'active' });
	await pulled(phone, { pages: [page('h:d1', 0, 1, [home])] });
	const store = storeOf(phone);
	await store.record([visit, movedAway], 'Đã chuyển đi');
	await phone.store.takeBatch(9);
	await store.lastAction?.undo();
	expect(store.view.get('households', 'h1')?.status).toBe('active');
	expect(store.view.get('visits', 'v1')?.voided).toBe(true);
});

const family = (household: string, relation: string) => ({ household, name: 'An', order: 1, relation });
const split = {
	k: 'cmd' as const,
	c: 'households' as const,
	id: 'h1',
	a: { name: 'household.split', into: 'h9', people: [{ id: 'p1', b: 1 }], head: 'p1' }
};

test('a household that was split off leaves no trace while nobody has heard of it', async () => {
	const phone = await enrolledPhone();
	await pulled(phone, {
		pages: [
			page('h:d1', 0, 2, [
				row('households', 'h1', 1, { hamlet: 'd1', order: 1, status: 'active' }),
				row('people', 'p1', 2, family('h1', 'child'))
			])
		]
	});
	const store = storeOf(phone);
	await store.record([split], 'Đã tách');
	expect(store.view.get('people', 'p1')).toMatchObject({ household: 'h9', relation: 'head' });
	await store.lastAction?.undo();
	expect(store.view.get('people', 'p1')).toEqual(family('h1', 'child'));
	expect(store.view.get('households', 'h9')).toBeUndefined();
	expect(store.status.recorded).toBe(0);
});

test('once it is on its way, who was led away is led back, as who she was there', async () => {
	const phone = await enrolledPhone();
	await pulled(phone, {
		pages: [
			page('h:d1', 0, 2, [
				row('households', 'h1', 1, { hamlet: 'd1', order: 1, status: 'active' }),
				row('people', 'p1', 2, family('h1', 'child'))
			])
		]
	});
	const store = storeOf(phone);
	await store.record([split], 'Đã tách');
	await phone.store.takeBatch(9);
	await store.lastAction?.undo();
	expect(store.view.get('people', 'p1')).toEqual(family('h1', 'child'));
	expect(store.view.get('households', 'h9')).toMatchObject({ status: 'moved-away' });
	const { ops } = await phone.store.takeBatch(9);
	expect(ops.slice(1)).toMatchObject([
		{ k: 'cmd', c: 'people', id: 'p1', a: { name: 'person.move', into: 'h1' } },
		{ k: 'set', c: 'people', id: 'p1', a: { relation: 'child' } },
		{ k: 'set', c: 'households', id: 'h9', a: { status: 'moved-away' } }
	]);
});

test('a household that was sent to another hamlet comes back to its group and lane, on its way or not', async () => {
	const at = { hamlet: 'd1', group: 'g1', lane: 'l1', order: 1, status: 'active' };
	for (const isOnItsWay of [false, true]) {
		const phone = await enrolledPhone();
		await pulled(phone, { pages: [page('h:d1', 0, 1, [row('households', 'h1', 1, at)])] });
		const store = storeOf(phone);
		const a = { name: 'household.move', hamlet: 'd2' };
		await store.record([{ k: 'cmd', c: 'households', id: 'h1', a }], 'Đã chuyển');
		expect(store.view.get('households', 'h1')).toEqual({ hamlet: 'd2', order: 1, status: 'active' });
		expect(store.isUndoAtStake).toBe(false);
		if (isOnItsWay) await phone.store.takeBatch(9);
		await store.lastAction?.undo();
		expect(store.view.get('households', 'h1')).toEqual(at);
		expect(store.status.recorded).toBe(isOnItsWay ? 3 : 0);
	}
});

test('of two quick taps the later one is the one that can be undone', async () => {
	const store = storeOf(await enrolledPhone());
	const first = store.record([tap('p1', 'VN2')], 'một');
	const second = store.record([tap('p1', 'MM')], 'hai');
	await first;
	expect(store.lastAction).toBeUndefined();
	await second;
	expect(store.lastAction?.label).toBe('hai');
});

test('a tap that could not be kept says so and leaves nothing to undo', async () => {
	const phone = await enrolledPhone();
	const store = storeOf(phone);
	vi.spyOn(phone.db.outbox, 'bulkAdd').mockRejectedValueOnce(
		Object.assign(new Error(), { name: 'QuotaExceededError' })
	);
	expect(await store.record([tap('p1', 'VN2')], 'Chưa')).toBe(false);
	expect(store.status.saveError).toBe('full');
	expect(store.lastAction).toBeUndefined();
	expect(store.view.answersOf('p1' as never)).toEqual({});
});

test('name, roles and hamlets follow the member’s row once it is here', async () => {
	const phone = await enrolledPhone();
	const store = storeOf(phone);
	expect(store.me).toEqual({ member: 'm1', name: 'Hạnh', roles: ['volunteer'], hamlets: [] });
	const fields = { name: 'Vũ Thị Hạnh', roles: ['hamlet-head'], hamlets: ['d1'] };
	await pulled(phone, { pages: [page('c', 0, 1, [row('members', 'm1', 1, fields)])] });
	expect(store.me).toEqual({ member: 'm1', ...fields });
});

test('a tap draws the pages once; that it is durable draws only the line that says so', async () => {
	const store = storeOf(await enrolledPhone());
	const before = store.revision;
	const recorded = store.record([tap('p1', 'VN2')], 'Chưa');
	expect(store.revision).toBe(before + 1);
	expect(store.status).toMatchObject({ saving: true, unsentOps: 0 });
	await recorded;
	expect(store.revision).toBe(before + 1);
	expect(store.status).toMatchObject({ saving: false, unsentOps: 1 });
});

test('a page that waits for a list is drawn when the last of it is here', async () => {
	const phone = await enrolledPhone();
	const store = storeOf(phone);
	const before = store.revision;
	await pulled(phone, { pages: [page('c', 0, 0, [])] });
	expect(store.view.holdsCommune()).toBe(true);
	expect(store.revision).toBeGreaterThan(before);
});

test('whoever watches is counted', async () => {
	const store = storeOf(await enrolledPhone());
	const seen: boolean[] = [];
	store.onWatching(() => seen.push(store.isWatched));
	const [one, other] = [store.watch(), store.watch()];
	one();
	other();
	expect(seen).toEqual([true, true, true, false]);
});

test('[F1] an answer, and not a visit or a person, says where its author stopped tonight', async () => {
	vi.stubGlobal('localStorage', makeStorage()());
	onTestFinished(() => void vi.unstubAllGlobals());
	const phone = await enrolledPhone();
	const people = row('people', 'p1', 1, { household: 'h1', name: 'An', order: 1 });
	await pulled(phone, { pages: [page('h:d1', 0, 1, [people])] });
	const store = storeOf(phone);
	const doors = () => eveningOf('m1' as never, dayOf(Date.now())).atDoors.map(([household]) => household);
	await store.record([{ k: 'set', c: 'people', id: 'p1', a: { name: 'Ân' } }], 'Sửa');
	await store.record([visit], 'Gặp');
	await store.record([tap('p1', 'MM', 'done')], 'Cần kiểm tra lại', 'elsewhere');
	expect(doors()).toEqual([]);
	await store.record([tap('p1', 'VN2', 'done')], 'VNeID: Đã có');
	expect(doors()).toEqual(['h1']);
});

test('[F39] what is asked follows the running campaign, and stays the same object until something changes it', async () => {
	const phone = await enrolledPhone();
	const items = defaultChecklist().map(({ code, ...item }) => row('items', code, 1, item));
	await pulled(phone, { pages: [page('c', 0, 1, items)] });
	const store = new PhoneStore(phone.store, { ...enrolled, roles: ['commune-official'] });
	const asked = () => store.view.checklist('2026-12-02').mainItems.map(({ code }) => code);
	const own = ['VN2', 'DVC1', 'SK', 'MM', 'ATM'];
	expect(asked()).toEqual(own);
	const a = { name: 'TĐA06 3+', from: '2026-12-01', until: '2026-12-14', mainItems: ['CC'], forces: [] };
	await store.record([{ k: 'add', c: 'campaigns', id: 'k1', a }], 'Đã đặt');
	expect(asked()).toEqual(['VN2', 'DVC1', 'SK', 'MM', 'CC']);
	expect(store.view.checklist('2026-12-15').mainItems.map(({ code }) => code)).toEqual(own);
	const standing = store.view.checklist('2026-12-02');
	await store.record([tap('p1', 'VN2', 'done')], 'Đã có');
	expect(store.view.checklist('2026-12-02')).toBe(standing);
});

test('a campaign and a target that are new are taken back by their own word, also once others have heard of them', async () => {
	const phone = await enrolledPhone();
	const store = new PhoneStore(phone.store, { ...enrolled, roles: ['commune-official'] });
	const plan = { name: 'TĐA06 3+', from: '2026-12-01', until: '2026-12-14', mainItems: [], forces: [] };
	await store.record([{ k: 'add', c: 'campaigns', id: 'k1', a: plan }], 'Đã đặt');
	await phone.store.takeBatch(9);
	await store.lastAction?.undo();
	expect(store.view.get('campaigns', 'k1')?.cancelled).toBe(true);
	const goal = { hamlet: 'd1', item: 'VN2', count: 200 };
	await store.record([{ k: 'add', c: 'targets', id: 'd1:VN2', a: goal }], 'Đã đặt');
	await phone.store.takeBatch(9);
	await store.lastAction?.undo();
	expect(store.view.get('targets', 'd1:VN2')).toEqual({ hamlet: 'd1', item: 'VN2' });
});

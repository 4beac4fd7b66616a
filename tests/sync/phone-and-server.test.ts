import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { standingVisits } from '#domain/visit.ts';
import { PhoneStore } from '#phone/store/phone-store.svelte.ts';
import { httpTransport } from '#phone/sync/transport.ts';
import { newPace } from '#phone/sync/pace.ts';
import { runOnce } from '#phone/sync/run.ts';
import { phoneAt, type PhoneAtServer } from '../support/phone-at-server.ts';
import { enrolledPhone, tap } from '../support/test-phone.ts';
import { HAMLET, TestServer } from '../support/test-server.ts';
import { parkedCard } from '../../src/routes/parked-words.ts';
import { withoutVisit } from '../../src/routes/households/[id]/taps.ts';

let server: TestServer;
beforeEach(async () => void (server = await TestServer.start()));
afterEach(() => server.stop());

type Volunteer = PhoneAtServer;
const volunteer = (member: string, roles?: Parameters<TestServer['addMember']>[1]): Promise<Volunteer> =>
	phoneAt(server, member, roles);

const answersOf = ({ phone }: Volunteer, person: string) => phone.store.view.answersOf(person as never);
const visit = (id: string, by: string) => ({
	k: 'add' as const,
	c: 'visits' as const,
	id,
	a: { household: 'h1', outcome: 'met', at: 1_700_000_000_000, by }
});

describe('[CL1] a household recorded without network reaches the other phones', () => {
	test('the first run brings the hamlet, the next one hands in, the head sees it', async () => {
		const hanh = await volunteer('hanh');
		const head = await volunteer('head', ['hamlet-head']);
		expect(await hanh.handIn()).toBe('ok');
		expect(hanh.phone.store.view.householdsOf(HAMLET as never)).toHaveLength(1);
		expect(hanh.phone.store.view.isComplete(`h:${HAMLET}`)).toBe(true);
		expect(hanh.phone.store.view.items().length).toBeGreaterThan(15);
		await hanh.phone.store.record([tap('p1', 'VN2', 'done')]);
		await hanh.phone.store.record([tap('p2', 'VN2')]);
		await hanh.phone.store.record([visit('018f0000-0000-7000-8000-000000000001', 'hanh')]);
		expect(await hanh.handIn()).toBe('ok');
		expect(hanh.phone.store.status).toMatchObject({ recorded: 3, received: 3, unsentOps: 0, allSafe: true });
		await head.handIn();
		expect(answersOf(head, 'p1').VN2).toEqual({ status: 'done', evidence: 'said' });
		expect(head.phone.store.view.visitsOf('h1' as never)).toHaveLength(1);
	});

	test('[MG1] two volunteers, both offline, different items of one person: both survive', async () => {
		const [one, other] = [await volunteer('one'), await volunteer('other')];
		await one.handIn();
		await other.handIn();
		await one.phone.store.record([tap('p1', 'VN2', 'done')]);
		await other.phone.store.record([tap('p1', 'MM')]);
		for (const each of [one, other, one]) expect(await each.handIn()).toBe('ok');
		const both = { VN2: { status: 'done', evidence: 'said' }, MM: { status: 'not-yet' } };
		expect(answersOf(one, 'p1')).toEqual(both);
		expect(answersOf(other, 'p1')).toEqual(both);
		expect(await server.row('answers', 'p1')).toEqual(both);
	});

	test('[PS4] a row of another hamlet is parked for its author, and nothing of it is applied', async () => {
		const hanh = await volunteer('hanh');
		await server.add([
			{ k: 'add', c: 'households', id: 'h9', a: { hamlet: 'd2', order: 1, status: 'active' } }
		]);
		await hanh.handIn();
		expect(hanh.phone.store.view.get('households', 'h9')).toBeUndefined();
		await hanh.phone.store.record([{ k: 'set', c: 'households', id: 'h9', a: { nickname: 'x' } }]);
		await hanh.phone.store.record([tap('p1', 'VN2')]);
		expect(await hanh.handIn()).toBe('ok');
		expect(hanh.phone.store.status).toMatchObject({ recorded: 2, received: 1, review: 1, allSafe: false });
		const [card] = hanh.phone.store.view.all('parked');
		expect(card).toMatchObject({ code: 'scope' });
	});
});

test('[MG5] a visit that was sent already is taken back by its author, on every phone', async () => {
	const hanh = await volunteer('hanh');
	const head = await volunteer('head', ['hamlet-head']);
	await hanh.handIn();
	const id = '018f0000-0000-7000-8000-000000000009';
	await hanh.phone.store.record([visit(id, 'hanh')]);
	await hanh.handIn();
	await head.handIn();
	const standing = ({ phone }: Volunteer) => standingVisits(phone.store.view.visitsOf('h1' as never));
	expect(standing(head)).toHaveLength(1);
	await hanh.phone.store.record(withoutVisit(id, 'met').drafts);
	expect(standing(hanh)).toEqual([]);
	expect(await hanh.handIn()).toBe('ok');
	expect(hanh.phone.store.status).toMatchObject({ recorded: 2, received: 2, review: 0, allSafe: true });
	await head.handIn();
	expect(standing(head)).toEqual([]);
});

describe('[F12] [PS3] work the server could not use', () => {
	const confirmed = { VN2: { status: 'done', evidence: 'confirmed' } };
	const cardsOf = (store: PhoneStore) => store.view.all('parked').filter(({ settled }) => settled !== true);

	/** A volunteer who recorded two taps, one of them beyond the role, and has handed in. */
	async function withParkedWork() {
		const hanh = await volunteer('hanh');
		const store = new PhoneStore(hanh.phone.store, { member: 'hanh' as never, name: 'Hạnh', roles: [] });
		await hanh.handIn();
		await store.record([{ k: 'set', c: 'answers', id: 'p1', a: confirmed }], 'cơ quan đã xác nhận');
		await store.record([tap('p2', 'VN2')], 'Chưa');
		await hanh.handIn();
		return { hanh, store };
	}

	test('is a card with the household’s name and what was typed', async () => {
		const { store } = await withParkedWork();
		expect(store.status).toMatchObject({ recorded: 2, received: 1, unsentOps: 0, review: 1, allSafe: false });
		expect(cardsOf(store).map(({ raw, code }) => parkedCard(raw, code, store.view))).toEqual([
			{
				who: 'Vũ Thị Hạnh',
				what: 'VNeID mức 2: Đã có (cơ quan đã xác nhận)',
				why: 'Máy này không có quyền ghi việc ấy.',
				household: 'h1'
			}
		]);
	});

	test('goes from "cần xem lại" to "đã nhận" once it was seen; the tap that says so is one more mục', async () => {
		const { hanh, store } = await withParkedWork();
		expect(await store.settle(cardsOf(store)[0]?.id ?? '')).toBe(true);
		expect(cardsOf(store)).toEqual([]);
		// Taking it back would be refused: it is not offered, nor is the tap before.
		expect(store.lastAction).toBeUndefined();
		expect(store.status).toMatchObject({ recorded: 3, received: 1, unsentOps: 1, review: 1, allSafe: false });
		expect(await hanh.handIn()).toBe('ok');
		expect(store.status).toMatchObject({ recorded: 3, received: 3, unsentOps: 0, review: 0, allSafe: true });
		expect(cardsOf(store)).toEqual([]);
		const { store: again } = await hanh.phone.restarted();
		expect(again.status).toMatchObject({ recorded: 3, received: 3, review: 0, allSafe: true });
	});

	test('[RS1] stays dealt with when the phone hands everything in again under a new number', async () => {
		const { hanh, store } = await withParkedWork();
		await store.settle(cardsOf(store)[0]?.id ?? '');
		await hanh.handIn();
		const { device } = await hanh.phone.store.takeBatch(0);
		await hanh.phone.store.reKey(device, await hanh.signInAgain());
		expect(await hanh.handIn()).toBe('ok');
		expect(cardsOf(store)).toEqual([]);
		expect(store.status).toMatchObject({ recorded: 3, received: 3, unsentOps: 0, review: 0, allSafe: true });
	});
});

describe('[PS2] an answer that is lost', () => {
	/** Lets the request through and drops the answer. */
	const losing =
		(fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
		async (path, init) => {
			await fetch(path, init);
			throw new TypeError('cut off');
		};

	test('is asked for again, and the work is applied once', async () => {
		const hanh = await volunteer('hanh');
		await hanh.handIn();
		await hanh.phone.store.record([
			tap('p1', 'VN2', 'done'),
			visit('018f0000-0000-7000-8000-000000000002', 'hanh')
		]);
		expect(await hanh.handIn(losing(hanh.fetch))).toBe('unreachable');
		expect(hanh.phone.store.status).toMatchObject({ unsentOps: 2, received: 0 });
		expect(await hanh.handIn()).toBe('ok');
		expect(hanh.phone.store.status).toMatchObject({ unsentOps: 0, received: 2, allSafe: true });
		expect(answersOf(hanh, 'p1').VN2?.status).toBe('done');
		expect(await server.storage.read(async (tx) => (await tx.rowsOf('xa' as never, 'visits')).length)).toBe(
			1
		);
	});

	test('[PL7] the tap is in the view at every step between', async () => {
		const hanh = await volunteer('hanh');
		await hanh.handIn();
		const seen = new Set<string | undefined>();
		hanh.phone.store.onChanged(() => seen.add(answersOf(hanh, 'p1').VN2?.status));
		await hanh.phone.store.record([tap('p1', 'VN2', 'done')]);
		await hanh.handIn(losing(hanh.fetch));
		await hanh.handIn();
		expect([...seen]).toEqual(['done']);
	});
});

describe('[RS1] identity', () => {
	test('who signs in again goes on with the unsent work under the new number', async () => {
		const hanh = await volunteer('hanh');
		await hanh.handIn();
		await hanh.phone.store.record([tap('p1', 'VN2', 'done')]);
		const enrolment = await hanh.signInAgain();
		const { device } = await hanh.phone.store.takeBatch(0);
		await hanh.phone.store.reKey(device, enrolment);
		expect(await hanh.handIn()).toBe('ok');
		expect(await server.row('answers', 'p1')).toEqual({ VN2: { status: 'done', evidence: 'said' } });
		expect(hanh.phone.store.status.allSafe).toBe(true);
	});

	test('a phone whose database was put back keeps what it recorded since, and the server what it had', async () => {
		const hanh = await volunteer('hanh');
		await hanh.handIn();
		const standing = await hanh.phone.store.takeBatch(0);
		await hanh.phone.store.record([tap('p1', 'VN2', 'done')]);
		await hanh.handIn();
		// The copy of before: same number, nothing recorded.
		const { member, device, epoch } = { member: 'hanh', device: standing.device, epoch: standing.epoch };
		const old = await enrolledPhone({ member, device, epoch, clock: { now: Date.now() } });
		await old.store.record([tap('p2', 'VN2', 'done')]);
		const transport = httpTransport(member as never, { fetch: hanh.fetch });
		const done = await runOnce({ store: old.store, transport, now: Date.now, app: 'test' }, newPace());
		expect(done.kind).toBe('ok');
		expect(await server.row('answers', 'p1')).toEqual({ VN2: { status: 'done', evidence: 'said' } });
		expect(await server.row('answers', 'p2')).toEqual({ VN2: { status: 'done', evidence: 'said' } });
		expect(old.store.status).toMatchObject({ recorded: 1, received: 1, unsentOps: 0 });
	});

	test('[RS2] a server restored from a backup gets again what it had confirmed since', async () => {
		const hanh = await volunteer('hanh');
		await hanh.handIn();
		await hanh.phone.store.record([tap('p1', 'VN2', 'done')]);
		await hanh.handIn();
		const file = await server.backup('yesterday.sqlite');
		await hanh.phone.store.record([tap('p2', 'VN2', 'done')]);
		await hanh.handIn();
		await server.restore(file);
		expect(await server.row('answers', 'p2')).toBeUndefined();
		expect(await hanh.handIn()).toBe('ok');
		expect(await server.row('answers', 'p2')).toEqual({ VN2: { status: 'done', evidence: 'said' } });
		expect(hanh.phone.store.status).toMatchObject({ recorded: 2, received: 2, allSafe: true });
		expect(answersOf(hanh, 'p2').VN2?.status).toBe('done');
	});

	test('[RS2] phones bring back all that the backup lacks, once, and what one of them wrote over itself is no card', async () => {
		const [hanh, lan] = [await volunteer('hanh'), await volunteer('lan')];
		for (const each of [hanh, lan]) await each.handIn();
		await hanh.phone.store.record([tap('p1', 'VN2')]);
		await hanh.handIn();
		const file = await server.backup('yesterday.sqlite');
		await hanh.phone.store.record([tap('p1', 'VN2', 'done')]);
		await hanh.phone.store.record([visit('018f0000-0000-7000-8000-000000000009', 'hanh')]);
		await hanh.handIn();
		await lan.phone.store.record([tap('p2', 'MM', 'done')]);
		await lan.handIn();
		await lan.phone.store.record([tap('p1', 'MM')]);
		await server.restore(file);
		for (const each of [lan, hanh, lan, hanh]) expect(await each.handIn()).toBe('ok');
		const done = { status: 'done', evidence: 'said' };
		expect(await server.row('answers', 'p1')).toEqual({ VN2: done, MM: { status: 'not-yet' } });
		expect(await server.row('answers', 'p2')).toEqual({ MM: done });
		expect(await server.row('visits', '018f0000-0000-7000-8000-000000000009')).toBeDefined();
		for (const each of [hanh, lan]) {
			expect(each.phone.store.status.allSafe).toBe(true);
			expect(answersOf(each, 'p1').VN2).toEqual(done);
		}
		const left = await server.storage.read((tx) => tx.rowsOf('xa' as never, 'conflicts'));
		expect(left).toEqual([]);
	});

	test('[RS2] a value sent again that loses to another member leaves an audit line and no card', async () => {
		const [hanh, lan] = [await volunteer('hanh'), await volunteer('lan')];
		for (const each of [hanh, lan]) await each.handIn();
		const file = await server.backup('yesterday.sqlite');
		await hanh.phone.store.record([tap('p1', 'VN2', 'done')]);
		await hanh.handIn();
		await server.restore(file);
		lan.phone.clock.now += 60_000;
		await lan.phone.store.record([tap('p1', 'VN2')]);
		for (const each of [lan, hanh]) expect(await each.handIn()).toBe('ok');
		expect(await server.row('answers', 'p1')).toEqual({ VN2: { status: 'not-yet' } });
		expect(await server.storage.read((tx) => tx.rowsOf('xa' as never, 'conflicts'))).toEqual([]);
		expect(hanh.phone.store.status).toMatchObject({ recorded: 1, received: 1, allSafe: true });
	});

	test('[RC5] what was erased since the backup does not come back from the phones', async () => {
		const hanh = await volunteer('hanh');
		const file = await server.backup('yesterday.sqlite');
		await hanh.handIn();
		await hanh.phone.store.record([tap('p1', 'VN2', 'done')]);
		await hanh.handIn();
		await server.restore(file, [{ commune: 'xa' as never, c: 'people', id: 'p1' }]);
		expect(await hanh.handIn()).toBe('ok');
		const people = await server.storage.read((tx) => tx.rowsOf('xa' as never, 'people'));
		expect(people.find(({ id }) => id === 'p1')).toMatchObject({ s: 'e', f: {} });
		expect(hanh.phone.store.view.get('people', 'p1')).toBeUndefined();
		expect(await server.row('answers', 'p1')).not.toMatchObject({ VN2: expect.anything() as object });
	});

	test('[RS2] also by a phone that was renumbered after that backup', async () => {
		const hanh = await volunteer('hanh');
		await hanh.handIn();
		const file = await server.backup('yesterday.sqlite');
		const { device } = await hanh.phone.store.takeBatch(0);
		await hanh.phone.store.reKey(device, await hanh.signInAgain());
		await hanh.phone.store.record([tap('p2', 'VN2', 'done')]);
		await hanh.handIn();
		await server.restore(file);
		const now = await hanh.phone.store.takeBatch(0);
		await hanh.phone.store.reKey(now.device, await hanh.signInAgain());
		expect(await hanh.handIn()).toBe('ok');
		expect(await server.row('answers', 'p2')).toEqual({ VN2: { status: 'done', evidence: 'said' } });
	});
});

test('a session that is not known leaves the queue untouched', async () => {
	const hanh = await volunteer('hanh');
	await hanh.handIn();
	await hanh.phone.store.record([tap('p1', 'VN2')]);
	expect(await hanh.handIn(server.fetchWith(new Map()))).toBe('sign-in');
	expect(hanh.phone.store.status).toMatchObject({ unsentOps: 1 });
});

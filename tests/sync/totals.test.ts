// What who sees no person is told (F34): counts, the same that the office has, and nothing else.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayOf } from '#domain/calendar.ts';
import type { CommuneTotals } from '#domain/totals.ts';
import { askRollCall } from '#phone/store/roll-call.ts';
import { askTotals } from '#phone/store/totals.ts';
import { CollectionName } from '#protocol/collections.ts';
import { totalsOf, withHeard } from '../../src/routes/totals/totals-of.ts';
import { phoneAt, type PhoneAtServer } from '../support/phone-at-server.ts';
import { HAMLET, TestServer } from '../support/test-server.ts';
import { tap } from '../support/test-phone.ts';

let server: TestServer;
beforeEach(async () => void (server = await TestServer.start()));
afterEach(() => server.stop());

const today = () => dayOf(Date.now());

async function asked(member: string, { fetch }: PhoneAtServer): Promise<CommuneTotals> {
	const reply = await askTotals(member as never, { fetch });
	if (reply.kind !== 'ok') throw new Error(`the server answered with ${reply.kind}`);
	return reply.totals;
}

/** From the official's own copy, and the roll call. */
async function asTheOfficeSees(
	{ phone, fetch }: PhoneAtServer,
	at: number
): Promise<CommuneTotals | undefined> {
	const { view } = phone.store;
	const heard = await askRollCall('office' as never, { fetch });
	const totals = totalsOf(view, today(), at);
	if (heard.kind !== 'ok' || totals === undefined) throw new Error(`the roll call: ${heard.kind}`);
	return withHeard(totals, view, { ...heard, now: at, isFresh: true });
}

/** Something of everything that a figure turns on, in two hamlets, handed in by the hamlet's head and an official. */
async function anEvening(): Promise<{ office: PhoneAtServer; head: PhoneAtServer }> {
	await server.add([
		...['h2', 'h3', 'h4'].map((id, at) => ({
			k: 'add' as const,
			c: 'households' as const,
			id,
			a: { hamlet: at === 2 ? 'd2' : HAMLET, order: at + 2, status: 'active' }
		})),
		...['h2', 'h3', 'h4'].flatMap((household) =>
			['a', 'b'].map((one, order) => ({
				k: 'add' as const,
				c: 'people' as const,
				id: `${household}.${one}`,
				a: { household, name: 'Lê Thị Hà', order, birth: { year: order === 0 ? 1980 : 2020 } }
			}))
		)
	]);
	const head = await phoneAt(server, 'head', ['hamlet-head']);
	const office = await phoneAt(server, 'office', ['commune-official'], []);
	await head.handIn();
	await office.handIn();
	const { store } = head.phone;
	const at = Date.now();
	const word = { purpose: 'help-at-the-door', textVersion: 2, how: 'spoken', at, by: 'head' };
	await store.record([tap('p1', 'VN2', 'done')]);
	await store.record([tap('p2', 'VN2')]);
	await store.record([tap('h2.a', 'VN2', 'done')]);
	await store.record([
		{ k: 'add', c: 'visits', id: 'v1', a: { household: 'h1', outcome: 'met', at, by: 'head' } },
		{ k: 'add', c: 'visits', id: 'v3', a: { household: 'h3', outcome: 'not-home', at, by: 'head' } }
	]);
	await store.record([{ k: 'set', c: 'people', id: 'p2', a: { residence: { kind: 'away' } } }]);
	await store.record([{ k: 'set', c: 'households', id: 'h3', a: { noRecord: true } }]);
	await store.record([
		{ k: 'add', c: 'notices', id: 'n1', a: { household: 'h2', person: 'h2.a', kind: 'refused', ...word } }
	]);
	await office.phone.store.record([
		{ k: 'add', c: 'targets', id: 'd1:VN2', a: { hamlet: HAMLET, item: 'VN2', count: 9 } },
		{ k: 'set', c: 'answers', id: 'h4.a', a: { VN2: { status: 'blocked', reason: 'V01' } } }
	]);
	for (const each of [head, office, head, office]) expect(await each.handIn()).toBe('ok');
	return { office, head };
}

describe('[F34] an observer', () => {
	test('is told the counts that the official sees side by side, and when they were counted', async () => {
		const { office } = await anEvening();
		const observer = await phoneAt(server, 'lan', ['observer'], []);
		const totals = await asked('lan', observer);
		expect(totals).toEqual(await asTheOfficeSees(office, totals.at));
		expect(
			totals.hamlets.map(({ name, reached, households, away }) => [name, reached, households, away])
		).toEqual([
			['Thôn Đông', 1, 3, 1],
			['Thôn Đoài', 1, 1, 0]
		]);
		expect(totals.hamlets[0]?.items[0]).toEqual({
			code: 'VN2',
			// Of six: one is away, one is a child, one has refused, and two are of a household that has.
			eligible: 1,
			done: 1,
			unasked: 0,
			target: 9
		});
	});

	test('is told of who is written down twice once, and of neither row when one of them has refused', async () => {
		const { office, head } = await anEvening();
		const observer = await phoneAt(server, 'lan', ['observer'], []);
		const eligibleNow = async () => {
			for (const each of [head, office]) await each.handIn();
			const totals = await asked('lan', observer);
			expect(totals).toEqual(await asTheOfficeSees(office, totals.at));
			return totals.hamlets[0]?.items[0]?.eligible;
		};
		await head.phone.store.record([{ k: 'set', c: 'people', id: 'p2', a: { residence: null } }]);
		expect(await eligibleNow()).toBe(2);
		await head.phone.store.record([{ k: 'set', c: 'people', id: 'p2', a: { sameAs: 'p1' } }]);
		expect(await eligibleNow()).toBe(1);
		const word = {
			kind: 'refused',
			purpose: 'help-at-the-door',
			textVersion: 2,
			how: 'spoken',
			at: 9,
			by: 'head'
		};
		const a = { household: 'h1', person: 'p2', ...word };
		await head.phone.store.record([{ k: 'add', c: 'notices', id: 'n2', a }]);
		expect(await eligibleNow()).toBe(0);
	});

	test('is told anew when something has come in', async () => {
		const { head } = await anEvening();
		const observer = await phoneAt(server, 'lan', ['observer'], []);
		const before = await asked('lan', observer);
		expect((await asked('lan', observer)).hamlets).toEqual(before.hamlets);
		await head.phone.store.record([{ k: 'set', c: 'people', id: 'p2', a: { residence: null } }]);
		await head.handIn();
		expect((await asked('lan', observer)).hamlets[0]).toMatchObject({
			away: 0,
			items: [{ eligible: 2 }, {}, {}, {}, {}]
		});
	});

	test('[PL4] receives no row of a person, a household or anything else of the commune', async () => {
		await anEvening();
		const observer = await phoneAt(server, 'lan', ['observer'], []);
		for (let run = 0; run < 3; run += 1) expect(await observer.handIn()).toBe('ok');
		const held = CollectionName.options.flatMap((c) => observer.phone.store.view.all(c));
		expect(held).toEqual([]);
		const told = JSON.stringify(await asked('lan', observer));
		for (const secret of ['Lê Thị Hà', 'Vũ Thị Hạnh', '"p1"', '"h1"', 'head'])
			expect(told).not.toContain(secret);
	});

	test('reads them again without a network, with their time', async () => {
		const observer = await phoneAt(server, 'lan', ['observer'], []);
		const totals = await asked('lan', observer);
		await observer.phone.store.keepTotals(totals);
		const { store } = await observer.phone.restarted();
		expect(await store.keptTotals()).toEqual(totals);
	});
});

test('[F34] whoever works in a hamlet is told the totals of that one alone', async () => {
	const { head } = await anEvening();
	expect((await asked('head', head)).hamlets.map(({ name }) => name)).toEqual(['Thôn Đông']);
});

test('[F34] where somebody has handed in is told with its day, and to a volunteer of nobody', async () => {
	const { office } = await anEvening();
	const observer = await phoneAt(server, 'lan', ['observer'], []);
	const { handInsAt, hamlets } = await asked('lan', observer);
	expect(handInsAt).toBeGreaterThan(0);
	expect(hamlets.map(({ name, lastHandInOn }) => [name, lastHandInOn])).toEqual([
		['Thôn Đông', today()],
		['Thôn Đoài', undefined]
	]);
	const volunteer = await phoneAt(server, 'hoa', ['volunteer']);
	expect(JSON.stringify(await asked('hoa', volunteer))).not.toMatch(/handIn/i);
	// Nobody told this phone: that is not "never".
	const own = totalsOf(office.phone.store.view, today(), Date.now());
	expect(own && withHeard(own, office.phone.store.view, undefined)).toEqual(own);
});

// "Mỗi đêm 1 giờ" (F21): planned by the head, with a row for each person who came, whoever wrote that down.
import { describe, expect, test } from 'vitest';
import { type Draft, makeCommune, makePhone, NOW, type TestCommune } from '../support/test-commune.ts';

const day = '2026-11-22';
const HOUR = 3_600_000;

const session = (id: string, hamlet = 'h1'): Draft => ({
	k: 'add',
	c: 'sessions',
	id,
	a: { hamlet, kind: 'evening', place: 'Nhà văn hóa', day }
});
const came = (person: string, by: string, at = NOW, to = 's1'): Draft => ({
	k: 'add',
	c: 'attendance',
	id: `${to}:${person}:${by}`,
	a: { session: to, person, by, at }
});
const notCame = (person: string, by: string): Draft => ({
	k: 'set',
	c: 'attendance',
	id: `s1:${person}:${by}`,
	a: { voided: true }
});
const codes = ({ results }: { results: readonly { code?: string | undefined }[] }) =>
	results.map(({ code }) => code);

/** A session s1 in h1, planned by its head. */
async function anEvening(): Promise<{ at: TestCommune; head: Awaited<ReturnType<typeof makePhone>> }> {
	const at = await makeCommune();
	const head = await makePhone(at, 'tam', ['hamlet-head']);
	expect((await head.sync(head.ops(session('s1')))).results).toEqual([]);
	return { at, head };
}

test('the head plans for her own hamlet, and a volunteer for none', async () => {
	const { at, head } = await anEvening();
	expect(codes(await head.sync(head.ops(session('s2', 'h2'))))).toEqual(['scope']);
	const hoa = await makePhone(at, 'hoa');
	const planned = hoa.ops(session('s3'), { c: 'sessions', id: 's1', a: { endedAt: NOW } });
	expect(codes(await hoa.sync(planned))).toEqual(['role', 'role']);
	expect((await at.rowsOf('sessions')).map(({ id, s }) => [id, s])).toEqual([['s1', 'h:h1']]);
});

test('[MG2] what two heads correct apart stands for each field, and is taken back and given back as one', async () => {
	const { at, head } = await anEvening();
	const other = await makePhone(at, 'lan', ['hamlet-head']);
	await head.sync(head.ops({ c: 'sessions', id: 's1', a: { place: 'Nhà tổ trưởng' }, b: 1 }));
	await other.sync(other.ops({ c: 'sessions', id: 's1', a: { day: '2026-11-23', voided: true }, b: 1 }));
	expect((await at.row('sessions', 's1'))?.f).toMatchObject({
		place: 'Nhà tổ trưởng',
		day: '2026-11-23',
		voided: true
	});
	expect(await at.rowsOf('conflicts')).toEqual([]);
	await head.sync(head.ops({ c: 'sessions', id: 's1', a: { voided: null }, b: 3 }));
	expect((await at.row('sessions', 's1'))?.f).not.toHaveProperty('voided');
});

describe('who came', () => {
	test('[RC1] is written down by two apart, each for themselves, and nothing is a conflict', async () => {
		const { at } = await anEvening();
		const [hoa, nam] = [await makePhone(at, 'hoa'), await makePhone(at, 'nam')];
		const [one, two] = [hoa.ops(came('hh1.1', 'hoa')), nam.ops(came('hh1.1', 'nam', NOW + HOUR))];
		expect((await hoa.sync(one)).results).toEqual([]);
		expect((await nam.sync(two, {}, NOW + HOUR)).results).toEqual([]);
		expect((await at.rowsOf('attendance')).map(({ id, s }) => [id, s])).toEqual([
			['s1:hh1.1:hoa', 'h:h1'],
			['s1:hh1.1:nam', 'h:h1']
		]);
		expect(await at.rowsOf('conflicts')).toEqual([]);
	});

	test('[RC1] once by one member on two phones: the first word stands', async () => {
		const { at } = await anEvening();
		const [one, two] = [await makePhone(at, 'hoa'), await makePhone(at, 'hoa')];
		await one.sync(one.ops(came('hh1.1', 'hoa')));
		expect((await two.sync(two.ops(came('hh1.1', 'hoa', NOW + HOUR)), {}, NOW + HOUR)).results).toEqual([]);
		expect((await at.rowsOf('attendance')).map(({ f }) => f.at)).toEqual([NOW]);
		expect(await at.rowsOf('conflicts')).toEqual([]);
	});

	test.each(['who was right', 'who was wrong'])(
		'[RC1] and wrongly by one of them, who takes that back: the other’s word stands, first to hand in %s',
		async (first) => {
			const { at } = await anEvening();
			const [hoa, nam] = [await makePhone(at, 'hoa'), await makePhone(at, 'nam')];
			const right = () => hoa.sync(hoa.ops(came('hh1.1', 'hoa')));
			const wrong = () =>
				nam.sync(nam.ops(came('hh1.1', 'nam', NOW + HOUR), notCame('hh1.1', 'nam')), {}, NOW + 2 * HOUR);
			const order = first === 'who was right' ? [right, wrong] : [wrong, right];
			for (const handIn of order) expect((await handIn()).results).toEqual([]);
			const standing = (await at.rowsOf('attendance')).filter(({ f }) => f.voided !== true);
			expect(standing.map(({ id }) => id)).toEqual(['s1:hh1.1:hoa']);
			expect(await at.rowsOf('conflicts')).toEqual([]);
		}
	);

	test('is under the id that session, person and author give, in one’s own name, and belongs to them for good', async () => {
		const { at } = await anEvening();
		const hoa = await makePhone(at, 'hoa');
		await hoa.sync(hoa.ops(came('hh1.1', 'hoa')));
		const wrong = hoa.ops(
			{ ...came('hh1.2', 'hoa'), id: 'other' },
			came('hh1.2', 'nam'),
			{ c: 'attendance', id: 's1:hh1.1:hoa', a: { person: 'hh1.2' } },
			{ c: 'attendance', id: 's1:hh1.1:hoa', a: { by: 'nam' } },
			{ ...came('hh1.2', 'hoa'), id: 's1:hh1.1:hoa' }
		);
		expect(codes(await hoa.sync(wrong))).toEqual(['shape', 'role', 'shape', 'shape', 'shape']);
		expect(await at.rowsOf('attendance')).toHaveLength(1);
	});

	test('is taken back by whoever wrote it or by the head, who gives it back too; nobody else changes it', async () => {
		const { at, head } = await anEvening();
		const [hoa, nam] = [await makePhone(at, 'hoa'), await makePhone(at, 'nam')];
		await hoa.sync(hoa.ops(came('hh1.1', 'hoa'), came('hh1.2', 'hoa')));
		const others = nam.ops(
			{ ...notCame('hh1.1', 'hoa'), b: 1 },
			{ ...notCame('hh1.1', 'hoa'), a: { voided: null }, b: 1 },
			{ ...notCame('hh1.1', 'hoa'), a: { at: 5 }, b: 1 }
		);
		expect(codes(await nam.sync(others))).toEqual(['role', 'role', 'role']);
		await hoa.sync(hoa.ops({ ...notCame('hh1.1', 'hoa'), b: 1 }));
		const byHead = [{ voided: true }, { voided: null }, { voided: true }, { voided: null, at: 5 }];
		const results = [];
		for (const [n, a] of byHead.entries())
			results.push(...codes(await head.sync(head.ops({ ...notCame('hh1.2', 'hoa'), a, b: n + 1 }))));
		expect(results).toEqual(['role']);
		expect((await at.rowsOf('attendance')).map(({ f }) => f.voided)).toEqual([true, true]);
		await hoa.sync(hoa.ops({ ...notCame('hh1.2', 'hoa'), a: { voided: null, at: NOW }, b: 4 }));
		expect((await at.row('attendance', 's1:hh1.2:hoa'))?.f).not.toHaveProperty('voided');
	});

	test('[PS4] is of a session and of a person within reach, and whose are not there looks the same', async () => {
		const { at, head } = await anEvening();
		const hoa = await makePhone(at, 'hoa');
		const other = await makePhone(at, 'nam', ['volunteer'], ['h2']);
		const unreached = hoa.ops(came('hh2.1', 'hoa'), came('nobody', 'hoa'), came('hh1.1', 'hoa', NOW, 'none'));
		expect(codes(await hoa.sync(unreached))).toEqual(['scope', 'scope', 'scope']);
		expect(codes(await other.sync(other.ops(came('hh2.1', 'nam'))))).toEqual(['scope']);
		const official = await makePhone(at, 'xa', ['commune-official'], []);
		const missing = official.ops(came('nobody', 'xa'), came('hh1.1', 'xa', NOW, 'none'));
		expect(codes(await official.sync(missing))).toEqual(['parent', 'parent']);
		// A guest of another hamlet, whom this head holds as well.
		const both = await makePhone(at, 'lan', ['volunteer'], ['h1', 'h2']);
		expect((await both.sync(both.ops(came('hh2.1', 'lan')))).results).toEqual([]);
		expect((await head.pullAll()).get('attendance/s1:hh2.1:lan')).toMatchObject({ person: 'hh2.1' });
	});

	test('[PS4] written before a person was led to another hamlet it is taken, afterwards it waits', async () => {
		const { at } = await anEvening();
		const hoa = await makePhone(at, 'hoa');
		const official = await makePhone(at, 'xa', ['commune-official'], []);
		const [before, after] = [hoa.ops(came('hh1.1', 'hoa')), hoa.ops(came('hh1.2', 'hoa'))];
		const move: Draft = { k: 'cmd', c: 'households', id: 'hh1', a: { name: 'household.move', hamlet: 'h2' } };
		await official.sync(official.ops({ ...move, t: NOW + HOUR, b: 1 }), {}, NOW + HOUR);
		const late = after.map((op) => ({ ...op, t: NOW + 2 * HOUR }));
		const { results } = await hoa.sync([...before, ...late], {}, NOW + 3 * HOUR);
		expect(results.map(({ n, code }) => [n, code])).toEqual([[2, 'late']]);
		expect((await at.row('attendance', 's1:hh1.1:hoa'))?.s).toBe('h:h1');
	});

	test('[MG5] stays with the session when a person goes to another household or hamlet, or the family is merged', async () => {
		const { at, head } = await anEvening();
		const hoa = await makePhone(at, 'hoa');
		const official = await makePhone(at, 'xa', ['commune-official'], []);
		await hoa.sync(hoa.ops(came('hh1.1', 'hoa'), came('hh1.2', 'hoa')));
		await official.sync(
			official.ops(
				{ k: 'cmd', c: 'people', id: 'hh1.1', a: { name: 'person.move', into: 'hh2' }, b: 1 },
				{ k: 'cmd', c: 'households', id: 'hh1', a: { name: 'household.merge', into: 'hh2' }, b: 1 }
			)
		);
		expect((await at.row('people', 'hh1.2'))?.s).toBe('h:h2');
		expect((await at.rowsOf('attendance')).map(({ id, s }) => [id, s])).toEqual([
			['s1:hh1.1:hoa', 'h:h1'],
			['s1:hh1.2:hoa', 'h:h1']
		]);
		expect([...(await head.pullAll()).keys()].filter((key) => key.startsWith('attendance'))).toHaveLength(2);
	});

	test('[RC5] is erased with the person, in whatever hamlet the session was, and is not said again', async () => {
		const { at, head } = await anEvening();
		const both = await makePhone(at, 'lan', ['volunteer'], ['h1', 'h2']);
		await both.sync(both.ops(came('hh2.1', 'lan'), came('hh2.2', 'lan'), came('hh1.1', 'lan')));
		await head.pullAll();
		const official = await makePhone(at, 'xa', ['commune-official'], []);
		const erase = (c: string, id: string): Draft => ({ k: 'cmd', c, id, a: { name: 'erase' } });
		await official.sync(official.ops(erase('people', 'hh2.1')));
		expect(await at.row('attendance', 's1:hh2.1:lan')).toMatchObject({ s: 'e', f: {}, fm: {} });
		expect((await at.row('attendance', 's1:hh2.2:lan'))?.s).toBe('h:h1');
		const { pages } = await head.sync([], { cur: head.cursors });
		const hers = pages.filter(({ s }) => s === 'h:h1').flatMap(({ out }) => out);
		expect(hers).toMatchObject([{ id: 's1:hh2.1:lan', erased: true }]);
		const { results } = await both.sync(both.ops(came('hh2.1', 'lan'), came('hh2.1', 'lan', NOW, 's9')));
		expect(results.map(({ r }) => r)).toEqual(['erased', 'erased']);
		// With the household, all of its people.
		await official.sync(official.ops(erase('households', 'hh2')));
		expect((await at.row('attendance', 's1:hh2.2:lan'))?.s).toBe('e');
		expect((await at.row('attendance', 's1:hh1.1:lan'))?.s).toBe('h:h1');
	});

	test('[RC5] of an erased person it is taken back as erased, also when it was never heard that they came', async () => {
		const { at } = await anEvening();
		const hoa = await makePhone(at, 'hoa');
		const official = await makePhone(at, 'xa', ['commune-official'], []);
		const waiting = hoa.ops(came('hh1.1', 'hoa'), notCame('hh1.1', 'hoa'));
		await official.sync(official.ops({ k: 'cmd', c: 'people', id: 'hh1.1', a: { name: 'erase' } }));
		expect((await hoa.sync(waiting)).results.map(({ r }) => r)).toEqual(['erased', 'erased']);
		expect(await at.rowsOf('parked')).toEqual([]);
	});
});

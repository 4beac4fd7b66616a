import { describe, expect, test } from 'vitest';
import type { Fields } from '#protocol/row.ts';
import { type Draft, makeCommune, makePhone, NOW, type TestCommune } from '../support/test-commune.ts';

const done = { status: 'done', evidence: 'said' };
const notYet = { status: 'not-yet' };
const HOUR = 3_600_000;
const LATER = NOW + 3 * HOUR;

const cmd = (c: Draft['c'], id: string, a: Fields, more: Partial<Draft> = {}): Draft => ({
	k: 'cmd',
	c,
	id,
	a,
	...more
});
const merge = (id: string, into: string, more: Partial<Draft> = {}): Draft =>
	cmd('households', id, { name: 'household.merge', into }, more);
const move = (id: string, hamlet: string, more: Partial<Draft> = {}): Draft =>
	cmd('households', id, { name: 'household.move', hamlet }, more);
const split = (id: string, into: string, people: [id: string, b: number][], more: Fields = {}): Draft =>
	cmd('households', id, {
		name: 'household.split',
		into,
		people: people.map(([one, b]) => ({ id: one, b })),
		...more
	});
const moveTo = (id: string, into: string, more: Partial<Draft> = {}): Draft =>
	cmd('people', id, { name: 'person.move', into }, more);
const consent = (id: string, household: string, person: string, by: string): Draft => ({
	k: 'add',
	c: 'notices',
	id,
	a: {
		...{ household, person, kind: 'consent-given', purpose: 'help-at-the-door', textVersion: 1 },
		...{ how: 'spoken', at: NOW, by }
	}
});
const visit = (id: string, household: string, by: string): Draft => ({
	k: 'add',
	c: 'visits',
	id,
	a: { household, outcome: 'met', at: NOW, by }
});
const assist = (id: string, person: string, by: string): Draft => ({
	k: 'add',
	c: 'assists',
	id,
	a: { person, item: 'VN2', by, at: NOW }
});
const household = (id: string, hamlet: string): Draft => ({
	k: 'add',
	c: 'households',
	id,
	a: { hamlet, order: 2, status: 'active' }
});

const fieldsOf = async (at: TestCommune, c: Parameters<TestCommune['row']>[0], id: string) =>
	(await at.row(c, id))?.f;
const scopeOf = async (at: TestCommune, c: Parameters<TestCommune['row']>[0], id: string) =>
	(await at.row(c, id))?.s;

/** Households hh1 and hh3 in hamlet h1, hh2 in h2; a volunteer and the head of h1, an official. */
async function makeTeam() {
	const at = await makeCommune();
	const hoa = await makePhone(at, 'hoa');
	const head = await makePhone(at, 'tam', ['hamlet-head']);
	const official = await makePhone(at, 'xa', ['commune-official'], []);
	await official.sync(official.ops(household('hh3', 'h1')));
	return { at, hoa, head, official };
}

describe('[MG5] household.merge', () => {
	test('leaves a note where it went, and files everything under the one that stays', async () => {
		const { at, hoa, head } = await makeTeam();
		await hoa.sync(
			hoa.ops(
				visit('v1', 'hh1', 'hoa'),
				{ c: 'answers', id: 'hh1.1', a: { VN2: done } },
				{ c: 'householdAnswers', id: 'hh1', a: { MM: done } }
			)
		);
		const plan: Draft = {
			k: 'add',
			c: 'assignments',
			id: 'hh1:hoa',
			a: { household: 'hh1', member: 'hoa', active: true }
		};
		const { results } = await head.sync(head.ops(plan, merge('hh1', 'hh3')));
		expect(results).toEqual([]);
		expect(await fieldsOf(at, 'households', 'hh1')).toMatchObject({ mergedInto: 'hh3' });
		for (const [c, id] of [
			['people', 'hh1.1'],
			['people', 'hh1.2'],
			['visits', 'v1']
		] as const)
			expect(await fieldsOf(at, c, id)).toMatchObject({ household: 'hh3' });
		expect(await fieldsOf(at, 'answers', 'hh1.1')).toEqual({ VN2: done });
		expect(await fieldsOf(at, 'householdAnswers', 'hh3')).toEqual({ MM: done });
		expect(await fieldsOf(at, 'assignments', 'hh3:hoa')).toMatchObject({ household: 'hh3', active: true });
		expect(await fieldsOf(at, 'assignments', 'hh1:hoa')).toMatchObject({ active: false });
		expect(await at.rowsOf('conflicts')).toEqual([]);
	});

	test('[MG3] answers of both households merge by their own times, and what loses is kept', async () => {
		const { at, hoa, head } = await makeTeam();
		await hoa.sync(
			hoa.ops(
				{ c: 'householdAnswers', id: 'hh3', a: { MM: done, VN2: done }, t: NOW - 2 * HOUR },
				{ c: 'householdAnswers', id: 'hh1', a: { MM: notYet, NTT: done }, t: NOW - HOUR }
			)
		);
		const { results } = await head.sync(head.ops(merge('hh1', 'hh3')));
		expect(results).toEqual([{ n: 1, r: 'merged' }]);
		expect(await fieldsOf(at, 'householdAnswers', 'hh3')).toEqual({ MM: notYet, VN2: done, NTT: done });
		const [record, ...others] = await at.rowsOf('conflicts');
		expect(others).toEqual([]);
		expect(record?.f).toMatchObject({
			row: 'hh3',
			field: 'MM',
			kept: { value: notYet },
			dropped: { value: done }
		});
	});

	test('work that still names the household that went is filed under the one that stays', async () => {
		const { at, hoa, head } = await makeTeam();
		await head.sync(head.ops(merge('hh1', 'hh3')));
		const late = hoa.ops(
			visit('v1', 'hh1', 'hoa'),
			{ k: 'add', c: 'people', id: 'p9', a: { household: 'hh1', name: 'Lê Thị Mới', order: 3 } },
			{ c: 'householdAnswers', id: 'hh1', a: { MM: done }, b: 1 },
			{ c: 'answers', id: 'hh1.1', a: { VN2: done } },
			{ c: 'households', id: 'hh1', a: { nickname: 'nhà ngõ ba', noRecord: true } }
		);
		const { results } = await hoa.sync(late);
		expect(results).toEqual([1, 2, 3, 5].map((n) => ({ n, r: 'fixed' })));
		expect(await fieldsOf(at, 'visits', 'v1')).toMatchObject({ household: 'hh3' });
		expect(await fieldsOf(at, 'people', 'p9')).toMatchObject({ household: 'hh3' });
		expect(await fieldsOf(at, 'householdAnswers', 'hh3')).toEqual({ MM: done });
		expect(await fieldsOf(at, 'households', 'hh1')).toMatchObject({ nickname: 'nhà ngõ ba' });
		// A family that does not want to be written down stays so under whatever row.
		expect(await fieldsOf(at, 'households', 'hh3')).toMatchObject({ noRecord: true });
		expect((await hoa.sync(late)).results).toEqual(results);
	});

	const word = (text: string, at = NOW) => ({ text, by: 'hoa', at });
	const note = (id: string, text: string, at = NOW): Draft => ({
		c: 'households',
		id,
		a: { note: word(text, at) }
	});

	test('a note to the next visitor goes along, beside the one that is there', async () => {
		const { at, hoa, head, official } = await makeTeam();
		await official.sync(official.ops(household('hh4', 'h1')));
		await hoa.sync(hoa.ops(note('hh1', 'Chó dữ'), note('hh4', 'Nói to giúp bà', NOW - HOUR)));
		expect((await head.sync(head.ops(merge('hh1', 'hh3')))).results).toEqual([]);
		expect(await fieldsOf(at, 'households', 'hh3')).toMatchObject({ note: word('Chó dữ') });
		expect((await head.sync(head.ops(merge('hh4', 'hh3')))).results).toEqual([]);
		const both = { ...word('Chó dữ'), beside: [word('Nói to giúp bà', NOW - HOUR)] };
		expect(await fieldsOf(at, 'households', 'hh3')).toMatchObject({ note: both });
		// What is left at the old row afterwards is read at the one that stands, and an edit of its note takes nothing away.
		const edited = { ...both, ...word('Chó dữ, gọi cổng sau', NOW + 1) };
		await hoa.sync(hoa.ops({ c: 'households', id: 'hh3', a: { note: edited }, b: 3 }), {}, LATER);
		const late = hoa.ops(note('hh1', 'Cổng hỏng', NOW + 2));
		expect((await hoa.sync(late, {}, LATER)).results).toEqual([{ n: 4, r: 'fixed' }]);
		const all = { ...edited, beside: [word('Cổng hỏng', NOW + 2), ...edited.beside] };
		expect(await fieldsOf(at, 'households', 'hh3')).toMatchObject({ note: all });
		expect((await hoa.sync(late, {}, LATER)).results).toEqual([{ n: 4, r: 'fixed' }]);
		expect(await at.rowsOf('conflicts')).toEqual([]);
	});

	test('no note comes to a family that does not want to be written down, or from one', async () => {
		for (const refusing of ['hh1', 'hh3']) {
			const { at, hoa, head } = await makeTeam();
			await hoa.sync(
				hoa.ops(note('hh1', 'Chó dữ'), { c: 'households', id: refusing, a: { noRecord: true } })
			);
			await head.sync(head.ops(merge('hh1', 'hh3')));
			await hoa.sync(hoa.ops(note('hh1', 'Cổng hỏng')));
			expect(await fieldsOf(at, 'households', 'hh3')).toMatchObject({ noRecord: true });
			expect(await fieldsOf(at, 'households', 'hh3')).not.toHaveProperty('note');
		}
	});

	test('through several merges everything ends in the last household', async () => {
		const { at, hoa, head, official } = await makeTeam();
		await official.sync(official.ops(household('hh4', 'h1')));
		await head.sync(head.ops(merge('hh3', 'hh4'), merge('hh1', 'hh3')));
		expect(await fieldsOf(at, 'people', 'hh1.1')).toMatchObject({ household: 'hh4' });
		await hoa.sync(hoa.ops(visit('v1', 'hh1', 'hoa')));
		expect(await fieldsOf(at, 'visits', 'v1')).toMatchObject({ household: 'hh4' });
		expect((await head.sync(head.ops(merge('hh4', 'hh1')))).results).toEqual([{ n: 3, r: 'fixed' }]);
		expect(await fieldsOf(at, 'households', 'hh4')).not.toHaveProperty('mergedInto');
	});

	test('[MG3] of two that name different households the first stands, and the other leaves a record', async () => {
		const { at, head, official } = await makeTeam();
		await official.sync(official.ops(household('hh4', 'h1'), merge('hh1', 'hh3', { t: NOW - HOUR })));
		const { results } = await head.sync(head.ops(merge('hh1', 'hh4')));
		expect(results).toEqual([{ n: 1, r: 'merged' }]);
		expect(await fieldsOf(at, 'people', 'hh1.1')).toMatchObject({ household: 'hh3' });
		expect((await at.rowsOf('conflicts')).map(({ f }) => f)).toMatchObject([
			{ field: 'mergedInto', kept: { value: 'hh3' }, dropped: { value: 'hh4' } }
		]);
	});

	test('is for the head of both hamlets or an official, and never for a volunteer', async () => {
		const { hoa, head, official } = await makeTeam();
		expect((await hoa.sync(hoa.ops(merge('hh1', 'hh3')))).results).toMatchObject([{ code: 'role' }]);
		expect((await head.sync(head.ops(merge('hh1', 'hh2')))).results).toMatchObject([{ code: 'scope' }]);
		expect((await head.sync(head.ops(merge('hh1', 'none')))).results).toMatchObject([{ code: 'scope' }]);
		expect((await official.sync(official.ops(merge('hh1', 'none')))).results).toMatchObject([
			{ code: 'parent' }
		]);
		expect((await official.sync(official.ops(merge('hh1', 'hh1')))).results).toMatchObject([
			{ code: 'shape' }
		]);
	});

	test('[PL3] across hamlets the people and all that is theirs go with it, and leave records behind', async () => {
		const { at, hoa, official } = await makeTeam();
		await hoa.sync(hoa.ops({ c: 'answers', id: 'hh1.1', a: { VN2: done } }, assist('as1', 'hh1.1', 'hoa')));
		expect([...(await hoa.pullAll()).keys()]).toContain('answers/hh1.1');
		const { at: counters } = await official.sync(official.ops(merge('hh1', 'hh2')));
		expect(Object.keys(counters)).toEqual(expect.arrayContaining(['h:h1', 'h:h2']));
		for (const [c, id] of [
			['people', 'hh1.1'],
			['answers', 'hh1.1'],
			['assists', 'as1']
		] as const)
			expect(await scopeOf(at, c, id)).toBe('h:h2');
		expect(await scopeOf(at, 'households', 'hh1')).toBe('h:h1');
		const { pages } = await hoa.sync([], { cur: hoa.cursors });
		const [page] = pages.filter(({ s }) => s === 'h:h1');
		expect(page?.out.map(({ c, id }) => `${c}/${id}`).sort()).toEqual([
			'answers/hh1.1',
			'assists/as1',
			'people/hh1.1',
			'people/hh1.2'
		]);
		expect(page?.rows.map(({ id }) => id)).toEqual(['hh1']);
	});
});

describe('[MG5] household.move', () => {
	test('takes the household with all that hangs on it, its conflicts too, to the other hamlet', async () => {
		const { at, hoa, head, official } = await makeTeam();
		await hoa.sync(hoa.ops({ c: 'answers', id: 'hh1.1', a: { VN2: done } }, visit('v1', 'hh1', 'hoa')));
		await head.sync(head.ops({ c: 'answers', id: 'hh1.1', a: { VN2: notYet }, t: NOW - HOUR }));
		const { results } = await official.sync(official.ops(move('hh1', 'h2', { b: 1 })));
		expect(results).toEqual([]);
		expect(await fieldsOf(at, 'households', 'hh1')).toMatchObject({ hamlet: 'h2' });
		const [record] = await at.rowsOf('conflicts');
		expect(record?.s).toBe('h:h2');
		for (const [c, id] of [
			['households', 'hh1'],
			['people', 'hh1.2'],
			['answers', 'hh1.1'],
			['visits', 'v1']
		] as const)
			expect(await scopeOf(at, c, id)).toBe('h:h2');
		const rows = await hoa.pullAll();
		expect([...rows.keys()].filter((key) => key.includes('hh1'))).toEqual([]);
	});

	test('is an official’s; the group and the lane of the old hamlet do not come along', async () => {
		const { at, head, official } = await makeTeam();
		const group: Draft = { k: 'add', c: 'groups', id: 'g1', a: { hamlet: 'h1', name: 'Tổ 1', order: 1 } };
		await official.sync(official.ops(group, { c: 'households', id: 'hh1', a: { group: 'g1' } }));
		expect((await head.sync(head.ops(move('hh1', 'h2')))).results).toMatchObject([{ code: 'role' }]);
		expect((await official.sync(official.ops(move('hh1', 'none')))).results).toMatchObject([
			{ code: 'parent' }
		]);
		await official.sync(official.ops(move('hh1', 'h2')));
		expect(await fieldsOf(at, 'households', 'hh1')).not.toHaveProperty('group');
	});

	test('taken back after it was sent, it has the group and the lane again', async () => {
		const { at, official } = await makeTeam();
		const [group, lane] = (['groups', 'lanes'] as const).map((c): Draft => ({
			k: 'add',
			c,
			id: c,
			a: { hamlet: 'h1', name: 'Tổ 1', order: 1 }
		}));
		const place = { group: 'groups', lane: 'lanes' };
		const housed: Draft = { c: 'households', id: 'hh1', a: place };
		await official.sync(official.ops(group as Draft, lane as Draft, housed));
		const before = await at.row('households', 'hh1');
		const seen = { b: before?.rv ?? 0 };
		await official.sync(official.ops(move('hh1', 'h2', seen)));
		// The phone has not pulled its own move yet.
		const { results } = await official.sync(official.ops(move('hh1', 'h1', seen), { ...housed, ...seen }));
		expect(results).toEqual([]);
		expect(await at.row('households', 'hh1')).toMatchObject({ s: 'h:h1', f: before?.f });
	});

	test('there and back in one batch leaves every copy as it was', async () => {
		const { at, hoa, official } = await makeTeam();
		const before = await hoa.pullAll();
		await official.sync(official.ops(move('hh1', 'h2'), move('hh1', 'h1')));
		expect(await scopeOf(at, 'people', 'hh1.1')).toBe('h:h1');
		const { pages } = await hoa.sync([], { cur: hoa.cursors });
		const rows = pages.flatMap((page) => page.rows);
		const out = pages.flatMap((page) => page.out);
		// A phone leaves a row alone by a record that is older than what it holds.
		for (const gone of out) {
			const held = rows.find(({ c, id }) => c === gone.c && id === gone.id);
			expect(held?.rv).toBeGreaterThan(gone.rv);
			expect(held?.seq).toBeGreaterThan(gone.seq);
		}
		expect(rows.find(({ c }) => c === 'people')?.f).toEqual(before.get('people/hh1.1'));
	});

	test('an accepted list that is imported again leaves the household where it is', async () => {
		const { at, official } = await makeTeam();
		await official.sync(official.ops(move('hh1', 'h2')));
		const { acceptAsImport } = await import('#server/sync/accept-import.ts');
		const again = { k: 'add', c: 'households', id: 'hh1' } as const;
		const ops = [{ ...again, a: { hamlet: 'h1', order: 5, status: 'active' } }];
		const accepted = await acceptAsImport(at.storage, { commune: at.commune, ops, now: NOW });
		expect(accepted.parked).toEqual([]);
		expect(await fieldsOf(at, 'households', 'hh1')).toMatchObject({ hamlet: 'h2', order: 5 });
	});
});

describe('[MG5] household.split', () => {
	test('makes a household next to the old one, led by who was named, with all that is theirs', async () => {
		const { at, hoa } = await makeTeam();
		await hoa.sync(
			hoa.ops(
				{ c: 'answers', id: 'hh1.2', a: { VN2: done } },
				{ c: 'people', id: 'hh1.2', a: { relation: 'child' } },
				{ c: 'households', id: 'hh1', a: { address: 'Ngõ 3', nickname: 'nhà ông Nam' } },
				visit('v1', 'hh1', 'hoa'),
				consent('n1', 'hh1', 'hh1.1', 'hoa'),
				consent('n2', 'hh1', 'hh1.2', 'hoa')
			)
		);
		const made = split('hh1', 'new', [['hh1.2', 2]], { head: 'hh1.2', address: 'Ngõ 3, sau vườn' });
		const { results, at: counters } = await hoa.sync(hoa.ops(made));
		expect(results).toEqual([]);
		expect(Object.keys(counters)).toContain('h:h1');
		expect(await at.row('households', 'new')).toMatchObject({ s: 'h:h1' });
		expect(await fieldsOf(at, 'households', 'new')).toEqual({
			hamlet: 'h1',
			order: 1,
			status: 'active',
			address: 'Ngõ 3, sau vườn'
		});
		expect(await fieldsOf(at, 'people', 'hh1.2')).toMatchObject({ household: 'new', relation: 'head' });
		expect(await fieldsOf(at, 'people', 'hh1.1')).toMatchObject({ household: 'hh1' });
		expect(await fieldsOf(at, 'answers', 'hh1.2')).toEqual({ VN2: done });
		// The knock was at the old door; what a person agreed to is that person's.
		expect(await fieldsOf(at, 'visits', 'v1')).toMatchObject({ household: 'hh1' });
		expect(await fieldsOf(at, 'notices', 'n1')).toMatchObject({ household: 'hh1' });
		expect(await fieldsOf(at, 'notices', 'n2')).toMatchObject({ household: 'new' });
		expect(await at.rowsOf('conflicts')).toEqual([]);
	});

	test('[MG3] of two splits of one person the later stands, the other leaves a record, and the others go', async () => {
		for (const isLaterFirst of [true, false]) {
			const { at, hoa, head } = await makeTeam();
			const early = hoa.ops({
				...split('hh1', 'n1', [
					['hh1.1', 1],
					['hh1.2', 1]
				]),
				t: NOW + HOUR
			});
			const late = head.ops({ ...split('hh1', 'n2', [['hh1.1', 1]]), t: NOW + 2 * HOUR });
			const send = [() => hoa.sync(early, {}, LATER), () => head.sync(late, {}, LATER)];
			for (const one of isLaterFirst ? send.reverse() : send) await one();
			expect(await fieldsOf(at, 'people', 'hh1.1')).toMatchObject({ household: 'n2' });
			expect(await fieldsOf(at, 'people', 'hh1.2')).toMatchObject({ household: 'n1' });
			const conflicts = await at.rowsOf('conflicts');
			expect(conflicts.map(({ f }) => f)).toMatchObject([
				{ row: 'hh1.1', field: 'household', kept: { value: 'n2' }, dropped: { value: 'n1' } }
			]);
		}
	});

	test('[MG3] whoever it does not lead away leaves a record of their own, however many they are', async () => {
		const { at, hoa, head } = await makeTeam();
		const third: Draft = {
			k: 'add',
			c: 'people',
			id: 'hh1.3',
			a: { household: 'hh1', name: 'Lê Thị Ba', order: 3 }
		};
		await hoa.sync(hoa.ops(third));
		const all: [string, number][] = ['hh1.1', 'hh1.2', 'hh1.3'].map((id) => [id, 1]);
		const early = hoa.ops({ ...split('hh1', 'n1', all), t: NOW + HOUR });
		await head.sync(head.ops({ ...split('hh1', 'n2', all), t: NOW + 2 * HOUR }), {}, LATER);
		await hoa.sync(early, {}, LATER);
		const conflicts = await at.rowsOf('conflicts');
		expect(conflicts.map(({ f }) => f.row).sort()).toEqual(['hh1.1', 'hh1.2', 'hh1.3']);
		expect(new Set(conflicts.map(({ id }) => id)).size).toBe(3);
	});

	test('of a household that was merged meanwhile takes its people out of the one that stands', async () => {
		const { at, hoa, head } = await makeTeam();
		await head.sync(head.ops(merge('hh1', 'hh3')));
		const ops = hoa.ops({ ...split('hh1', 'new', [['hh1.2', 1]]), t: NOW + HOUR });
		const { results } = await hoa.sync(ops, {}, LATER);
		expect(results).toEqual([{ n: 1, r: 'merged' }]);
		expect(await fieldsOf(at, 'households', 'new')).toMatchObject({ hamlet: 'h1', order: 2 });
		expect(await fieldsOf(at, 'people', 'hh1.2')).toMatchObject({ household: 'new' });
	});

	test('of a household in another hamlet since lies there, and so does all that goes with it', async () => {
		const { at, hoa, official } = await makeTeam();
		await hoa.sync(hoa.ops({ c: 'answers', id: 'hh1.2', a: { VN2: done } }));
		const ops = hoa.ops({ ...split('hh1', 'new', [['hh1.2', 1]]), t: NOW - HOUR });
		await official.sync(official.ops(move('hh1', 'h2')));
		expect((await hoa.sync(ops)).results).toEqual([]);
		for (const [c, id] of [
			['households', 'new'],
			['people', 'hh1.2'],
			['answers', 'hh1.2']
		] as const)
			expect(await scopeOf(at, c, id)).toBe('h:h2');
	});

	test('names only people and households within reach, and somebody', async () => {
		const { at, hoa } = await makeTeam();
		const results = async (...ops: Draft[]) =>
			(await hoa.sync(hoa.ops(...ops))).results.map(({ code }) => code);
		expect(
			await results(
				split('hh1', 'n1', [['hh2.1', 1]]),
				split('hh1', 'hh2', [['hh1.1', 1]]),
				split('hh2', 'n1', [['hh1.1', 1]]),
				split('hh1', 'n1', [['nobody', 1]])
			)
		).toEqual(['scope', 'scope', 'scope', 'scope']);
		expect(await results(split('hh1', 'hh1', [['hh1.1', 1]]), split('hh1', 'n1', []))).toEqual([
			'shape',
			'shape'
		]);
		expect(await at.row('households', 'n1')).toBeUndefined();
	});

	test('[RC5] a person erased meanwhile is named to nobody again', async () => {
		const { at, hoa, official } = await makeTeam();
		await official.sync(official.ops(cmd('people', 'hh1.2', { name: 'erase' })));
		const { results } = await hoa.sync(hoa.ops(split('hh1', 'n1', [['hh1.2', 1]])));
		expect(results).toEqual([{ n: 1, r: 'erased' }]);
		expect(await at.row('households', 'n1')).toBeUndefined();
	});

	test('a family that does not want to be written down stays so in both', async () => {
		const { at, hoa, head } = await makeTeam();
		await head.sync(head.ops({ c: 'households', id: 'hh1', a: { noRecord: true } }));
		await hoa.sync(hoa.ops(split('hh1', 'new', [['hh1.2', 1]])));
		expect(await fieldsOf(at, 'households', 'new')).toMatchObject({ noRecord: true });
	});
});

describe('[MG5] person.move', () => {
	test('a person lives with another household; what was said to her goes along, what she was there does not', async () => {
		const { at, hoa } = await makeTeam();
		await hoa.sync(
			hoa.ops(
				{ c: 'people', id: 'hh1.2', a: { relation: 'child' } },
				consent('n1', 'hh1', 'hh1.2', 'hoa'),
				visit('v1', 'hh1', 'hoa')
			)
		);
		expect((await hoa.sync(hoa.ops(moveTo('hh1.2', 'hh3', { b: 2 })))).results).toEqual([]);
		expect(await fieldsOf(at, 'people', 'hh1.2')).toMatchObject({ household: 'hh3' });
		expect(await fieldsOf(at, 'people', 'hh1.2')).not.toHaveProperty('relation');
		expect(await fieldsOf(at, 'notices', 'n1')).toMatchObject({ household: 'hh3' });
		expect(await fieldsOf(at, 'visits', 'v1')).toMatchObject({ household: 'hh1' });
	});

	test('[MG2] the later of two stands, whichever came first; into a merged household is into the one that stands', async () => {
		const { at, hoa, head, official } = await makeTeam();
		await official.sync(official.ops(household('hh4', 'h1'), merge('hh4', 'hh3')));
		await head.sync(head.ops(moveTo('hh1.2', 'hh4', { t: NOW - HOUR, b: 1 })));
		expect(await fieldsOf(at, 'people', 'hh1.2')).toMatchObject({ household: 'hh3' });
		const other = household('hh5', 'h1');
		await official.sync(official.ops(other));
		const { results } = await hoa.sync(hoa.ops(moveTo('hh1.2', 'hh5', { t: NOW - 2 * HOUR, b: 1 })));
		expect(results).toEqual([{ n: 1, r: 'merged' }]);
		expect(await fieldsOf(at, 'people', 'hh1.2')).toMatchObject({ household: 'hh3' });
		expect((await at.rowsOf('conflicts')).map(({ f }) => f)).toMatchObject([
			{ field: 'household', kept: { value: 'hh3' }, dropped: { value: 'hh5' } }
		]);
	});

	test('[PL3] to another hamlet of hers takes her answers along, and leaves records behind', async () => {
		const { at, hoa, official } = await makeTeam();
		await hoa.sync(hoa.ops({ c: 'answers', id: 'hh1.2', a: { VN2: done } }));
		await hoa.pullAll();
		await official.sync(official.ops(moveTo('hh1.2', 'hh2')));
		expect(await scopeOf(at, 'answers', 'hh1.2')).toBe('h:h2');
		const { pages } = await hoa.sync([], { cur: hoa.cursors });
		const [page] = pages.filter(({ s }) => s === 'h:h1');
		expect(page?.out.map(({ c, id }) => `${c}/${id}`).sort()).toEqual(['answers/hh1.2', 'people/hh1.2']);
	});

	test('only within reach; and nobody is led out of a family that does not want to be written down', async () => {
		const { at, hoa } = await makeTeam();
		const { results } = await hoa.sync(
			hoa.ops(
				moveTo('hh1.2', 'hh2'),
				moveTo('hh2.1', 'hh1'),
				moveTo('hh1.2', 'none'),
				{ c: 'people', id: 'hh1.2', a: { household: 'hh3' } },
				{ c: 'households', id: 'hh1', a: { noRecord: true } },
				moveTo('hh1.2', 'hh3')
			)
		);
		expect(results.map(({ code }) => code)).toEqual(['scope', 'scope', 'scope', 'shape']);
		expect(await fieldsOf(at, 'people', 'hh1.2')).toMatchObject({ household: 'hh1' });
	});

	test('nor by who has not heard that they do not want it', async () => {
		const { at, hoa, head } = await makeTeam();
		const ops = hoa.ops(moveTo('hh1.2', 'hh3'));
		await head.sync(head.ops({ c: 'households', id: 'hh1', a: { noRecord: true } }));
		expect((await hoa.sync(ops)).results).toEqual([]);
		expect(await fieldsOf(at, 'people', 'hh1.2')).toMatchObject({ household: 'hh1' });
	});
});

describe.each([
	{ name: 'visit.void', c: 'visits', made: (id: string) => visit(id, 'hh1', 'hoa') },
	{ name: 'assist.void', c: 'assists', made: (id: string) => assist(id, 'hh1.1', 'hoa') }
] as const)('[MG5] $name', ({ name, c, made }) => {
	const voided = (id: string): Draft => cmd(c, id, { name });

	test('is its author’s, the head’s and the official’s, and nobody else’s', async () => {
		const { at, hoa, head, official } = await makeTeam();
		const lan = await makePhone(at, 'lan');
		await hoa.sync(hoa.ops(...['r1', 'r2', 'r3'].map(made)));
		expect((await lan.sync(lan.ops(voided('r1')))).results).toMatchObject([{ code: 'role' }]);
		for (const [phone, id] of [
			[hoa, 'r1'],
			[head, 'r2'],
			[official, 'r3']
		] as const) {
			expect((await phone.sync(phone.ops(voided(id)))).results).toEqual([]);
			expect(await fieldsOf(at, c, id)).toEqual({ ...made(id).a, voided: true });
		}
	});

	test('names nothing beyond reach, and nothing that is not there', async () => {
		const { at, official, hoa } = await makeTeam();
		const far = await makePhone(at, 'binh', ['hamlet-head'], ['h2']);
		await hoa.sync(hoa.ops(made('r1')));
		expect((await far.sync(far.ops(voided('r1')))).results).toMatchObject([{ code: 'scope' }]);
		expect((await official.sync(official.ops(voided('none')))).results).toMatchObject([{ code: 'parent' }]);
		expect(await fieldsOf(at, c, 'r1')).not.toHaveProperty('voided');
	});

	test('[RC5] the row itself is never edited, and no field of a command is set without it', async () => {
		const { hoa, head } = await makeTeam();
		await hoa.sync(hoa.ops(made('r1')));
		const edits = head.ops(
			{ c, id: 'r1', a: { voided: true } },
			{ ...made('r2'), a: { ...made('r2').a, by: 'tam', voided: true } },
			cmd(c, 'r1', { name: 'visit.burn' }),
			cmd('people', 'hh1.1', { name }),
			cmd(c, 'r1', { name: c === 'visits' ? 'assist.void' : 'visit.void' }),
			cmd(c, 'r1', { name, why: 'x' })
		);
		expect((await head.sync(edits)).results.map(({ code }) => code)).toEqual([
			'append-only',
			'shape',
			'shape',
			'shape',
			'shape',
			'shape'
		]);
	});
});

test('[MG5] where a household went is said by a command alone', async () => {
	const { head } = await makeTeam();
	const edit = head.ops({ c: 'households', id: 'hh1', a: { mergedInto: 'hh3' } });
	expect((await head.sync(edit)).results).toMatchObject([{ code: 'shape' }]);
});

import { expect, test } from 'vitest';
import type { MemberId } from '#domain/ids.ts';
import { type RowKey, StorageBusy, type StoredParkedOp } from '#server/storage/storage.ts';
import { acceptAsImport } from '#server/sync/accept-import.ts';
import { answerSync } from '#server/sync/answer-sync.ts';
import {
	cameToSession as came,
	type Draft,
	EVENING_SESSION as session,
	makeCommune,
	makePhone,
	NOW,
	type TestCommune,
	type WirePhone
} from '../support/test-commune.ts';

const done = { status: 'done', evidence: 'said' };
const notYet = { status: 'not-yet' };
const HOUR = 3_600_000;

const erase = (c: 'people' | 'households', id: string): Draft => ({ k: 'cmd', c, id, a: { name: 'erase' } });
const visit = (id: string, household: string): Draft => ({
	k: 'add',
	c: 'visits',
	id,
	a: { household, outcome: 'met', at: NOW, by: 'hoa' }
});

/** Everything the database holds about the commune, as text. */
async function everything({ storage, commune }: TestCommune): Promise<string> {
	const { CollectionName } = await import('#protocol/collections.ts');
	return storage.read(async (tx) => {
		const rows = [];
		for (const c of CollectionName.options) rows.push(...(await tx.rowsOf(commune, c)));
		return JSON.stringify([rows, await tx.waitingParkedOps(commune)]);
	});
}

async function makeTeam(): Promise<{ at: TestCommune; hoa: WirePhone; lan: WirePhone; official: WirePhone }> {
	const at = await makeCommune();
	const [hoa, lan] = [await makePhone(at, 'hoa'), await makePhone(at, 'lan')];
	return { at, hoa, lan, official: await makePhone(at, 'xa', ['commune-official'], []) };
}

test('[RC5] of an erased person nothing is left: not in rows, conflicts, cards or parked ops', async () => {
	const { at, hoa, lan, official } = await makeTeam();
	await hoa.sync(
		hoa.ops(
			{ c: 'people', id: 'hh1.1', a: { name: 'Bí Mật Một', phone: '0912345678' }, b: 1 },
			{ c: 'answers', id: 'hh1.1', a: { VN2: done } },
			{ c: 'answers', id: 'hh1.1', a: { VN2: { status: 'done', evidence: 'confirmed' } } },
			{ k: 'add', c: 'assists', id: 'as1', a: { person: 'hh1.1', item: 'VN2', by: 'hoa', at: NOW } },
			{ c: 'answers', id: 'hh1.2', a: { VN2: { status: 'done', evidence: 'confirmed' } } }
		)
	);
	const stale = { c: 'people', id: 'hh1.1', a: { name: 'Bí Mật Hai' }, t: NOW - HOUR };
	await lan.sync(lan.ops(stale));
	const before = await hoa.pullAll();
	expect([...before].filter(([key]) => key.startsWith('parked/')).map(([, f]) => f.label)).toEqual([
		'Lê Thị Hà',
		'Lê Thị Hà'
	]);
	expect(await at.rowsOf('conflicts')).not.toEqual([]);
	expect(await everything(at)).toMatch(/Bí Mật Một.*Bí Mật Hai|Bí Mật Hai.*Bí Mật Một/s);

	expect((await official.sync(official.ops(erase('people', 'hh1.1')))).results).toEqual([]);
	const left = await everything(at);
	expect(left).not.toContain('Bí Mật');
	expect(left).not.toContain('0912345678');
	for (const [c, id] of [
		['people', 'hh1.1'],
		['answers', 'hh1.1'],
		['assists', 'as1']
	] as const)
		expect(await at.row(c, id)).toMatchObject({ s: 'e', f: {}, fm: {} });
	expect((await at.row('people', 'hh1.2'))?.f).toMatchObject({ name: 'Lê Văn Nam' });

	const { pages } = await hoa.sync([], { cur: hoa.cursors });
	const gone = pages.flatMap(({ out }) => out).filter(({ erased }) => erased === true);
	expect(gone.map(({ c, id }) => `${c}/${id}`)).toEqual(
		expect.arrayContaining(['people/hh1.1', 'answers/hh1.1', 'assists/as1'])
	);
	const cards = pages.flatMap(({ rows }) => rows).filter(({ c }) => c === 'parked');
	// The second is about the other person of the household; it went by the name of the one who is gone.
	expect(cards.map(({ f }) => [f.settled, f.raw === '', f.label])).toEqual([
		[true, true, undefined],
		[undefined, false, undefined]
	]);
});

test('[RC5] no card goes by the name that an erased person had before, in a household left since', async () => {
	const { at, hoa, official } = await makeTeam();
	const parked = { c: 'answers', id: 'hh1.2', a: { VN2: { status: 'done', evidence: 'confirmed' } } };
	await hoa.sync(hoa.ops(parked));
	expect(await everything(at)).toContain('"label":"Lê Thị Hà"');
	await official.sync(
		official.ops(
			{ k: 'cmd', c: 'people', id: 'hh1.1', a: { name: 'person.move', into: 'hh2' }, b: 1 },
			{ c: 'people', id: 'hh1.1', a: { name: 'Lê Thị Hà Mới' }, b: 2 }
		)
	);
	expect((await at.row('people', 'hh1.1'))?.f).toMatchObject({ household: 'hh2', name: 'Lê Thị Hà Mới' });
	await official.sync(official.ops(erase('people', 'hh1.1')));
	expect(await everything(at)).not.toContain('"label"');
});

test('[RC5] what was parked about an erased person goes, however much was parked and however it is written', async () => {
	const { at, official } = await makeTeam();
	const parked = (id: string, raw: string): StoredParkedOp => ({
		...{ id, member: 'hoa' as MemberId, raw, code: 'shape', at: NOW, state: 'waiting' }
	});
	const others = Array.from({ length: 1_100 }, (_, n) => parked(`7.${n}`, '{"id":"hh1.2"}'));
	const about = ['{"id":"hh1.1"}', '{"id":"\\u0068h1.1"}', '{"a":{"of":["hh9:hh1.1"]}}'];
	const alike = parked('9.9', '{"id":"hh1.10"}');
	await at.storage.write((tx) =>
		tx.putParkedOps(at.commune, [...others, ...about.map((raw, n) => parked(`8.${n}`, raw)), alike])
	);
	await official.sync(official.ops(erase('people', 'hh1.1')));
	const kept = await at.storage.read((tx) => tx.parkedOpsAfter(at.commune, '', 5_000));
	const blank = kept.filter(({ raw }) => raw === '');
	expect(blank.map(({ id, state }) => [id, state])).toEqual(about.map((_, n) => [`8.${n}`, 'settled']));
	expect(kept).toHaveLength(others.length + about.length + 1);
});

test('[RC5] what a person said about her data is erased with her, wherever it is filed, and said later it is erased', async () => {
	const { at, hoa, official } = await makeTeam();
	const said = (id: string, household: string, person: string, more = {}): Draft => ({
		k: 'add',
		c: 'notices',
		id,
		a: {
			...{ household, person, kind: 'consent-given', purpose: 'help-at-the-door', textVersion: 1 },
			...{ how: 'spoken', at: NOW, by: 'hoa', ...more }
		}
	});
	await hoa.sync(hoa.ops(said('n1', 'hh1', 'hh1.1'), said('n3', 'hh1', 'hh1.2', { guardian: 'hh1.1' })));
	await official.sync(official.ops(said('n2', 'hh2', 'hh1.1', { by: 'xa' })));
	await official.sync(official.ops(erase('people', 'hh1.1')));
	for (const id of ['n1', 'n2']) expect(await at.row('notices', id)).toMatchObject({ s: 'e', f: {} });
	// Her own word stays, whoever spoke for her.
	expect((await at.row('notices', 'n3'))?.f).toMatchObject({ person: 'hh1.2' });
	const later = hoa.ops(said('n4', 'hh2', 'hh1.1'), said('n1', 'hh2', 'hh1.1'), said('n5', 'hh1', 'hh1.2'));
	expect((await hoa.sync(later)).results).toEqual([3, 4].map((n) => ({ n, r: 'erased' })));
	expect(await at.row('notices', 'n4')).toBeUndefined();
});

test('[RC5] of what cannot be read nothing is kept when it is about an erased person, and all when she is not its subject', async () => {
	const { at, hoa, official } = await makeTeam();
	const newer = (id: string, name: string): Draft => ({ c: 'people', id, a: { name }, v: 99 });
	const spokenFor = { household: 'hh1', person: 'nobody', guardian: 'hh1.1', by: 'hoa' };
	const aboutAnother: Draft = { k: 'add', c: 'notices', id: 'n1', a: spokenFor };
	await hoa.sync(hoa.ops(newer('hh1.1', 'Bí Mật Một'), aboutAnother));
	await official.sync(official.ops(erase('people', 'hh1.1')));
	const later = hoa.ops(newer('hh1.1', 'Bí Mật Hai'), newer('hh1.2', 'Lê Văn Nam Em'), aboutAnother);
	const { results } = await hoa.sync(later);
	expect(results.map(({ n, r }) => [n, r])).toEqual([
		[3, 'erased'],
		[4, 'parked'],
		[5, 'parked']
	]);
	expect(await everything(at)).not.toContain('Bí Mật');
	const cards = (await at.rowsOf('parked')).map(({ id, f }) => [id.split('.')[1], f.settled === true]);
	expect(cards.sort()).toEqual([
		['1', true],
		['2', false],
		['4', false],
		['5', false]
	]);
});

test('[RC5] later work on what was erased is consumed as erased, and an import does not bring it back', async () => {
	const { at, hoa, official } = await makeTeam();
	await official.sync(official.ops(erase('households', 'hh1')));
	const late = hoa.ops(
		{ c: 'answers', id: 'hh1.1', a: { VN2: done }, t: NOW - HOUR },
		visit('v1', 'hh1'),
		{ k: 'add', c: 'people', id: 'p9', a: { household: 'hh1', name: 'Lê Ba', order: 3 } },
		{ c: 'households', id: 'hh1', a: { nickname: 'x' } }
	);
	const { results, ack } = await hoa.sync(late);
	expect(ack).toBe(4);
	expect(results).toEqual([1, 2, 3, 4].map((n) => ({ n, r: 'erased' })));
	expect((await hoa.sync(late)).results).toEqual(results);
	expect(await at.row('people', 'p9')).toBeUndefined();
	const ops = [
		{ k: 'add', c: 'people', id: 'hh1.1', a: { household: 'hh1', name: 'Lê Thị Hà', order: 1 } }
	] as const;
	await acceptAsImport(at.storage, { commune: at.commune, ops, now: NOW });
	expect(await at.row('people', 'hh1.1')).toMatchObject({ s: 'e', f: {} });
});

test('[RC5] a household is erased with those that were merged into it', async () => {
	const { at, hoa, official } = await makeTeam();
	await hoa.sync(hoa.ops({ c: 'households', id: 'hh1', a: { nickname: 'Nhà Bí Mật' }, b: 1 }));
	await official.sync(
		official.ops(
			{ k: 'cmd', c: 'households', id: 'hh1', a: { name: 'household.merge', into: 'hh2' } },
			erase('households', 'hh2')
		)
	);
	expect(await everything(at)).not.toContain('Bí Mật');
	for (const id of ['hh1', 'hh2']) expect((await at.row('households', id))?.s).toBe('e');
	for (const id of ['hh1.1', 'hh1.2', 'hh2.1', 'hh2.2']) expect((await at.row('people', id))?.s).toBe('e');
});

const cmd = (c: 'people' | 'households', id: string, a: Draft['a']): Draft => ({ k: 'cmd', c, id, a });
const third: Draft = {
	k: 'add',
	c: 'households',
	id: 'hh3',
	a: { hamlet: 'h1', order: 3, status: 'active' }
};

test.each<[how: string, drafts: Draft[]]>([
	['was merged', [cmd('households', 'hh1', { name: 'household.merge', into: 'hh2' })]],
	['moved', [cmd('people', 'hh1.1', { name: 'person.move', into: 'hh2' })]],
	[
		'was led out of another',
		[cmd('households', 'hh1', { name: 'household.split', into: 'hh2', people: [{ id: 'hh1.1', b: 1 }] })]
	]
])(
	'[RC5] whoever %s into a household is erased with it in the same batch, and that she came',
	async (_, drafts) => {
		const { at, official } = await makeTeam();
		await official.sync(official.ops(session, came('hh1.1')));
		await official.sync(official.ops(...drafts, erase('households', 'hh2')));
		expect((await at.row('people', 'hh1.1'))?.s).toBe('e');
		expect(await at.row('attendance', 's1:hh1.1:xa')).toMatchObject({ s: 'e', f: {} });
	}
);

test('[RC5] whatever went into what goes into a household is erased with it in the same batch', async () => {
	const { at, official } = await makeTeam();
	await official.sync(official.ops(third));
	await official.sync(official.ops(cmd('households', 'hh3', { name: 'household.merge', into: 'hh1' })));
	const merged = cmd('households', 'hh1', { name: 'household.merge', into: 'hh2' });
	await official.sync(official.ops(merged, erase('households', 'hh2')));
	for (const id of ['hh1', 'hh2', 'hh3']) expect((await at.row('households', id))?.s).toBe('e');
});

test('[RC5] phones that hold the row no longer are told too, where it was and with the commune', async () => {
	const { at, hoa, official } = await makeTeam();
	await hoa.sync(hoa.ops({ c: 'answers', id: 'hh1.1', a: { VN2: notYet } }));
	await hoa.pullAll();
	const moved: Draft = { k: 'cmd', c: 'households', id: 'hh1', a: { name: 'household.move', hamlet: 'h2' } };
	await official.sync(official.ops(moved, erase('people', 'hh1.1')));
	const { pages } = await hoa.sync([], { cur: hoa.cursors });
	const told = pages.flatMap(({ s, out }) =>
		out.filter(({ erased }) => erased === true).map(({ c, id }) => `${s} ${c}/${id}`)
	);
	expect(told).toEqual(
		expect.arrayContaining(['h:h1 people/hh1.1', 'h:h1 answers/hh1.1', 'c people/hh1.1', 'c answers/hh1.1'])
	);
	expect(await at.storage.read((tx) => tx.heads(at.commune, ['e']))).toEqual(new Map([['e', 2]]));
});

test('[RC5] a phone that wrote about it is told too although another’s word stood since and its hamlet was taken away', async () => {
	const { at, hoa, lan, official } = await makeTeam();
	await hoa.sync(hoa.ops({ c: 'people', id: 'hh1.1', a: { name: 'Bí Mật Một' }, b: 1 }));
	await lan.pullAll();
	await lan.sync(lan.ops({ c: 'people', id: 'hh1.1', a: { name: 'Bí Mật Hai' }, b: 2 }));
	expect((await at.row('people', 'hh1.1'))?.f.name).toBe('Bí Mật Hai');
	await official.sync(official.ops({ c: 'members', id: 'hoa', a: { hamlets: [] } }));
	await hoa.pullAll();
	await official.sync(official.ops(erase('people', 'hh1.1')));
	const { pages } = await hoa.sync([], { cur: hoa.cursors });
	const told = pages.flatMap(({ s, out }) =>
		out.map(({ c, id, erased }) => `${s} ${c}/${id} ${String(erased)}`)
	);
	expect(told).toContain('c people/hh1.1 true');
});

test('[RC5] a phone whose word about it was never used is told too, and what it sends once more is not kept', async () => {
	const { at, official } = await makeTeam();
	const yen = await makePhone(at, 'yen', ['volunteer'], ['h2']);
	const sent = yen.ops({ c: 'answers', id: 'hh1.1', a: { VN2: notYet } });
	expect((await yen.sync(sent)).results).toMatchObject([{ r: 'parked', code: 'scope' }]);
	await yen.pullAll();
	await official.sync(official.ops(erase('people', 'hh1.1')));
	const { pages } = await yen.sync([], { cur: yen.cursors });
	const told = pages.flatMap(({ s, out }) => out.map(({ c, id }) => `${s} ${c}/${id}`));
	expect(told).toContain('c people/hh1.1');
	const again = sent.map((op) => ({ ...op, n: op.n + 1, o: { d: yen.device, n: op.n } }));
	expect((await yen.sync(again)).results).toMatchObject([{ r: 'erased' }]);
});

test('[RC5] erasing is an official’s, and the ledger has the ids before it is committed', async () => {
	const { at, hoa, official } = await makeTeam();
	expect((await hoa.sync(hoa.ops(erase('people', 'hh1.1')))).results).toMatchObject([{ code: 'role' }]);
	const noted: RowKey[] = [];
	const send = (note: (keys: readonly RowKey[]) => Promise<void>) =>
		answerSync(at.storage, official.asker, official.request(ops), NOW, {
			ledger: { note: (_commune, keys) => note(keys) }
		});
	const ops = official.ops(erase('people', 'hh1.1'));
	await expect(send(() => Promise.reject(new Error('the disk is full')))).rejects.toThrow(StorageBusy);
	expect((await at.row('people', 'hh1.1'))?.s).toBe('h:h1');
	await send(async (keys) => void noted.push(...keys));
	expect(noted).toEqual([{ c: 'people', id: 'hh1.1' }]);
	expect((await at.row('people', 'hh1.1'))?.s).toBe('e');
});

import { expect, test } from 'vitest';
import { acceptAsImport, type ImportOp } from '#server/sync/accept-import.ts';
import { undoImport } from '#server/sync/undo-import.ts';
import { type Draft, makeCommune, makePhone, NOW, type TestCommune } from '../support/test-commune.ts';

const done = { status: 'done', evidence: 'said' };

const list: ImportOp[] = [
	{ k: 'add', c: 'households', id: 'n1', a: { hamlet: 'h1', order: 7, status: 'active' } },
	{ k: 'add', c: 'people', id: 'n1.1', a: { household: 'n1', name: 'Lê Thị Mơ', order: 1 } },
	{ k: 'set', c: 'answers', id: 'n1.1', a: { VN2: done } },
	{ k: 'set', c: 'people', id: 'hh1.1', a: { phone: '0912345678' } }
];

const importing = ({ storage, commune }: TestCommune) =>
	acceptAsImport(storage, { commune, ops: list, now: NOW });
const undoing = ({ storage, commune }: TestCommune, device: number) =>
	undoImport(storage, commune, device, NOW);

test('an import goes by its number, phones are told, and what it had only changed stays', async () => {
	const at = await makeCommune();
	const hoa = await makePhone(at, 'hoa');
	const { device } = await importing(at);
	expect([...(await hoa.pullAll()).keys()]).toContain('people/n1.1');
	const removed = { households: 1, people: 1, answers: 1 };
	expect(await undoing(at, device)).toEqual({ kind: 'undone', removed, left: 1 });
	expect(await at.row('people', 'n1.1')).toBeUndefined();
	expect((await at.row('people', 'hh1.1'))?.f.phone).toBe('0912345678');
	const { pages } = await hoa.sync([], { cur: hoa.cursors });
	const out = pages.flatMap((page) => page.out).map(({ c, id }) => `${c}/${id}`);
	expect(out.sort()).toEqual(['answers/n1.1', 'households/n1', 'people/n1.1']);
	expect(await undoing(at, device)).toEqual({ kind: 'unknown' });
});

test('the same list comes again as newer rows, and can be taken back again', async () => {
	const at = await makeCommune();
	const hoa = await makePhone(at, 'hoa');
	const { device } = await importing(at);
	const before = await at.row('people', 'n1.1');
	await undoing(at, device);
	const again = await importing(at);
	expect(again.parked).toEqual([]);
	expect((await at.row('people', 'n1.1'))?.rv).toBeGreaterThan(before?.rv ?? 0);
	expect([...(await hoa.pullAll()).keys()]).toContain('people/n1.1');
	expect(await undoing(at, again.device)).toMatchObject({ kind: 'undone', removed: { people: 1 } });
});

const worked: [string, Draft, { touched: number; hung: number }][] = [
	['wrote to a row', { c: 'answers', id: 'n1.1', a: { MM: done } }, { touched: 1, hung: 0 }],
	[
		'hung a visit on one',
		{ k: 'add', c: 'visits', id: 'v1', a: { household: 'n1', outcome: 'met', at: NOW, by: 'hoa' } },
		{ touched: 0, hung: 1 }
	],
	[
		'gave help to a person',
		{ k: 'add', c: 'assists', id: 'a1', a: { person: 'n1.1', item: 'VN2', by: 'hoa', at: NOW } },
		{ touched: 0, hung: 1 }
	]
];
test.each(worked)('it stays, whole, once somebody %s', async (_what, draft, counts) => {
	const at = await makeCommune();
	const hoa = await makePhone(at, 'hoa');
	const { device } = await importing(at);
	expect((await hoa.sync(hoa.ops(draft))).results).toEqual([]);
	expect(await undoing(at, device)).toEqual({ kind: 'refused', ...counts });
	expect(await at.row('people', 'n1.1')).toBeDefined();
});

test('a phone’s number, and the making of a member, are no import of a list', async () => {
	const at = await makeCommune();
	const hoa = await makePhone(at, 'hoa');
	expect(await undoing(at, hoa.device)).toEqual({ kind: 'unknown' });
	expect(await undoing(at, hoa.device - 1)).toEqual({ kind: 'unknown' });
	expect(await at.row('members', 'hoa')).toBeDefined();
});

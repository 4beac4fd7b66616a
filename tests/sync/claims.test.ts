// "Tối nay tôi đến nhà này" (F22): a row of its own for each member and household, written by that member alone.
import { expect, test } from 'vitest';
import { type Draft, makeCommune, makePhone, NOW } from '../support/test-commune.ts';

const day = '2026-11-22';

const claim = (household: string, by: string, more: Partial<Draft> = {}): Draft => ({
	k: 'add',
	c: 'claims',
	id: `${household}:${by}`,
	a: { household, by, day },
	...more
});
const takenBack = (household: string, by: string): Draft => ({
	k: 'set',
	c: 'claims',
	id: `${household}:${by}`,
	a: { day: null }
});

test('[RC1] two who claim one household without a network are two rows: both are heard, and nothing is a conflict', async () => {
	const at = await makeCommune();
	const [hoa, tam] = [await makePhone(at, 'hoa'), await makePhone(at, 'tam')];
	const ops = [hoa.ops(claim('hh1', 'hoa')), tam.ops(claim('hh1', 'tam'))] as const;
	expect((await hoa.sync(ops[0])).results).toEqual([]);
	expect((await tam.sync(ops[1])).results).toEqual([]);
	expect((await tam.pullAll()).get('claims/hh1:hoa')).toEqual({ household: 'hh1', by: 'hoa', day });
	expect((await at.rowsOf('claims')).map(({ id, f, s }) => [id, f.day, s])).toEqual([
		['hh1:hoa', day, 'h:h1'],
		['hh1:tam', day, 'h:h1']
	]);
	expect(await at.rowsOf('conflicts')).toEqual([]);
});

test('it is taken back, and said again on another day, in the same row', async () => {
	const at = await makeCommune();
	const hoa = await makePhone(at, 'hoa');
	await hoa.sync(hoa.ops(claim('hh1', 'hoa'), takenBack('hh1', 'hoa')));
	expect((await at.row('claims', 'hh1:hoa'))?.f).toEqual({ household: 'hh1', by: 'hoa' });
	await hoa.sync(hoa.ops({ ...takenBack('hh1', 'hoa'), a: { day: '2026-11-23' } }));
	expect((await at.rowsOf('claims')).map(({ f }) => f.day)).toEqual(['2026-11-23']);
});

test('nobody claims in another’s name or takes back another’s word, the head neither', async () => {
	const at = await makeCommune();
	const hoa = await makePhone(at, 'hoa');
	await hoa.sync(hoa.ops(claim('hh1', 'hoa')));
	const head = await makePhone(at, 'tam', ['hamlet-head']);
	const { results } = await head.sync(
		head.ops(
			claim('hh1', 'nam'),
			takenBack('hh1', 'hoa'),
			claim('hh1', 'hoa', { a: { household: 'hh1', by: 'hoa', day: '2026-11-29' } }),
			claim('hh1', 'tam', { id: 'hh1:hoa' }),
			claim('hh1', 'tam', { id: 'other' })
		)
	);
	const parked = (n: number, code: string) => ({ n, r: 'parked', code });
	expect(results).toEqual([
		parked(1, 'role'),
		parked(2, 'role'),
		parked(3, 'role'),
		parked(4, 'shape'),
		parked(5, 'shape')
	]);
	expect((await at.rowsOf('claims')).map(({ id, f }) => [id, f.day])).toEqual([['hh1:hoa', day]]);
});

test('only who records at that hamlet’s doors may claim', async () => {
	const at = await makeCommune();
	const elsewhere = await makePhone(at, 'nam', ['volunteer'], ['h2']);
	expect((await elsewhere.sync(elsewhere.ops(claim('hh1', 'nam')))).results).toMatchObject([
		{ code: 'scope' }
	]);
	const observer = await makePhone(at, 'lan', ['observer']);
	expect((await observer.sync(observer.ops(claim('hh1', 'lan')))).results).toMatchObject([{ code: 'role' }]);
	expect(await at.rowsOf('claims')).toEqual([]);
});

test('[MG5] a claim goes over to the household that stands, said before the merge or after it', async () => {
	const at = await makeCommune();
	const [hoa, nam] = [await makePhone(at, 'hoa'), await makePhone(at, 'nam')];
	const head = await makePhone(at, 'tam', ['hamlet-head']);
	await head.sync(
		head.ops({ k: 'add', c: 'households', id: 'hh3', a: { hamlet: 'h1', order: 3, status: 'active' } })
	);
	await hoa.sync(
		hoa.ops(
			claim('hh1', 'hoa'),
			claim('hh3', 'hoa', { a: { household: 'hh3', by: 'hoa', day: '2026-11-20' } })
		)
	);
	const tooLate = nam.ops(claim('hh1', 'nam'));
	await head.sync(
		head.ops({ k: 'cmd', c: 'households', id: 'hh1', a: { name: 'household.merge', into: 'hh3' } })
	);
	expect((await nam.sync(tooLate)).results).toEqual([{ n: 1, r: 'fixed' }]);
	const standing = (await at.rowsOf('claims')).filter(({ f }) => f.day !== undefined);
	expect(standing.map(({ id, f }) => [id, f.household, f.day])).toEqual([
		['hh3:hoa', 'hh3', day],
		['hh3:nam', 'hh3', day]
	]);
	// Taken back by who has not heard of the merge.
	const later = NOW + 60_000;
	const back = hoa.ops({ ...takenBack('hh1', 'hoa'), t: later });
	expect((await hoa.sync(back, {}, later)).results).toEqual([{ n: 3, r: 'merged' }]);
	expect((await at.row('claims', 'hh3:hoa'))?.f).toEqual({ household: 'hh3', by: 'hoa' });
});

test('[MG5] of two evenings the later one stands, and nobody is to come to the household that went', async () => {
	const at = await makeCommune();
	const hoa = await makePhone(at, 'hoa');
	const head = await makePhone(at, 'tam', ['hamlet-head']);
	await head.sync(
		head.ops({ k: 'add', c: 'households', id: 'hh3', a: { hamlet: 'h1', order: 3, status: 'active' } })
	);
	const later = { household: 'hh3', by: 'hoa', day: '2026-11-24' };
	await hoa.sync(hoa.ops(claim('hh1', 'hoa'), claim('hh3', 'hoa', { a: later })));
	await head.sync(
		head.ops({ k: 'cmd', c: 'households', id: 'hh1', a: { name: 'household.merge', into: 'hh3' } })
	);
	expect((await at.rowsOf('claims')).map(({ id, f }) => [id, f.day])).toEqual([
		['hh1:hoa', undefined],
		['hh3:hoa', '2026-11-24']
	]);
});

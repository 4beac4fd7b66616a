import { expect, test } from 'vitest';
import type { Role } from '#domain/member.ts';
import { scopesOf } from '#server/sync/scopes-of.ts';
import { type Draft, makeCommune, makePhone, NOW } from '../support/test-commune.ts';

const done = { status: 'done', evidence: 'said' };

test.each<[Role, string[], string[]]>([
	['volunteer', ['h1'], ['c', 'u:hoa', 'h:h1']],
	['hamlet-head', ['h2', 'gone'], ['c', 'u:hoa', 'h:h2']],
	['commune-official', [], ['c', 'u:hoa', 'h:h1', 'h:h2']],
	['observer', ['h1'], []]
])('[PL4] a %s holds what is hers', async (role, hamlets, scopes) => {
	const at = await makeCommune();
	const { asker } = await makePhone(at, 'hoa', [role], hamlets);
	expect(await at.storage.read((tx) => scopesOf(tx, asker))).toEqual(scopes);
});

const strange: [string, Draft, Draft][] = [
	[
		'set of a household',
		{ c: 'households', id: 'hh2', a: { order: 3 } },
		{ c: 'households', id: 'none', a: { order: 3 } }
	],
	[
		'set of answers',
		{ c: 'answers', id: 'hh2.1', a: { VN2: done } },
		{ c: 'answers', id: 'none', a: { VN2: done } }
	],
	[
		'set of a visit',
		{ c: 'visits', id: 'v2', a: { outcome: 'met' } },
		{ c: 'visits', id: 'none', a: { outcome: 'met' } }
	],
	[
		'person to add',
		{ k: 'add', c: 'people', id: 'p9', a: { household: 'hh2', name: 'Lê Ba', order: 3 } },
		{ k: 'add', c: 'people', id: 'p9', a: { household: 'none', name: 'Lê Ba', order: 3 } }
	],
	[
		'household to add',
		{ k: 'add', c: 'households', id: 'p9', a: { hamlet: 'h2', order: 3, status: 'active' } },
		{ k: 'add', c: 'households', id: 'p9', a: { hamlet: 'none', order: 3, status: 'active' } }
	]
];

test.each(strange)(
	'[PS4] a %s of another hamlet is answered byte for byte as if it were not there',
	async (_what, there, missing) => {
		const at = await makeCommune();
		const official = await makePhone(at, 'xa', ['commune-official'], []);
		const visit = { household: 'hh2', outcome: 'met', at: NOW, by: 'xa' };
		await official.sync(official.ops({ k: 'add', c: 'visits', id: 'v2', a: visit }));
		const before = await at.rowsOf(there.c as 'people');

		const [hoa, lan] = [await makePhone(at, 'hoa'), await makePhone(at, 'lan')];
		const one = await hoa.sync(hoa.ops(there), { cur: {} });
		const other = await lan.sync(lan.ops(missing), { cur: {} });
		expect(one.results).toEqual([{ n: 1, r: 'parked', code: 'scope' }]);
		const own = (answer: typeof one): string =>
			JSON.stringify({ ...answer, pages: answer.pages.map(({ s, to }) => [s, to]) });
		expect(own(one).replaceAll('u:hoa', 'u:me')).toBe(own(other).replaceAll('u:lan', 'u:me'));
		expect(await at.rowsOf(there.c as 'people')).toEqual(before);
	}
);

test('[PS4] what was parked as foreign is in its author’s scope only', async () => {
	const at = await makeCommune();
	const [hoa, lan] = [await makePhone(at, 'hoa'), await makePhone(at, 'lan')];
	await hoa.sync(hoa.ops({ c: 'households', id: 'hh2', a: { address: 'xóm 3' } }));
	const id = `parked/${hoa.device}.1`;
	expect([...(await hoa.pullAll()).keys()]).toContain(id);
	expect([...(await lan.pullAll()).keys()]).not.toContain(id);
});

test('[PS4] nobody reads or settles another’s parked work', async () => {
	const at = await makeCommune();
	const [hoa, lan] = [await makePhone(at, 'hoa'), await makePhone(at, 'lan')];
	await hoa.sync(hoa.ops({ c: 'households', id: 'hh2', a: { order: 5 } }));
	const settle = { c: 'parked', id: `${hoa.device}.1`, a: { settled: true } };
	expect((await lan.sync(lan.ops(settle))).results).toMatchObject([{ code: 'scope' }]);
	expect((await hoa.sync(hoa.ops(settle))).results).toEqual([]);
	expect((await at.row('parked', settle.id))?.f.settled).toBe(true);
});

test('[PS4] an official, from whom nothing is hidden, is told that a parent is missing', async () => {
	const at = await makeCommune();
	const official = await makePhone(at, 'xa', ['commune-official'], []);
	const orphan = { k: 'add', c: 'people', id: 'p9', a: { household: 'none', name: 'Lê Ba', order: 1 } };
	expect((await official.sync(official.ops(orphan))).results).toMatchObject([{ code: 'parent' }]);
});

test('[PL4] a phone gets its own hamlet and never a row of another', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	const ids = [...(await phone.pullAll()).keys()];
	expect(ids).toEqual(expect.arrayContaining(['households/hh1', 'people/hh1.1', 'items/VN2', 'members/hoa']));
	expect(ids.filter((id) => /^(households|people)\/hh2/.test(id))).toEqual([]);
});

test('[PL4] a scope granted appears without a cursor and is fetched from its beginning', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	await phone.pullAll();
	Object.assign(phone.asker, { hamlets: ['h1', 'h2'] });
	const answer = await phone.sync([], { cur: phone.cursors });
	expect(answer.scopes).toEqual(['c', 'u:hoa', 'h:h1', 'h:h2']);
	expect(answer.pages).toMatchObject([{ s: 'h:h2', from: 0, to: 3, head: 3 }]);
});

test('[PL4] an observer gets no row, and may record nothing', async () => {
	const at = await makeCommune();
	const observer = await makePhone(at, 'cap-tren', ['observer'], ['h1']);
	const answer = await observer.sync(observer.ops({ c: 'answers', id: 'hh1.1', a: { VN2: done } }), {
		cur: {}
	});
	expect(answer).toMatchObject({ scopes: [], pages: [], results: [{ code: 'role' }] });
});

// What the office decides for all of the commune (F33, F37): it travels as any work does, and only an official says it.
import { expect, test } from 'vitest';
import { makeCommune, makePhone, NOW, type TestCommune } from '../support/test-commune.ts';

const official = (at: TestCommune) => makePhone(at, 'mai', ['commune-official'], []);
const fifth = { c: 'items', id: 'CC', a: { main: true }, b: 1 };
const terms = { basis: 'consent', contact: 'Bà Trần Thị Mai', phone: '0912345678', months: 12 };
const ground = (at: TestCommune) => ({ c: 'commune', id: at.commune, a: { dataTerms: terms }, b: 1 });

test('[PL1] what an official decides comes down to a volunteer', async () => {
	const at = await makeCommune();
	const [mai, hoa] = [await official(at), await makePhone(at, 'hoa')];
	await hoa.pullAll();
	const answer = await mai.sync(mai.ops(fifth, ground(at)));
	expect(answer).toMatchObject({ ack: 2, results: [] });
	const rows = await hoa.pullAll();
	expect(rows.get('items/CC')).toMatchObject({ main: true, name: 'Thẻ căn cước' });
	expect(rows.get(`commune/${at.commune}`)).toMatchObject({ name: 'Xã Đại Thành', dataTerms: terms });
});

test.each([['volunteer'], ['hamlet-head'], ['observer']] as const)(
	'[PS4] a %s decides none of it: both are parked, and nothing changes',
	async (role) => {
		const at = await makeCommune();
		const phone = await makePhone(at, 'hoa', [role]);
		const before = [await at.row('items', 'CC'), await at.row('commune', at.commune)];
		const { ack, results } = await phone.sync(phone.ops(fifth, ground(at)));
		expect({ ack, codes: results.map(({ code }) => code) }).toEqual({ ack: 2, codes: ['role', 'role'] });
		expect([await at.row('items', 'CC'), await at.row('commune', at.commune)]).toEqual(before);
	}
);

test('[MG2] of two officials who chose apart, each item and the terms stand by themselves', async () => {
	const at = await makeCommune();
	const [mai, duc] = [await official(at), await makePhone(at, 'duc', ['commune-official'], [])];
	await mai.sync(mai.ops(fifth));
	await duc.sync(duc.ops({ c: 'items', id: 'TK', a: { main: true }, b: 1 }, ground(at)));
	const main = async (id: string) => (await at.row('items', id))?.f.main;
	expect([await main('CC'), await main('TK'), await main('ATM')]).toEqual([true, true, true]);
});

test.each([
	['no basis', { contact: 'Mai' }],
	['a basis of its own', { basis: 'because' }],
	['a number that nobody can call', { basis: 'consent', phone: '12345' }],
	['a word that no phone knows', { basis: 'consent', secret: 'x' }]
])('[PS3] terms with %s are parked', async (_what, dataTerms) => {
	const at = await makeCommune();
	const mai = await official(at);
	const { results } = await mai.sync(mai.ops({ c: 'commune', id: at.commune, a: { dataTerms } }));
	expect(results).toMatchObject([{ r: 'parked', code: 'shape' }]);
});

const campaign = {
	name: 'TĐA06 3+',
	from: '2026-12-01',
	until: '2026-12-14',
	mainItems: ['CC'],
	forces: ['youth']
};
const target = { hamlet: 'h1', item: 'VN2', count: 200, by: '2026-12-14' };

test('[F39] a campaign and a target come down to whoever works in the hamlet', async () => {
	const at = await makeCommune();
	const [mai, hoa] = [await official(at), await makePhone(at, 'hoa')];
	const { results } = await mai.sync(
		mai.ops(
			{ k: 'add', c: 'campaigns', id: 'k1', a: campaign },
			{ k: 'add', c: 'targets', id: 'h1:VN2', a: target }
		)
	);
	expect(results).toEqual([]);
	const rows = await hoa.pullAll();
	expect([rows.get('campaigns/k1'), rows.get('targets/h1:VN2')]).toEqual([campaign, target]);
});

test('[RC1] two officials who set one target without having heard of each other set one row', async () => {
	const at = await makeCommune();
	const [mai, duc] = [await official(at), await makePhone(at, 'duc', ['commune-official'], [])];
	await mai.sync(mai.ops({ k: 'add', c: 'targets', id: 'h1:VN2', a: target }));
	await duc.sync(duc.ops({ k: 'add', c: 'targets', id: 'h1:VN2', a: { ...target, count: 180 }, t: NOW + 1 }));
	const rows = await at.rowsOf('targets');
	expect(rows.map(({ id, f }) => [id, f.count])).toEqual([['h1:VN2', 180]]);
	expect((await at.rowsOf('conflicts')).map(({ f }) => f.field)).toEqual(['count']);
});

test('[RC1] a target under another id, moved to another hamlet, or of no number is parked', async () => {
	const at = await makeCommune();
	const mai = await official(at);
	const { results } = await mai.sync(
		mai.ops(
			{ k: 'add', c: 'targets', id: 'x', a: target },
			{ k: 'add', c: 'targets', id: 'h1:VN2', a: target },
			{ c: 'targets', id: 'h1:VN2', a: { hamlet: 'h2' }, b: 1 },
			{ c: 'targets', id: 'h1:VN2', a: { count: -1 }, b: 1 },
			{ c: 'targets', id: 'h1:VN2', a: { count: null }, b: 1 }
		)
	);
	expect(results.map(({ n, code }) => [n, code])).toEqual([
		[1, 'shape'],
		[3, 'shape'],
		[4, 'shape']
	]);
	expect((await at.row('targets', 'h1:VN2'))?.f).toEqual({ hamlet: 'h1', item: 'VN2', by: '2026-12-14' });
});

test.each([['volunteer'], ['hamlet-head']] as const)(
	'[PS4] a %s plans no campaign and sets no target',
	async (role) => {
		const at = await makeCommune();
		const phone = await makePhone(at, 'hoa', [role]);
		const { results } = await phone.sync(
			phone.ops(
				{ k: 'add', c: 'campaigns', id: 'k1', a: campaign },
				{ k: 'add', c: 'targets', id: 'h1:VN2', a: target }
			)
		);
		expect(results.map(({ code }) => code)).toEqual(['role', 'role']);
		expect(await at.rowsOf('campaigns')).toEqual([]);
	}
);

const sent = {
	...{ version: 1, at: NOW, by: 'sen', from: '2026-11-01', until: '2026-12-01', figures: { households: 1 } },
	text: { results: 'x', strengths: '', difficulties: '', proposals: '' }
};
const report = (given: object = {}) => ({
	...{ k: 'add', c: 'reports', id: 'h1:2026-11' },
	a: { hamlet: 'h1', month: '2026-11', sent, ...given }
});

test('[F26] a head’s report comes to the office as it was signed, and to no other hamlet', async () => {
	const at = await makeCommune();
	const [sen, mai] = [await makePhone(at, 'sen', ['hamlet-head']), await official(at)];
	const tam = await makePhone(at, 'tam', ['hamlet-head'], ['h2']);
	expect((await sen.sync(sen.ops(report()))).results).toEqual([]);
	expect((await mai.pullAll()).get('reports/h1:2026-11')).toMatchObject({ sent });
	expect((await tam.pullAll()).has('reports/h1:2026-11')).toBe(false);
});

test('[F26] nobody signs a report for another, no volunteer writes one, and its id is its hamlet and month', async () => {
	const at = await makeCommune();
	const [sen, hoa] = [await makePhone(at, 'sen', ['hamlet-head']), await makePhone(at, 'hoa')];
	const { results } = await sen.sync(
		sen.ops(report({ sent: { ...sent, by: 'hoa' } }), { ...report(), id: 'x' }, report({ month: '2026-13' }))
	);
	expect(results.map(({ code }) => code)).toEqual(['role', 'shape', 'shape']);
	expect((await hoa.sync(hoa.ops(report({ sent: { ...sent, by: 'hoa' } })))).results).toMatchObject([
		{ code: 'role' }
	]);
	expect(await at.rowsOf('reports')).toEqual([]);
});

test('[F26] a second head who signs anew makes a newer version, and takes that one back again', async () => {
	const at = await makeCommune();
	const [sen, tho] = [
		await makePhone(at, 'sen', ['hamlet-head']),
		await makePhone(at, 'tho', ['hamlet-head'])
	];
	await sen.sync(sen.ops(report()));
	const again = { ...sent, version: 2, by: 'tho' };
	const set = (value: object) => ({ c: 'reports', id: 'h1:2026-11', a: { sent: value }, b: 1 });
	expect((await tho.sync(tho.ops(set(again)))).results).toEqual([]);
	expect((await at.row('reports', 'h1:2026-11'))?.f.sent).toEqual(again);
	expect((await tho.sync(tho.ops({ ...set(sent), b: 2 }))).results).toEqual([]);
	expect((await at.row('reports', 'h1:2026-11'))?.f.sent).toEqual(sent);
});

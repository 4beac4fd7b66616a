// What the office decides for all of the commune (F33, F37): it travels as any work does, and only an official says it.
import { expect, test } from 'vitest';
import { makeCommune, makePhone, type TestCommune } from '../support/test-commune.ts';

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

import { expect, test } from 'vitest';
import { makeCommune, makePhone, NOW, type WirePhone, withBefore } from '../support/test-commune.ts';

const done = { status: 'done', evidence: 'said' };

test('[ST1] of two pushes to one row at once, one of them slow before its commit, nothing is lost', async () => {
	const at = await makeCommune();
	const [hoa, lan] = [await makePhone(at, 'hoa'), await makePhone(at, 'lan')];
	const begun = Promise.withResolvers<void>();
	const mayGoOn = Promise.withResolvers<void>();
	const slow = withBefore(at.storage, {
		putRows: async () => {
			begun.resolve();
			await mayGoOn.promise;
		}
	});
	const first = hoa.send(hoa.ops({ c: 'answers', id: 'hh1.1', a: { VN2: done } }), {}, NOW, slow);
	await begun.promise;
	const second = lan.send(lan.ops({ c: 'answers', id: 'hh1.1', a: { MM: done } }));
	mayGoOn.resolve();
	await Promise.all([first, second]);
	const row = await at.row('answers', 'hh1.1');
	expect(row).toMatchObject({ rv: 2, seq: 5, f: { VN2: done, MM: done } });
});

test('[ST1] inside a scope every changed row has a number of its own, in the order of the commits', async () => {
	const at = await makeCommune();
	const phones = await Promise.all(['hoa', 'lan', 'mai', 'tam'].map((name) => makePhone(at, name)));
	const pushThrice = async (phone: WirePhone, who: number): Promise<void> => {
		for (const time of [1, 2, 3]) {
			const a = { household: 'hh1', name: 'Lê Ba', order: 3 };
			await phone.sync(phone.ops({ k: 'add', c: 'people', id: `p${who}.${time}`, a }));
		}
	};
	await Promise.all(phones.map(pushThrice));
	const seqs = (await at.rowsOf('people')).filter(({ s }) => s === 'h:h1').map(({ seq }) => seq);
	expect(seqs.sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
});

test('[ST1] a row found in another scope than was locked makes the push begin again with it', async () => {
	const at = await makeCommune();
	const official = await makePhone(at, 'xa', ['commune-official'], []);
	const locked: string[][] = [];
	const storage = withBefore(at.storage, {
		lockScopes: (_commune: never, scopes: string[]) => locked.push(scopes)
	});
	let looks = 0;
	const moving: typeof storage = {
		...storage,
		write: (work) =>
			storage.write((tx) =>
				work(
					Object.create(tx, {
						// Between the first look, without a lock, and the second somebody has moved the household.
						rows: {
							value: async (...asked: Parameters<typeof tx.rows>) => {
								const found = await tx.rows(...asked);
								if (found.every(({ c }) => c !== 'households')) return found;
								return (looks += 1) === 2 ? found.map((row) => ({ ...row, s: 'h:h2' })) : found;
							}
						}
					}) as typeof tx
				)
			)
	};
	const ops = official.ops({ c: 'households', id: 'hh1', a: { order: 7 }, b: 1 });
	const answer = await official.send(ops, {}, NOW, moving);
	expect(locked).toEqual([['h:h1'], ['h:h2', 'h:h1']]);
	expect(answer).toMatchObject({ ack: 1, results: [], at: { 'h:h1': 4, 'h:h2': 3 } });
	expect((await at.row('households', 'hh1'))?.rv).toBe(2);
});

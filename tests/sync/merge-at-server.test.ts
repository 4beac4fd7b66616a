import { expect, test } from 'vitest';
import { waitsForTheHead } from '#domain/gone.ts';
import { serverTimeOf } from '#server/sync/server-clock.ts';
import { addDevice, makeCommune, makePhone, NOW } from '../support/test-commune.ts';

const done = { status: 'done', evidence: 'said' };
const notYet = { status: 'not-yet' };
const HOUR = 3_600_000;

test('[MG1] two phones that change different items of one person both count', async () => {
	const at = await makeCommune();
	const [hoa, lan] = [await makePhone(at, 'hoa'), await makePhone(at, 'lan')];
	await hoa.sync(hoa.ops({ c: 'answers', id: 'hh1.1', a: { VN2: done } }));
	expect((await lan.sync(lan.ops({ c: 'answers', id: 'hh1.1', a: { MM: notYet } }))).results).toEqual([]);
	expect((await at.row('answers', 'hh1.1'))?.f).toEqual({ VN2: done, MM: notYet });
	expect(await at.rowsOf('conflicts')).toEqual([]);
});

test('[MG1] an edit whose author had seen the value stands, however old its clock says it is', async () => {
	const at = await makeCommune();
	const [hoa, lan] = [await makePhone(at, 'hoa'), await makePhone(at, 'lan')];
	await hoa.sync(hoa.ops({ c: 'answers', id: 'hh1.1', a: { VN2: done } }));
	const rv = (await at.row('answers', 'hh1.1'))?.rv ?? 0;
	await lan.sync(lan.ops({ c: 'answers', id: 'hh1.1', a: { VN2: notYet }, b: rv, t: NOW - HOUR }));
	const row = await at.row('answers', 'hh1.1');
	expect(row?.f).toEqual({ VN2: notYet });
	expect(row?.fm.VN2).toEqual({ frv: 2, te: NOW + 1, dev: lan.device });
});

test('[MG1] a version that was never made cannot have been seen', async () => {
	const at = await makeCommune();
	const [hoa, lan] = [await makePhone(at, 'hoa'), await makePhone(at, 'lan')];
	await hoa.sync(hoa.ops({ c: 'answers', id: 'hh1.1', a: { VN2: done } }));
	await lan.sync(lan.ops({ c: 'answers', id: 'hh1.1', a: { VN2: notYet }, b: 99, t: NOW - HOUR }));
	expect((await at.row('answers', 'hh1.1'))?.f).toEqual({ VN2: done });
});

test('[MG2] of concurrent values the later stands, and equal ones are no conflict', async () => {
	const at = await makeCommune();
	const [hoa, lan] = [await makePhone(at, 'hoa'), await makePhone(at, 'lan')];
	await hoa.sync(hoa.ops({ c: 'answers', id: 'hh1.1', a: { VN2: done, MM: done }, t: NOW - HOUR }));
	const later = lan.ops({ c: 'answers', id: 'hh1.1', a: { VN2: notYet, MM: done } });
	expect((await lan.sync(later)).results).toEqual([{ n: 1, r: 'merged' }]);
	expect((await at.row('answers', 'hh1.1'))?.f).toEqual({ VN2: notYet, MM: done });
	expect(await at.rowsOf('conflicts')).toHaveLength(1);
});

test('[MG3] a value that lost is kept in a record of its scope, with both authors and times', async () => {
	const at = await makeCommune();
	const [hoa, lan] = [await makePhone(at, 'hoa'), await makePhone(at, 'lan')];
	await hoa.sync(hoa.ops({ c: 'answers', id: 'hh1.1', a: { VN2: done } }));
	const ops = lan.ops({ c: 'answers', id: 'hh1.1', a: { VN2: notYet }, t: NOW - HOUR });
	expect((await lan.sync(ops)).results).toEqual([{ n: 1, r: 'merged' }]);
	await lan.sync(ops);
	expect(await at.rowsOf('conflicts')).toMatchObject([
		{
			id: `${lan.device}.1.VN2`,
			s: 'h:h1',
			f: {
				in: 'answers',
				row: 'hh1.1',
				field: 'VN2',
				kept: { value: done, by: 'hoa', at: NOW },
				dropped: { value: notYet, by: 'lan', at: NOW - HOUR }
			}
		}
	]);
});

test('[MG3] [F13] a conflict is settled by the authors of its two sides and by the head, and by nobody else', async () => {
	const at = await makeCommune();
	const [hoa, lan, mai] = [
		await makePhone(at, 'hoa'),
		await makePhone(at, 'lan'),
		await makePhone(at, 'mai')
	];
	const head = await makePhone(at, 'head', ['hamlet-head']);
	const items = ['VN2', 'MM', 'SK'];
	const all = (value: object) => Object.fromEntries(items.map((item) => [item, value]));
	await hoa.sync(hoa.ops({ c: 'answers', id: 'hh1.1', a: all(done) }));
	await lan.sync(lan.ops({ c: 'answers', id: 'hh1.1', a: all(notYet), t: NOW - HOUR }));
	const settling = (item: string) => ({
		c: 'conflicts',
		id: `${lan.device}.1.${item}`,
		a: { settled: true }
	});
	expect((await mai.sync(mai.ops(settling('VN2')))).results).toMatchObject([{ r: 'parked', code: 'role' }]);
	expect((await hoa.sync(hoa.ops(settling('VN2')))).results).toEqual([]);
	expect((await lan.sync(lan.ops(settling('MM')))).results).toEqual([]);
	expect((await head.sync(head.ops(settling('SK')))).results).toEqual([]);
	expect((await at.rowsOf('conflicts')).map(({ f }) => f.settled)).toEqual([true, true, true]);
	const rewriting = { ...settling('VN2'), a: { settled: true, kept: null } };
	expect((await hoa.sync(hoa.ops(rewriting))).results).toMatchObject([{ r: 'parked', code: 'shape' }]);
	const elsewhere = await makePhone(at, 'xa', ['volunteer'], ['h2']);
	expect((await elsewhere.sync(elsewhere.ops(settling('VN2')))).results).toMatchObject([{ code: 'scope' }]);
});

test('[MG4] "không cho ghi" resists a concurrent write, and an official’s edit clears it', async () => {
	const at = await makeCommune();
	const [hoa, lan] = [await makePhone(at, 'hoa'), await makePhone(at, 'lan')];
	const official = await makePhone(at, 'xa', ['commune-official'], []);
	const household = { c: 'households', id: 'hh1' };
	await hoa.sync(hoa.ops({ ...household, a: { noRecord: true }, t: NOW - HOUR }));
	await lan.sync(lan.ops({ ...household, a: { noRecord: false } }));
	expect((await at.row('households', 'hh1'))?.f.noRecord).toBe(true);
	await official.sync(official.ops({ ...household, a: { noRecord: false } }));
	expect((await at.row('households', 'hh1'))?.f.noRecord).toBe(false);
});

test('[MG2] what a re-keyed phone wrote under its old number loses without a conflict, in the audit only', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	await phone.sync(phone.ops({ c: 'answers', id: 'hh1.1', a: { VN2: done }, t: NOW - HOUR }));
	phone.device = await addDevice(at, phone.asker.member, [phone.device]);
	phone.held = 0;
	await phone.sync(phone.ops({ c: 'answers', id: 'hh1.1', a: { VN2: notYet } }));
	expect((await at.row('answers', 'hh1.1'))?.f).toEqual({ VN2: notYet });
	expect(await at.rowsOf('conflicts')).toEqual([]);
});

test('[TM2] the time that counts lies between the phone’s last op and the receipt', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	await phone.sync(
		phone.ops(
			{ c: 'answers', id: 'hh1.1', a: { VN2: done }, t: NOW - HOUR },
			{ c: 'answers', id: 'hh1.1', a: { MM: done }, t: NOW - 2 * HOUR },
			{ c: 'answers', id: 'hh1.1', a: { SK: done }, t: NOW + HOUR }
		)
	);
	const marks = (await at.row('answers', 'hh1.1'))?.fm;
	expect([marks?.VN2?.te, marks?.MM?.te, marks?.SK?.te]).toEqual([NOW - HOUR, NOW - HOUR, NOW]);
});

test('[TM3] a server clock that runs behind, or a month ahead, is said to be bad and the highest time goes on', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	expect(await phone.sync([], {}, NOW + HOUR)).toMatchObject({ clock: 'good', now: NOW + HOUR });
	const ops = phone.ops({ c: 'answers', id: 'hh1.1', a: { VN2: done }, t: NOW + 9 * HOUR });
	expect(await phone.sync(ops, {}, 0)).toMatchObject({ clock: 'bad', now: NOW + HOUR + 1, ack: 1 });
	expect((await at.row('answers', 'hh1.1'))?.fm.VN2?.te).toBe(NOW + HOUR + 1);
	expect(serverTimeOf(NOW, NOW + 31 * 24 * HOUR)).toEqual({ now: NOW + 1, clock: 'bad' });
	expect(serverTimeOf(NOW, NOW - 500)).toEqual({ now: NOW, clock: 'good' });
});

test('[MG4] the head confirms the word that she had before her, whenever hers and a later one arrive', async () => {
	const at = await makeCommune();
	const [hoa, mai] = [await makePhone(at, 'hoa'), await makePhone(at, 'mai', ['hamlet-head'])];
	const hh = { c: 'people', id: 'hh1.1' } as const;
	const moved = (since: number) => ({ ...hh, a: { residence: { kind: 'moved', at: since } }, t: since });
	const waits = async () => waitsForTheHead((await at.row('people', 'hh1.1'))?.f as never);
	await hoa.sync(hoa.ops(moved(NOW - HOUR)));
	const rv = (await at.row('people', 'hh1.1'))?.rv ?? 0;
	await hoa.sync(hoa.ops({ ...hh, a: { residence: { kind: 'home' } } }, moved(NOW - 9)));
	// She said so last, of what she had seen before she was without a network.
	await mai.sync(mai.ops({ ...hh, a: { confirmed: NOW - HOUR }, b: rv }));
	expect(await waits()).toBe(true);
	await mai.sync(mai.ops({ ...hh, a: { confirmed: NOW - 9 }, b: rv + 3 }));
	expect(await waits()).toBe(false);
});

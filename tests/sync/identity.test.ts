import { expect, test } from 'vitest';
import {
	addDevice,
	makeCommune,
	makePhone,
	type TestCommune,
	type WirePhone
} from '../support/test-commune.ts';

const done = { status: 'done', evidence: 'said' };
const notYet = { status: 'not-yet' };

async function reKeyed(at: TestCommune, phone: WirePhone): Promise<number> {
	const old = phone.device;
	phone.device = await addDevice(at, phone.asker.member, [old]);
	phone.held = 0;
	return old;
}

test('[RS1] an unknown device, and another member’s, have to take a new number', async () => {
	const at = await makeCommune();
	const [hoa, lan] = [await makePhone(at, 'hoa'), await makePhone(at, 'lan')];
	const ops = hoa.ops({ c: 'answers', id: 'hh1.1', a: { VN2: done } });
	expect(await hoa.send(ops, { d: 99 })).toBe('re-key');
	expect(await hoa.send(ops, { d: lan.device })).toBe('re-key');
	expect(await at.row('answers', 'hh1.1')).toBeUndefined();
});

test('[RS1] another epoch has to take a new number before anything is consumed', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	const ops = phone.ops({ c: 'answers', id: 'hh1.1', a: { VN2: done } });
	expect(await phone.send(ops, { e: 'before-the-restore' })).toBe('re-key');
	expect(await phone.sync(ops)).toMatchObject({ ack: 1 });
});

test('[RS1] another op under a number that is taken is another history', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	const [op] = phone.ops({ c: 'answers', id: 'hh1.1', a: { VN2: done } });
	await phone.sync([op!]);
	expect(await phone.send([{ ...op!, a: { VN2: notYet } }])).toBe('re-key');
	expect(
		await phone.send(
			[
				{ ...op!, n: 2 },
				{ ...op!, n: 2, id: 'hh1.2' }
			],
			{ held: 2 }
		)
	).toBe('re-key');
	expect((await at.row('answers', 'hh1.1'))?.f).toEqual({ VN2: done });
});

test('[RS3] what comes again under a new number is recorded, not applied a second time', async () => {
	const at = await makeCommune();
	const [hoa, lan] = [await makePhone(at, 'hoa'), await makePhone(at, 'lan')];
	const drafts = [
		{ c: 'answers', id: 'hh1.1', a: { VN2: done } },
		{ c: 'answers', id: 'hh2.1', a: { VN2: done } }
	];
	await hoa.sync(hoa.ops(...drafts));
	await lan.sync(lan.ops({ c: 'answers', id: 'hh1.1', a: { VN2: notYet }, b: 1 }));
	const old = await reKeyed(at, hoa);
	const again = hoa.ops(...drafts.map((draft, index) => ({ ...draft, o: { d: old, n: index + 1 } })));
	const answer = await hoa.sync(again);
	expect(answer).toMatchObject({ ack: 2, last: 2, results: [{ n: 2, r: 'parked', code: 'scope' }] });
	expect((await at.row('answers', 'hh1.1'))?.f).toEqual({ VN2: notYet });
	expect((await at.rowsOf('parked')).map(({ id }) => id)).toEqual([`${old}.2`]);
});

test('[RS3] the old number’s own op, come late by another route, is applied once too', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	const draft = { c: 'answers', id: 'hh1.1', a: { VN2: done } };
	const ops = phone.ops(draft);
	const old = await reKeyed(at, phone);
	await phone.sync(phone.ops({ ...draft, o: { d: old, n: 1 } }));
	await phone.sync(ops, { d: old });
	expect((await at.row('answers', 'hh1.1'))?.rv).toBe(1);
});

test('[RC3] the same number with other words is another identity, and both are applied', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	await phone.sync(phone.ops({ c: 'answers', id: 'hh1.1', a: { VN2: done } }));
	const old = await reKeyed(at, phone);
	await phone.sync(phone.ops({ c: 'answers', id: 'hh1.2', a: { MM: done }, o: { d: old, n: 1 } }));
	expect((await at.row('answers', 'hh1.2'))?.f).toEqual({ MM: done });
});

test('[PS1] an origin that this database never knew does not lock its phone out, and stays one identity', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	// The phone enrolled after the backup that was brought back: its first number went with the rest.
	const draft = { c: 'answers', id: 'hh1.1', a: { VN2: done }, o: { d: 77, n: 5 } };
	expect(await phone.sync(phone.ops(draft))).toMatchObject({ ack: 1, last: 1 });
	await reKeyed(at, phone);
	expect(await phone.sync(phone.ops(draft))).toMatchObject({ ack: 1, last: 1 });
	expect((await at.row('answers', 'hh1.1'))?.rv).toBe(1);
});

test('[PS1] an origin that is not the account’s own is refused', async () => {
	const at = await makeCommune();
	const [hoa, lan] = [await makePhone(at, 'hoa'), await makePhone(at, 'lan')];
	const ops = hoa.ops({ c: 'answers', id: 'hh1.1', a: { VN2: done }, o: { d: lan.device, n: 1 } });
	expect(await hoa.send(ops)).toBe('re-key');
});

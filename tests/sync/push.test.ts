import { expect, test } from 'vitest';
import { StorageBusy } from '#server/storage/storage.ts';
import { makeCommune, makePhone, NOW, withBefore } from '../support/test-commune.ts';

const done = { status: 'done', evidence: 'said' };

test('[PS1] the same batch sent twice is applied once and answered alike', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	const ops = phone.ops(
		{ c: 'answers', id: 'hh1.1', a: { VN2: done } },
		{ c: 'answers', id: 'hh2.1', a: { VN2: done } }
	);
	const first = await phone.sync(ops);
	const second = await phone.sync(ops);
	expect([second.ack, second.last, second.results]).toEqual([first.ack, first.last, first.results]);
	expect((await at.row('answers', 'hh1.1'))?.rv).toBe(1);
	expect(await at.rowsOf('parked')).toHaveLength(1);
});

test('[PS1] a gap stops the batch there and is named', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	const [one, , three] = phone.ops(
		{ c: 'answers', id: 'hh1.1', a: { VN2: done } },
		{ c: 'answers', id: 'hh1.1', a: { MM: done } },
		{ c: 'answers', id: 'hh1.1', a: { SK: done } }
	);
	const answer = await phone.sync([one!, three!]);
	expect(answer).toMatchObject({ ack: 1, last: 1, gap: 2 });
	expect((await at.row('answers', 'hh1.1'))?.f).toEqual({ VN2: done });
});

test('[PS2] a request is told only of what it sent, never of the device’s last', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	const [one, two] = phone.ops(
		{ c: 'answers', id: 'hh1.1', a: { VN2: done } },
		{ c: 'answers', id: 'hh1.1', a: { MM: done } }
	);
	await phone.sync([one!, two!]);
	expect(await phone.sync([one!])).toMatchObject({ ack: 1, last: 2 });
	expect(await phone.sync([])).toMatchObject({ ack: 0, last: 2 });
});

test('[PS2] a phone whose database rolled back is told to take a new number, and nothing is applied', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	await phone.sync(phone.ops({ c: 'answers', id: 'hh1.1', a: { VN2: done } }));
	phone.held = 0;
	const other = phone.ops({ c: 'answers', id: 'hh1.2', a: { MM: done } });
	expect(await phone.send(other)).toBe('re-key');
	expect(await at.row('answers', 'hh1.2')).toBeUndefined();
});

test('[PS2] a phone that has forgotten its last ops is told so even when it sends nothing', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	await phone.sync(phone.ops({ c: 'answers', id: 'hh1.1', a: { VN2: done } }));
	phone.held = 0;
	expect(await phone.send([])).toBe('re-key');
});

test('[PS3] one bad op among good ones is parked, shown to its author, and the others are applied', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	const ops = phone.ops(
		{ c: 'answers', id: 'hh1.1', a: { VN2: done } },
		{ c: 'answers', id: 'hh1.1', a: { VN2: { status: 'perhaps' } } },
		{ c: 'answers', id: 'hh1.1', a: { MM: done } }
	);
	const answer = await phone.sync(ops);
	expect(answer).toMatchObject({ ack: 3, results: [{ n: 2, r: 'parked', code: 'shape' }] });
	expect((await at.row('answers', 'hh1.1'))?.f).toEqual({ VN2: done, MM: done });
	const parked = await at.row('parked', `${phone.device}.2`);
	expect(parked).toMatchObject({ s: 'u:hoa', f: { code: 'shape', at: NOW } });
	expect(JSON.parse(String(parked?.f.raw))).toEqual(ops[1]);
});

test.each([
	['no kind', { k: 'poke', c: 'answers', id: 'hh1.1', a: {} }, 'shape'],
	['no collection of ours', { c: 'secrets', id: 'x', a: {} }, 'shape'],
	['an unknown field', { c: 'people', id: 'hh1.1', a: { salary: 1 } }, 'shape'],
	['a required field cleared', { c: 'people', id: 'hh1.1', a: { name: null } }, 'shape'],
	['a person moved by hand', { c: 'people', id: 'hh1.1', a: { household: 'hh2' } }, 'shape'],
	['an endless text', { c: 'households', id: 'hh1', a: { address: 'x'.repeat(2_001) } }, 'shape'],
	['a member’s row', { c: 'members', id: 'hoa', a: { roles: ['commune-official'] } }, 'role'],
	[
		'a word of the authority',
		{ c: 'answers', id: 'hh1.1', a: { VN2: { ...done, evidence: 'confirmed' } } },
		'role'
	],
	[
		'a volunteer’s wish to have an answer looked at again',
		{ c: 'answers', id: 'hh1.1', a: { VN2: { ...done, recheck: true } } },
		'role'
	],
	[
		'an answer that is confirmed and to be looked at again',
		{ c: 'answers', id: 'hh1.1', a: { VN2: { ...done, evidence: 'confirmed', recheck: true } } },
		'shape'
	],
	['a volunteer’s word that somebody is gone', { c: 'people', id: 'hh1.1', a: { confirmed: 5 } }, 'role'],
	['a volunteer’s word against it', { c: 'people', id: 'hh1.1', a: { confirmed: null } }, 'role'],
	[
		'a volunteer’s word that a household left',
		{ c: 'households', id: 'hh1', a: { confirmed: 'v1' } },
		'role'
	],
	['a volunteer’s word that two are one', { c: 'people', id: 'hh1.1', a: { sameAs: 'hh1.2' } }, 'role'],
	['a volunteer’s word that two are two', { c: 'people', id: 'hh1.1', a: { otherThan: ['hh1.2'] } }, 'role'],
	['a confirmation of no word', { c: 'people', id: 'hh1.1', a: { confirmed: 'moved' } }, 'shape'],
	['somebody gone at no moment', { c: 'people', id: 'hh1.1', a: { residence: { kind: 'moved' } } }, 'shape'],
	['an unknown command', { k: 'cmd', c: 'households', id: 'hh1', a: {} }, 'shape'],
	['an op of a newer app', { k: 'cmd', c: 'households', id: 'hh1', a: {}, v: 2 }, 'version'],
	[
		'a field that would be dropped',
		{ c: 'answers', id: 'hh1.1', a: { VN2: { ...done, note: 'x' } } },
		'shape'
	],
	[
		'a prototype',
		{ c: 'answers', id: 'hh1.1', a: JSON.parse('{"__proto__":{"status":"unasked"}}') as object },
		'shape'
	],
	[
		'another’s visit',
		{ k: 'add', c: 'visits', id: 'v1', a: { household: 'hh1', outcome: 'met', at: NOW, by: 'lan' } },
		'role'
	]
])('[PS3] %s is parked', async (_what, draft, code) => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	const answer = await phone.sync(phone.ops(draft));
	expect(answer).toMatchObject({ ack: 1, results: [{ n: 1, r: 'parked', code }] });
});

test('[F2] the head confirms that somebody died or a household left, and takes it back', async () => {
	const at = await makeCommune();
	const head = await makePhone(at, 'mai', ['hamlet-head']);
	const answer = await head.sync(
		head.ops(
			{ c: 'people', id: 'hh1.1', a: { residence: { kind: 'deceased', at: 5 }, confirmed: 5 } },
			{ c: 'people', id: 'hh1.2', a: { confirmed: 5, sameAs: 'hh1.1', otherThan: ['hh2.1'] } },
			{ c: 'people', id: 'hh1.2', a: { confirmed: null } },
			{ c: 'households', id: 'hh1', a: { confirmed: 'v1' } }
		)
	);
	expect(answer).toMatchObject({ ack: 4, results: [] });
	expect((await at.row('people', 'hh1.1'))?.f).toMatchObject({ confirmed: 5 });
	expect((await at.row('people', 'hh1.2'))?.f.confirmed ?? null).toBeNull();
	expect((await at.row('households', 'hh1'))?.f).toMatchObject({ confirmed: 'v1' });
});

test('[F3] the head wants an answer looked at again, and whoever answers it takes the flag away', async () => {
	const at = await makeCommune();
	const head = await makePhone(at, 'mai', ['hamlet-head']);
	const again = { VN2: { ...done, recheck: true } };
	const confirmed = { NTT: { ...done, evidence: 'confirmed', atDoor: 'said' } };
	const asked = await head.sync(
		head.ops(
			{ c: 'answers', id: 'hh1.1', a: again },
			{ c: 'householdAnswers', id: 'hh1', a: { NTT: { status: 'not-yet', recheck: true } } },
			{ c: 'householdAnswers', id: 'hh1', a: confirmed }
		)
	);
	expect(asked).toMatchObject({ ack: 3, results: [] });
	expect((await at.row('answers', 'hh1.1'))?.f).toEqual(again);
	expect((await at.row('householdAnswers', 'hh1'))?.f).toEqual(confirmed);
	const volunteer = await makePhone(at, 'hoa');
	await volunteer.sync(volunteer.ops({ c: 'answers', id: 'hh1.1', a: { VN2: done }, b: 1 }));
	expect((await at.row('answers', 'hh1.1'))?.f).toEqual({ VN2: done });
});

test('[RC5] a visit is written once: set and a second add are parked, the same again is nothing new', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	const visit = { household: 'hh1', outcome: 'met', at: NOW + 9e9, by: 'hoa' };
	const answer = await phone.sync(
		phone.ops(
			{ k: 'add', c: 'visits', id: 'v1', a: visit },
			{ k: 'add', c: 'visits', id: 'v1', a: visit },
			{ k: 'add', c: 'visits', id: 'v1', a: { ...visit, outcome: 'refused' } },
			{ c: 'visits', id: 'v1', a: { outcome: 'refused' } }
		)
	);
	expect(answer.results.map(({ n, code }) => [n, code])).toEqual([
		[3, 'append-only'],
		[4, 'append-only']
	]);
	expect((await at.row('visits', 'v1'))?.f).toEqual(visit);
});

test('[PS5] an op that makes the server stumble is found and parked, the others are applied', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	const stumbling = withBefore(at.storage, {
		putRows: (_commune: never, rows: { id: string }[]) => {
			if (rows.some(({ id }) => id === 'hh1.2')) throw new TypeError('a fault of ours');
		}
	});
	const ops = phone.ops(
		{ c: 'answers', id: 'hh1.1', a: { VN2: done } },
		{ c: 'answers', id: 'hh1.2', a: { VN2: done } },
		{ c: 'householdAnswers', id: 'hh1', a: { QR: done } }
	);
	const answer = await phone.send(ops, {}, NOW, stumbling);
	expect(answer).toMatchObject({ ack: 3, results: [{ n: 2, r: 'parked', code: 'fault' }] });
	expect(await at.row('answers', 'hh1.2')).toBeUndefined();
	expect((await at.row('householdAnswers', 'hh1'))?.f).toEqual({ QR: done });
});

test('[PS3] a busy database parks nothing: the whole batch is asked for again', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	const busy = withBefore(at.storage, {
		putReceipts: () => {
			throw new StorageBusy('busy');
		}
	});
	const ops = phone.ops({ c: 'answers', id: 'hh1.1', a: { VN2: done } });
	await expect(phone.send(ops, {}, NOW, busy)).rejects.toThrow(StorageBusy);
	expect(await at.row('answers', 'hh1.1')).toBeUndefined();
	expect(await at.rowsOf('parked')).toEqual([]);
	expect(await phone.sync(ops)).toMatchObject({ ack: 1, results: [] });
});

test('[RC1] ids that follow from a row are held to it', async () => {
	const at = await makeCommune();
	const head = await makePhone(at, 'tam', ['hamlet-head']);
	const a = { household: 'hh1', member: 'tam', active: true };
	const answer = await head.sync(
		head.ops({ k: 'add', c: 'assignments', id: 'hh1:tam', a }, { k: 'add', c: 'assignments', id: 'x', a })
	);
	expect(answer.results).toEqual([{ n: 2, r: 'parked', code: 'shape' }]);
});

test('[RC2] people of a household that was made in the same batch are in its scope', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	const answer = await phone.sync(
		phone.ops(
			{ k: 'add', c: 'households', id: 'new', a: { hamlet: 'h1', order: 9, status: 'active' } },
			{ k: 'add', c: 'people', id: 'new.1', a: { household: 'new', name: 'Trần Văn Bình', order: 1 } },
			{ c: 'answers', id: 'new.1', a: { VN2: done } }
		)
	);
	expect(answer.results).toEqual([]);
	expect((await at.row('answers', 'new.1'))?.s).toBe('h:h1');
});

test('[RC4] an empty word waits for nobody, of whatever household it is', async () => {
	const at = await makeCommune();
	const phone = await makePhone(at, 'hoa');
	const ops = phone.ops(
		{ c: 'households', id: 'not-here-yet', a: {} },
		{ c: 'households', id: 'hh2', a: {} },
		{ c: 'answers', id: 'hh1.1', a: { VN2: done } }
	);
	expect(await phone.sync(ops)).toMatchObject({ ack: 3, results: [] });
	expect(await at.rowsOf('parked')).toEqual([]);
	expect(await at.row('households', 'not-here-yet')).toBeUndefined();
});

import { describe, expect, test } from 'vitest';
import type { HamletId } from '#domain/ids.ts';
import type { Grant } from '#server/storage/storage.ts';
import { acceptAsImport } from '#server/sync/accept-import.ts';
import { replayParked, waitingOf } from '#server/sync/replay-parked.ts';
import {
	type Draft,
	makeCommune,
	makePhone,
	NOW,
	type TestCommune,
	type WirePhone,
	withBefore
} from '../support/test-commune.ts';

const done = { status: 'done', evidence: 'said' };
const HOUR = 3_600_000;
const answer = (person: string, t: number): Draft => ({ c: 'answers', id: person, a: { VN2: done }, t });

/** A volunteer of h1, and an official who takes hamlets from her. Everything before `NOW` is earlier in the evening. */
async function makePair(): Promise<{ at: TestCommune; hoa: WirePhone; official: WirePhone }> {
	const at = await makeCommune();
	return {
		at,
		hoa: await makePhone(at, 'hoa'),
		official: await makePhone(at, 'xa', ['commune-official'], [])
	};
}

const gives = (official: WirePhone, hamlets: string[], now: number): Promise<unknown> =>
	official.sync(official.ops({ c: 'members', id: 'hoa', a: { hamlets }, b: 9, t: now }), {}, now);

const grantsOf = ({ storage, commune }: TestCommune): Promise<Grant[]> =>
	storage.read((tx) => tx.grants(commune, 'hoa' as never));

describe('[PS4] a member who has lost a hamlet', () => {
	test('what she wrote before is applied and flagged, what she wrote after waits for an official', async () => {
		const { at, hoa, official } = await makePair();
		await gives(official, ['h2'], NOW + HOUR);
		const later = NOW + 3 * HOUR;
		const ops = hoa.ops(answer('hh1.1', NOW), answer('hh1.2', NOW + 2 * HOUR));
		const lines: string[] = [];
		const audited = withBefore(at.storage, {
			audit: (_commune: never, _at: never, _who: never, what: string) => lines.push(what)
		});
		const results = [{ n: 2, r: 'late', code: 'late' }];
		expect(await hoa.send(ops, {}, later, audited)).toMatchObject({ ack: 2, results });
		// Told again when the transaction began again with the scopes it had missed.
		expect([...new Set(lines)]).toEqual([`wrote in a scope lost since: ${hoa.device}.1`]);
		expect((await at.row('answers', 'hh1.1'))?.f).toEqual({ VN2: done });
		expect(await at.row('answers', 'hh1.2')).toBeUndefined();
		const [card] = await at.rowsOf('parked');
		expect(card).toMatchObject({ s: 'u:hoa', f: { code: 'late', label: 'Lê Thị Hà' } });
		expect((await hoa.sync(ops, {}, later)).results).toEqual(results);
	});

	test('an official replays what came late, as it was made and when; the card is then settled and blank', async () => {
		const { at, hoa, official } = await makePair();
		await gives(official, ['h2'], NOW + HOUR);
		const visit = { household: 'hh1', outcome: 'met', at: NOW, by: 'hoa' };
		const made = NOW + 2 * HOUR;
		await hoa.sync(hoa.ops({ k: 'add', c: 'visits', id: 'v1', a: visit, t: made }), {}, NOW + 3 * HOUR);
		const { ops: waiting } = await waitingOf(at.storage, official.asker);
		expect(waiting).toMatchObject([{ member: 'hoa', code: 'late', label: 'Lê Thị Hà' }]);
		const id = waiting[0]?.id ?? '';
		const replay = () => replayParked(at.storage, official.asker, id, 'replay', NOW + 4 * HOUR);
		expect(await replay()).toEqual({ outcome: 'replayed' });
		expect(await at.row('visits', 'v1')).toMatchObject({
			s: 'h:h1',
			f: visit,
			fm: { outcome: { te: made, dev: hoa.device } }
		});
		expect((await at.row('parked', id))?.f).toMatchObject({ settled: true, raw: '' });
		expect((await at.row('parked', id))?.f).not.toHaveProperty('label');
		expect(await replay()).toEqual({ outcome: 'gone' });
		expect(await waitingOf(at.storage, official.asker)).toEqual({ ops: [] });
	});

	test('[PL7] sent again, it still says how far the hamlet was that she has lost since', async () => {
		const { hoa, official } = await makePair();
		const ops = hoa.ops(answer('hh1.1', NOW));
		const { at: touched } = await hoa.sync(ops);
		await gives(official, [], NOW + HOUR);
		const { at: told } = await hoa.sync(ops, {}, NOW + HOUR);
		expect(Object.keys(touched)).toEqual(['h:h1']);
		expect(told).toMatchObject(touched);
		expect(Object.keys(told)).not.toContain('h:h2');
	});

	test('[PL7] sent again by who was an official, it says so of every hamlet', async () => {
		const { at, official } = await makePair();
		const other = await makePhone(at, 'yen', ['commune-official'], []);
		const ops = other.ops(answer('hh2.1', NOW));
		await other.sync(ops);
		await official.sync(
			official.ops({ c: 'members', id: 'yen', a: { roles: ['volunteer'] }, t: NOW + 1 }),
			{},
			NOW + 1
		);
		const { at: told } = await other.sync(ops, {}, NOW + HOUR);
		expect(Object.keys(told).sort()).toEqual(['c', 'h:h1', 'h:h2', 'u:yen']);
	});

	test('a hamlet she never held is as if it were not there, before and after', async () => {
		const { at, hoa, official } = await makePair();
		await gives(official, [], NOW + HOUR);
		const { results } = await hoa.sync(hoa.ops(answer('hh2.1', NOW)), {}, NOW + 2 * HOUR);
		expect(results).toEqual([{ n: 1, r: 'parked', code: 'scope' }]);
		const [card] = await at.rowsOf('parked');
		expect(card?.f).not.toHaveProperty('label');
	});

	test('every change of her row is kept as grants, an import’s too, and a hamlet given back is held again', async () => {
		const { at, hoa, official } = await makePair();
		await gives(official, ['h1', 'h2'], NOW + HOUR);
		const member = { name: 'hoa', roles: ['volunteer'], hamlets: ['h2'] as HamletId[] };
		const ops = [{ k: 'add', c: 'members', id: 'hoa', a: member }] as const;
		await acceptAsImport(at.storage, { commune: at.commune, ops, now: NOW + 2 * HOUR });
		await gives(official, ['h1', 'h2'], NOW + 3 * HOUR);
		const lines = (await grantsOf(at)).map(
			({ s, from, until }) => `${s} ${from - NOW} ${(until ?? NOW) - NOW}`
		);
		expect(lines.sort()).toEqual([`c 0 0`, `h:h1 0 ${2 * HOUR}`, `h:h1 ${3 * HOUR} 0`, `h:h2 ${HOUR} 0`]);
		const { results } = await hoa.sync(hoa.ops(answer('hh1.1', NOW + 2.5 * HOUR)), {}, NOW + 4 * HOUR);
		expect(results).toEqual([]);
	});

	test('a volunteer who was an official is judged by when she was one', async () => {
		const { at, official } = await makePair();
		const other = await makePhone(at, 'yen', ['commune-official'], []);
		const ops = official.ops({ c: 'members', id: 'yen', a: { roles: ['volunteer'] }, t: NOW + HOUR });
		await official.sync(ops, {}, NOW + HOUR);
		const late = other.ops(answer('hh1.1', NOW), answer('hh2.1', NOW + 2 * HOUR));
		expect((await other.sync(late, {}, NOW + 3 * HOUR)).results).toEqual([{ n: 2, r: 'late', code: 'late' }]);
	});
});

describe('[PS4] a household that was moved to another hamlet', () => {
	const move: Draft = { k: 'cmd', c: 'households', id: 'hh1', a: { name: 'household.move', hamlet: 'h2' } };

	test('takes in what was written before it moved, and what was written after waits', async () => {
		const { at, hoa, official } = await makePair();
		await official.sync(official.ops({ ...move, t: NOW + HOUR }), {}, NOW + HOUR);
		const person = { household: 'hh1', name: 'Lê Ba', order: 3 };
		const ops = hoa.ops(
			answer('hh1.1', NOW),
			{ k: 'add', c: 'people', id: 'p3', a: person, t: NOW },
			answer('hh1.2', NOW + 2 * HOUR)
		);
		const { results } = await hoa.sync(ops, {}, NOW + 3 * HOUR);
		expect(results).toEqual([{ n: 3, r: 'late', code: 'late' }]);
		expect(await at.row('answers', 'hh1.1')).toMatchObject({ s: 'h:h2', f: { VN2: done } });
		expect(await at.row('people', 'p3')).toMatchObject({ s: 'h:h2' });
	});

	test('[PL7] a tap about it stays on its author’s screen until the page that takes the household away', async () => {
		const { at, hoa, official } = await makePair();
		await official.sync(official.ops({ ...move, t: NOW + HOUR }), {}, NOW + HOUR);
		const head = (await at.storage.read((tx) => tx.heads(at.commune, ['h:h1']))).get('h:h1');
		const answered = await hoa.sync(hoa.ops(answer('hh1.1', NOW)), {}, NOW + 3 * HOUR);
		expect(answered.results).toEqual([]);
		expect(answered.at['h:h1']).toBe(head);
	});

	test('is closed to who only ever held another hamlet', async () => {
		const { at, official } = await makePair();
		const minh = await makePhone(at, 'minh', ['volunteer'], []);
		await official.sync(official.ops({ ...move, t: NOW + HOUR }), {}, NOW + HOUR);
		const { results } = await minh.sync(minh.ops(answer('hh1.1', NOW)), {}, NOW + 2 * HOUR);
		expect(results).toEqual([{ n: 1, r: 'parked', code: 'scope' }]);
	});
});

describe('[PS3] parked work', () => {
	const confirmed = { VN2: { status: 'done', evidence: 'confirmed' } };

	test('settled by its author leaves nothing on the card, and still waits for the official', async () => {
		const { at, hoa, official } = await makePair();
		await hoa.sync(hoa.ops({ c: 'answers', id: 'hh1.1', a: confirmed }));
		const id = `${hoa.device}.1`;
		expect((await at.row('parked', id))?.f).toMatchObject({ code: 'role', label: 'Lê Thị Hà' });
		await hoa.sync(hoa.ops({ c: 'parked', id, a: { settled: true } }));
		expect((await at.row('parked', id))?.f).toEqual({ code: 'role', at: NOW, settled: true, raw: '' });
		expect((await waitingOf(at.storage, official.asker)).ops).toMatchObject([{ id, code: 'role' }]);
		expect(await replayParked(at.storage, official.asker, id, 'settle', NOW)).toEqual({ outcome: 'settled' });
		expect(await at.row('answers', 'hh1.1')).toBeUndefined();
	});

	test('that is still not usable goes on waiting, and only an official replays', async () => {
		const { at, hoa, official } = await makePair();
		const stray = { household: 'none', outcome: 'met', at: NOW, by: 'hoa' };
		await hoa.sync(hoa.ops({ k: 'add', c: 'visits', id: 'v1', a: stray }));
		const replay = (asker: WirePhone['asker']) =>
			replayParked(at.storage, asker, `${hoa.device}.1`, 'replay', NOW);
		expect(await replay(official.asker)).toEqual({ outcome: 'refused', why: 'parent' });
		expect(await replay(hoa.asker)).toEqual({ outcome: 'gone' });
		expect((await waitingOf(at.storage, official.asker)).ops).toHaveLength(1);
		const household = { hamlet: 'h1', order: 9, status: 'active' };
		await official.sync(official.ops({ k: 'add', c: 'households', id: 'none', a: household }));
		expect(await replay(official.asker)).toEqual({ outcome: 'replayed' });
		expect(await at.row('visits', 'v1')).toMatchObject({ f: stray });
	});

	test('[PS2] two ops made under one number, before and after a rollback, have a card each', async () => {
		const { at, hoa } = await makePair();
		await hoa.sync(hoa.ops({ c: 'answers', id: 'hh1.1', a: confirmed }));
		const o = { d: hoa.device, n: 1 };
		const again = { ...answer('hh1.1', NOW), a: { MM: confirmed.VN2 }, o };
		const { results } = await hoa.sync(hoa.ops(again));
		const id = results[0]?.id ?? '';
		expect(results).toEqual([{ n: 2, r: 'parked', code: 'role', id }]);
		expect((await at.rowsOf('parked')).map((row) => row.id)).toEqual([`${hoa.device}.1`, id]);
	});
});

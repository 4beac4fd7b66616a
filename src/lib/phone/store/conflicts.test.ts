import { describe, expect, test } from 'vitest';
import { enrolledPhone, household, page, person, pulled, row } from '../../../../tests/support/test-phone.ts';
import {
	conflictsOfHamlet,
	householdOfConflict,
	isOpen,
	keeping,
	type ListedConflict,
	shownConflicts,
	taking
} from './conflicts.ts';
import { PhoneStore } from './phone-store.svelte.ts';

const done = { status: 'done', evidence: 'said' };
const notYet = { status: 'not-yet' };

/** A phone that holds household h1 with p1, whose VNeID was recorded as not there over "đã có". */
async function phoneWithConflict(current: object | null = notYet, more: object = {}) {
	const phone = await enrolledPhone();
	const conflict = {
		in: 'answers',
		row: 'p1',
		field: 'VN2',
		kept: { value: notYet, by: 'm2', at: 20 },
		dropped: { value: done, by: 'm1', at: 10 },
		...more
	};
	const rows = [
		household('h1', 1),
		person('p1', 'h1', 2),
		row('answers', 'p1', 3, current === null ? {} : { VN2: current }),
		row('conflicts', '7.1.VN2', 4, conflict)
	];
	await pulled(phone, { pages: [page('h:d1', 0, 4, rows)] });
	const me = { member: 'm1' as never, name: 'Hạnh', roles: ['volunteer' as const] };
	const store = new PhoneStore(phone.store, me);
	const conflictNow = () => store.view.all('conflicts')[0] as ListedConflict;
	return { phone, store, conflictNow };
}

describe('[F13] [MG3] a conflict', () => {
	test('is open while what was kept still stands', async () => {
		const { store, conflictNow } = await phoneWithConflict();
		expect(isOpen(conflictNow(), store.view)).toBe(true);
		expect(householdOfConflict(conflictNow(), store.view)).toBe('h1');
	});

	test.each([
		['somebody recorded something else since', { status: 'blocked', reason: 'V05' }, {}],
		['it was settled', notYet, { settled: true }],
		['it merged by itself', notYet, { dropped: { value: { status: 'blocked', reason: 'V05' }, at: 10 } }],
		['this version does not know its collection', notYet, { in: 'later' }]
	])('is not when %s', async (_, current, more) => {
		const { store, conflictNow } = await phoneWithConflict(current, more);
		expect(isOpen(conflictNow(), store.view)).toBe(false);
	});

	test('over a value that was cleared is open while nothing stands there', async () => {
		const { store, conflictNow } = await phoneWithConflict(null, { kept: { value: null, at: 20 } });
		expect(isOpen(conflictNow(), store.view)).toBe(true);
	});

	test('is settled by keeping what stands, and can be opened again until that was sent', async () => {
		const { phone, store, conflictNow } = await phoneWithConflict();
		await store.record(keeping(conflictNow()), 'Đã giữ “Chưa”');
		expect(isOpen(conflictNow(), store.view)).toBe(false);
		await store.lastAction?.undo();
		expect(isOpen(conflictNow(), store.view)).toBe(true);
		await store.record(keeping(conflictNow()), 'Đã giữ “Chưa”');
		await phone.store.takeBatch(9);
		expect(store.lastAction).toBeUndefined();
	});

	test('is settled by taking what was dropped: a normal set, made by who had seen what stands', async () => {
		const { phone, store, conflictNow } = await phoneWithConflict();
		await store.record(taking(conflictNow()), 'Đã lấy “Đã có”');
		expect(store.view.answersOf('p1' as never)).toEqual({ VN2: done });
		expect(isOpen(conflictNow(), store.view)).toBe(false);
		const { ops } = await phone.store.takeBatch(9);
		expect(ops).toMatchObject([
			{ k: 'set', c: 'answers', id: 'p1', a: { VN2: done }, b: 1 },
			{ k: 'set', c: 'conflicts', id: '7.1.VN2', a: { settled: true } }
		]);
	});

	test('about no household that is here stands among those of every hamlet', async () => {
		const { store, conflictNow } = await phoneWithConflict(notYet, { row: 'gone' });
		const inHamlet = (id: string) => conflictsOfHamlet([conflictNow()], id as never, store.view);
		expect([inHamlet('d1').length, inHamlet('d2').length]).toEqual([1, 1]);
		const here = await phoneWithConflict();
		expect(conflictsOfHamlet([here.conflictNow()], 'd2' as never, here.store.view)).toEqual([]);
	});

	test('of a session is its own hamlet’s', async () => {
		const there = await phoneWithConflict(notYet, { in: 'sessions', row: 's1', field: 'place' });
		const session = { hamlet: 'd1', kind: 'evening', place: 'Nhà văn hóa', day: '2026-11-22' };
		await there.store.record([{ k: 'add', c: 'sessions', id: 's1', a: session }], '');
		const inHamlet = (id: string) =>
			conflictsOfHamlet([there.conflictNow()], id as never, there.store.view).length;
		expect([inHamlet('d1'), inHamlet('d2')]).toEqual([1, 0]);
	});

	test('between two officials is no hamlet’s', async () => {
		const { store, conflictNow } = await phoneWithConflict(notYet, { in: 'items', row: 'CC', field: 'main' });
		expect(conflictsOfHamlet([conflictNow()], 'd1' as never, store.view)).toEqual([]);
		expect(shownConflicts([conflictNow()], store.view)).toHaveLength(1);
	});

	describe('[F37] of people who do not want to be written down is shown nowhere', () => {
		type There = Awaited<ReturnType<typeof phoneWithConflict>>;
		const shown = ({ store, conflictNow }: There) => [
			shownConflicts([conflictNow()], store.view).length,
			conflictsOfHamlet([conflictNow()], 'd1' as never, store.view).length
		];
		const refuse = (id: string, noRecord: boolean) =>
			[{ k: 'set', c: 'households', id, a: { noRecord } }] as const;
		const word = (id: string, kind: string, at: number) => {
			const said = { purpose: 'help-at-the-door', textVersion: 1, how: 'spoken', by: 'm1', at };
			return [{ k: 'add', c: 'notices', id, a: { household: 'h1', person: 'p1', kind, ...said } }] as const;
		};

		test.each(['answers', 'people'])(
			'%s of a household that refused, until it says otherwise',
			async (of) => {
				const there = await phoneWithConflict(notYet, { in: of });
				expect(shown(there)).toEqual([1, 1]);
				await there.store.record(refuse('h1', true), '');
				expect(shown(there)).toEqual([0, 0]);
				await there.store.record(refuse('h1', false), '');
				expect(shown(there)).toEqual([1, 1]);
			}
		);

		test('nor of one that went into a household which refused', async () => {
			const there = await phoneWithConflict(notYet, { in: 'households', row: 'h2', field: 'note' });
			const rows = [household('h2', 5, { mergedInto: 'h1' })];
			await pulled(there.phone, { pages: [page('h:d1', 4, 5, rows)] });
			expect(shown(there)).toEqual([1, 1]);
			await there.store.record(refuse('h1', true), '');
			expect(shown(there)).toEqual([0, 0]);
		});

		test.each(['p1', 's1:p1:m1'])('and of one person who refused, until she agrees: %s', async (of) => {
			const came = { session: 's1', person: 'p1', at: 1, by: 'm1' };
			const there = await phoneWithConflict(notYet, of === 'p1' ? {} : { in: 'attendance', row: of });
			await there.store.record([{ k: 'add', c: 'attendance', id: 's1:p1:m1', a: came }], '');
			await there.store.record(word('n1', 'refused', 1), '');
			expect(shown(there)).toEqual([0, 0]);
			await there.store.record(word('n2', 'consent-given', 2), '');
			expect(shown(there)).toEqual([1, 1]);
		});
	});
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withChanges } from '#protocol/apply.ts';
import type { OpBody } from '#protocol/op.ts';
import type { Fields, Row } from '#protocol/row.ts';
import { type PendingOp, Rows } from './rows.ts';
import { View } from './view.ts';

const ids = ['h1', 'h2', 'h3'];
const hamlets = ['d1', 'd2'];
const id = fc.constantFrom(...ids);
const fields = fc.record({
	hamlet: fc.constantFrom(...hamlets),
	order: fc.integer({ min: 0, max: 9 }),
	status: fc.constantFrom('active', 'moved-away')
});
const change = fc.record({
	nickname: fc.constantFrom(null, 'A', 'B'),
	order: fc.integer({ min: 0, max: 9 })
});

type Step =
	| { kind: 'page'; id: string; f: Fields }
	| { kind: 'out'; id: string }
	| { kind: 'tap'; id: string; a: Fields }
	| { kind: 'leave'; which: number };
const step: fc.Arbitrary<Step> = fc.oneof(
	fc.record({ kind: fc.constant('page' as const), id, f: fields }),
	fc.record({ kind: fc.constant('out' as const), id }),
	fc.record({ kind: fc.constant('tap' as const), id, a: change }),
	fc.record({ kind: fc.constant('leave' as const), which: fc.nat(5) })
);

const origin = { scope: 'c', generation: 1, epoch: 'e' };
const body = (rowId: string, a: Fields): OpBody => ({ k: 'set', c: 'households', id: rowId, b: 0, a });

/** The same told as plainly as it can be. */
function told(base: Map<string, Fields>, pending: readonly PendingOp[]): Map<string, Fields> {
	const seen = new Map(base);
	for (const { body: op } of pending) seen.set(op.id, withChanges(seen.get(op.id), op.a));
	return seen;
}

test('[LS3] at every moment the view is base + pending, and lists follow it', () => {
	fc.assert(
		fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
			const rows = new Rows();
			const view = new View(rows);
			const base = new Map<string, Fields>();
			let pending: PendingOp[] = [];
			let seq = 0;
			for (const one of steps) {
				seq += 1;
				if (one.kind === 'page') {
					const row: Row = { c: 'households', id: one.id, rv: seq, seq, f: one.f };
					rows.putPage(origin, [row], []);
					base.set(one.id, one.f);
				} else if (one.kind === 'out') {
					rows.putPage(origin, [], [{ c: 'households', id: one.id, rv: seq, seq }]);
					base.delete(one.id);
				} else if (one.kind === 'tap') {
					const op = { body: body(one.id, one.a), unsent: true };
					rows.addPending(op);
					pending.push(op);
				} else {
					const gone = pending[one.which];
					if (gone === undefined) continue;
					rows.removePending(gone);
					pending = pending.filter((op) => op !== gone);
				}
				const expected = told(base, pending);
				for (const each of ids) expect(rows.get('households', each)).toEqual(expected.get(each));
				expect(new Map(rows.all('households').map(({ id: key, ...f }) => [key, f]))).toEqual(expected);
				for (const hamlet of hamlets) {
					const listed = view.householdsOf(hamlet as never).map((household) => household.id);
					const wanted = [...expected].filter(([, f]) => f.hamlet === hamlet && f.status === 'active');
					wanted.sort(([a, x], [b, y]) => Number(x.order) - Number(y.order) || (a < b ? -1 : 1));
					expect(listed).toEqual(wanted.map(([key]) => key));
				}
			}
		}),
		{ numRuns: 300 }
	);
});

test('lists are the same object until something in them changes', () => {
	const rows = new Rows();
	const view = new View(rows);
	const household = (rowId: string, seq: number): Row => ({
		c: 'households',
		id: rowId,
		rv: 1,
		seq,
		f: { hamlet: 'd1', order: seq, status: 'active' }
	});
	rows.putPage(origin, [household('h1', 1), household('h2', 2)], []);
	const before = view.householdsOf('d1' as never);
	const population = view.populationOf('d1' as never);
	rows.addPending({ body: { ...body('p1', { VN2: { status: 'not-yet' } }), c: 'answers' }, unsent: true });
	expect(view.householdsOf('d1' as never)).toBe(before);
	expect(view.populationOf('d1' as never)).toBe(population);
	rows.addPending({ body: body('h1', { nickname: 'A' }), unsent: true });
	expect(view.householdsOf('d1' as never)).not.toBe(before);
});

test('an older row of the same scope changes nothing, one of a later generation always does', () => {
	const rows = new Rows();
	const named = (name: string, seq: number, rv: number): Row => ({
		c: 'members',
		id: 'm',
		rv,
		seq,
		f: { name }
	});
	rows.putPage(origin, [named('mới', 9, 5)], []);
	rows.putPage(origin, [named('cũ', 4, 2)], []);
	expect(rows.get('members', 'm')).toEqual({ name: 'mới' });
	rows.putPage({ ...origin, generation: 2 }, [named('đọc lại', 1, 1)], []);
	expect(rows.get('members', 'm')).toEqual({ name: 'đọc lại' });
});

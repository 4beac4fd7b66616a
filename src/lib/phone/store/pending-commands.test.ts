import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withChanges } from '#protocol/apply.ts';
import { type Command, effectsOf, type Lookup } from '#protocol/commands.ts';
import type { OpBody } from '#protocol/op.ts';
import { parentIdOf } from '#protocol/parent.ts';
import type { Fields, Row } from '#protocol/row.ts';
import { type PendingOp, Rows } from './rows.ts';
import { View } from './view.ts';

const origin = { scope: 'h:d1', generation: 1, epoch: 'e' };
const households = ['h1', 'h2', 'h3'];
const people = ['p1', 'p2', 'p3'];

const row = (c: Row['c'], id: string, seq: number, f: Fields): Row => ({ c, id, rv: seq, seq, f });
const household = (more: Fields = {}): Fields => ({ hamlet: 'd1', order: 1, status: 'active', ...more });
const command = (c: OpBody['c'], id: string, a: Command): OpBody => ({ k: 'cmd', c, id, b: 0, a });
const merge = (id: string, into: string): OpBody =>
	command('households', id, { name: 'household.merge', into: into as never });

/** The same told as plainly as it can be: every op in turn, over rows in two plain maps. */
class Told {
	readonly #rows: Map<string, { c: Row['c']; id: string; f: Fields }>;

	constructor(base: readonly Row[]) {
		this.#rows = new Map(base.map(({ c, id, f }) => [`${c} ${id}`, { c, id, f }]));
	}

	readonly lookup: Lookup = {
		find: ({ c, id }) => this.#rows.get(`${c} ${id}`),
		childrenOf: (c, parent) =>
			[...this.#rows.values()].filter((one) => one.c === c && parentIdOf(c, one.id, one.f) === parent),
		naming: () => [],
		mergedInto: (into) => [...this.#rows.values()].filter(({ f }) => f.mergedInto === into)
	};

	get(c: Row['c'], id: string): Fields | undefined {
		return this.#rows.get(`${c} ${id}`)?.f;
	}

	apply({ k, c, id, a }: OpBody): void {
		if (k !== 'cmd') return this.#set(c, id, a);
		if (this.get(c, id) === undefined) return;
		for (const effect of effectsOf(a as Command, { c, id }, this.lookup)) {
			if (effect.how === 'erased') this.#rows.delete(`${effect.c} ${effect.id}`);
			else if (effect.how === 'carried')
				this.#set(effect.c, effect.id, { ...effect.a, ...this.get(effect.c, effect.id) });
			else this.#set(effect.c, effect.id, effect.a);
		}
	}

	#set(c: Row['c'], id: string, changes: Fields): void {
		this.#rows.set(`${c} ${id}`, { c, id, f: withChanges(this.get(c, id), changes) });
	}
}

type Step =
	| { kind: 'page'; row: Pick<Row, 'c' | 'id' | 'f'> }
	| { kind: 'out'; c: Row['c']; id: string }
	| { kind: 'tap'; body: OpBody }
	| { kind: 'leave'; which: number };

const aHousehold = fc.constantFrom(...households);
const aPerson = fc.constantFrom(...people);
const set = (c: OpBody['c'], id: string, a: Fields): OpBody => ({ k: 'set', c, id, b: 0, a });
const split = (id: string, into: string, leaving: readonly string[]): OpBody => {
	const some = leaving.map((one) => ({ id: one as never, b: 0 }));
	return command('households', id, { name: 'household.split', into: into as never, people: some });
};
const toMove = (id: string, into: string): OpBody =>
	command('people', id, { name: 'person.move', into: into as never });
const tap: fc.Arbitrary<OpBody> = fc.oneof(
	fc
		.tuple(aHousehold, aHousehold, fc.uniqueArray(aPerson, { minLength: 1 }))
		.map(([id, into, some]) => split(id, into, some)),
	fc.tuple(aPerson, aHousehold).map(([id, into]) => toMove(id, into)),
	fc.tuple(aHousehold, aHousehold).map(([id, into]) => merge(id, into)),
	aHousehold.map((id) => command('households', id, { name: 'household.move', hamlet: 'd2' as never })),
	aPerson.map((id) => command('people', id, { name: 'erase' })),
	aHousehold.map((id) => command('households', id, { name: 'erase' })),
	fc
		.tuple(aHousehold, fc.constantFrom('A', 'B'))
		.map(([id, nickname]) => set('households', id, { nickname })),
	fc.tuple(aPerson, fc.constantFrom('X', 'Y')).map(([id, name]) => set('people', id, { name })),
	fc
		.tuple(aHousehold, fc.constantFrom('MM', 'VN2'))
		.map(([id, item]) => set('householdAnswers', id, { [item]: 1 })),
	fc.tuple(aPerson, aHousehold).map(([id, of]) => ({
		...set('people', id, { household: of, name: 'N', order: 1 }),
		k: 'add' as const
	}))
);
const step: fc.Arbitrary<Step> = fc.oneof(
	aHousehold.map((id): Step => ({ kind: 'page', row: { c: 'households', id, f: household() } })),
	fc.tuple(aPerson, aHousehold).map(([id, of]): Step => ({
		kind: 'page',
		row: { c: 'people', id, f: { household: of, name: 'P', order: 1 } }
	})),
	aPerson.map((id): Step => ({ kind: 'out', c: 'people', id })),
	tap.map((body): Step => ({ kind: 'tap', body })),
	tap.map((body): Step => ({ kind: 'tap', body })),
	fc.nat(5).map((which): Step => ({ kind: 'leave', which }))
);

test('[LS3] [MG5] with commands among them too, the view is base + pending in the order of the taps', () => {
	fc.assert(
		fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
			const rows = new Rows();
			const base = new Map<string, Row>();
			let pending: PendingOp[] = [];
			let seq = 0;
			for (const one of steps) {
				seq += 1;
				if (one.kind === 'page') {
					const { c, id, f } = one.row;
					rows.putPage(origin, [row(c, id, seq, f)], []);
					base.set(`${c} ${id}`, row(c, id, seq, f));
				} else if (one.kind === 'out') {
					rows.putPage(origin, [], [{ c: one.c, id: one.id, rv: seq, seq }]);
					base.delete(`${one.c} ${one.id}`);
				} else if (one.kind === 'tap') {
					const op = { body: one.body, unsent: true };
					rows.addPending(op);
					pending.push(op);
				} else {
					const op = pending[one.which];
					if (op !== undefined) rows.removePending(op);
					pending = pending.filter((other) => other !== op);
				}
			}
			const told = new Told([...base.values()]);
			for (const { body } of pending) told.apply(body);
			for (const c of ['households', 'people', 'householdAnswers'] as const)
				for (const id of [...households, ...people])
					expect([c, id, rows.get(c, id)]).toEqual([c, id, told.get(c, id)]);
		}),
		{ numRuns: 300 }
	);
});

describe('[MG5] a command shows on this phone at once', () => {
	function listed(): { rows: Rows; view: View } {
		const rows = new Rows();
		const view = new View(rows);
		rows.putPage(
			origin,
			[
				row('households', 'h1', 1, household()),
				row('households', 'h2', 2, household({ order: 2 })),
				row('people', 'p1', 3, { household: 'h1', name: 'Hà', order: 1 })
			],
			[]
		);
		return { rows, view };
	}

	test('a merged household leaves the door list, its people stand under the other, and it can be taken back', () => {
		const { rows, view } = listed();
		const op = { body: merge('h1', 'h2'), unsent: true };
		rows.addPending(op);
		expect(view.householdsOf('d1' as never).map(({ id }) => id)).toEqual(['h2']);
		expect(view.peopleOf('h2' as never).map(({ id }) => id)).toEqual(['p1']);
		rows.putPage(origin, [row('people', 'p2', 4, { household: 'h1', name: 'Nam', order: 2 })], []);
		expect(view.peopleOf('h2' as never).map(({ id }) => id)).toEqual(['p1', 'p2']);
		rows.removePending(op);
		expect(view.householdsOf('d1' as never).map(({ id }) => id)).toEqual(['h1', 'h2']);
		expect(view.peopleOf('h1' as never).map(({ id }) => id)).toEqual(['p1', 'p2']);
	});

	test('its note stands at the other door at once, also when it comes down later, and can be taken back', () => {
		const word = (text: string, at: number) => ({ text, by: 'hoa', at });
		const { rows } = listed();
		const noteAt = (id: string) => rows.get('households', id)?.note;
		const op = { body: merge('h1', 'h2'), unsent: true };
		rows.addPending(op);
		const left = household({ note: word('Chó dữ', 5) });
		rows.putPage(origin, [row('households', 'h1', 5, left)], []);
		expect(noteAt('h2')).toEqual(word('Chó dữ', 5));
		const own = household({ order: 2, note: word('Nói to giúp bà', 7) });
		rows.putPage(origin, [row('households', 'h2', 6, own)], []);
		expect(noteAt('h2')).toEqual({ ...word('Nói to giúp bà', 7), beside: [word('Chó dữ', 5)] });
		rows.removePending(op);
		expect([noteAt('h1'), noteAt('h2')]).toEqual([word('Chó dữ', 5), word('Nói to giúp bà', 7)]);
	});

	test('a refusal goes to the door that stands now, also over an earlier word of one’s own, and back when that row is here again', () => {
		const { rows } = listed();
		rows.putPage(origin, [row('households', 'h3', 4, household({ noRecord: true }))], []);
		rows.addPending({ body: merge('h1', 'h2'), unsent: true });
		rows.addPending({ body: set('households', 'h1', { noRecord: false }), unsent: true });
		rows.addPending({ body: merge('h3', 'h1'), unsent: true });
		const refused = () => ['h1', 'h2'].map((id) => rows.get('households', id)?.noRecord === true);
		expect(refused()).toEqual([false, true]);
		rows.putPage(origin, [], [{ c: 'households', id: 'h1', rv: 1, seq: 5 }]);
		expect(refused()).toEqual([true, false]);
		rows.putPage(origin, [row('households', 'h1', 6, household())], []);
		expect(refused()).toEqual([false, true]);
	});

	test('a refusal follows its household into the one that another merged it with', () => {
		const { rows } = listed();
		rows.putPage(origin, [row('households', 'h3', 4, household({ noRecord: true }))], []);
		rows.addPending({ body: set('households', 'h2', { noRecord: false }), unsent: true });
		rows.addPending({ body: merge('h3', 'h1'), unsent: true });
		rows.putPage(origin, [row('households', 'h1', 5, household({ mergedInto: 'h2' }))], []);
		expect(rows.get('households', 'h3')?.mergedInto).toBe('h2');
		expect(rows.get('households', 'h2')?.noRecord).toBe(true);
	});

	test('who was split off stands under a household of their own, next door, and it can be taken back', () => {
		const { rows, view } = listed();
		const op = { body: split('h1', 'h3', ['p1']), unsent: true };
		rows.addPending(op);
		expect(view.householdsOf('d1' as never).map(({ id }) => id)).toEqual(['h1', 'h3', 'h2']);
		expect(view.peopleOf('h3' as never).map(({ id }) => id)).toEqual(['p1']);
		expect(view.peopleOf('h1' as never)).toEqual([]);
		rows.addPending({ body: toMove('p1', 'h2'), unsent: true });
		expect(view.peopleOf('h2' as never).map(({ id }) => id)).toEqual(['p1']);
		rows.removePending(op);
		expect(view.householdsOf('d1' as never).map(({ id }) => id)).toEqual(['h1', 'h2']);
		expect(view.peopleOf('h2' as never).map(({ id }) => id)).toEqual(['p1']);
	});

	test('what was erased is not shown, and a command about a row that is not here shows nothing', () => {
		const { rows, view } = listed();
		rows.addPending({ body: command('households', 'h1', { name: 'erase' }), unsent: true });
		rows.addPending({ body: merge('h9', 'h2'), unsent: true });
		expect(view.get('households', 'h1')).toBeUndefined();
		expect(view.get('people', 'p1')).toBeUndefined();
		expect(view.get('households', 'h9')).toBeUndefined();
	});
});

test('[PL3] a row that came back after it had left is kept, whatever its version says', () => {
	const rows = new Rows();
	const back: Row = { c: 'households', id: 'h1', rv: 1, seq: 7, f: household() };
	rows.putPage(origin, [back], [{ c: 'households', id: 'h1', rv: 4, seq: 6 }]);
	expect(rows.get('households', 'h1')).toBeDefined();
	rows.putPage(origin, [], [{ c: 'households', id: 'h1', rv: 4, seq: 8 }]);
	expect(rows.get('households', 'h1')).toBeUndefined();
});

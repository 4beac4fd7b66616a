import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, isLater, type StoredField, type Write } from './merge.ts';

/** A concurrent write: its author had seen nothing, and no two are of one device and one moment. */
const write = fc.record({ value: fc.integer({ min: 0, max: 3 }), te: fc.integer({ min: 1, max: 6 }) });
const writes: fc.Arbitrary<Write[]> = fc
	.array(write, { minLength: 1, maxLength: 6 })
	.map((some) => some.map((one, index) => ({ ...one, dev: index + 1, base: 0, sameEpoch: true })));

/** One write after the other on one register. Row versions count up from 1, so no base of 0 is causal. */
function after(some: readonly Write[], policy: 'lww' | 'sticky' | 'first' = 'lww'): StoredField | undefined {
	let stored: StoredField | undefined;
	let rv = 0;
	for (const one of some) {
		rv += 1;
		const verdict = decide(stored, one, policy);
		if (verdict.kind === 'write') stored = { value: one.value, te: verdict.te, dev: one.dev, frv: rv };
	}
	return stored;
}

test('[MG2] concurrent writes of different values end the same in whatever order they come', () => {
	const distinct = writes.map((some) => some.map((one, index) => ({ ...one, value: index })));
	fc.assert(
		fc.property(distinct, fc.infiniteStream(fc.nat()), (some, chance) => {
			const key = new Map(some.map((one) => [one, chance.next().value as number]));
			const shuffled = [...some].sort((a, b) => (key.get(a) ?? 0) - (key.get(b) ?? 0));
			expect(after(shuffled)?.value).toEqual(after(some)?.value);
		})
	);
});

test('[MG2] the value that stands is that of the latest write, wherever equal ones stood in between', () => {
	fc.assert(
		fc.property(writes, (some) => {
			const latest = [...some].sort((a, b) => a.te - b.te || a.dev - b.dev).at(-1);
			const stored = after(some);
			// An equal value that came earlier keeps its own mark: it may then lose to one in between.
			const isEqualBefore = some.some((one) => one !== latest && one.value === latest?.value);
			if (!isEqualBefore) expect(stored?.value).toBe(latest?.value);
		})
	);
});

test('[MG2] the same write again changes nothing, under every policy', () => {
	fc.assert(
		fc.property(writes, fc.constantFrom('lww', 'sticky', 'first'), (some, policy) => {
			const last = some.at(-1);
			if (last === undefined) return;
			const once = after(some, policy);
			const [twice, thrice] = [after([...some, last], policy), after([...some, last, last], policy)];
			expect(twice?.value).toEqual(once?.value);
			expect(thrice?.value).toEqual(once?.value);
		})
	);
});

test('[MG1] a causal write always stands, and its time lies after the one it replaces', () => {
	fc.assert(
		fc.property(writes, write, (some, one) => {
			const stored = after(some);
			if (stored === undefined || stored.value === one.value) return;
			const verdict = decide(stored, { ...one, dev: 99, base: stored.frv, sameEpoch: true });
			expect(verdict.kind).toBe('write');
			expect(verdict).toMatchObject({ te: Math.max(one.te, stored.te + 1) });
			expect(verdict).not.toHaveProperty('beaten');
		})
	);
});

test('[MG4] `sticky` stays true under any concurrent writes, `first` keeps what came first', () => {
	fc.assert(
		fc.property(writes, (some) => {
			const yes = { value: true, te: 1, dev: 50, base: 0, sameEpoch: true };
			expect(after([yes, ...some], 'sticky')?.value).toBe(true);
			expect(after(some, 'first')?.value).toBe(some[0]?.value);
		})
	);
});

test('[MG5] of two marks one is later, and nothing is later than itself', () => {
	const mark = fc.record({ te: fc.integer({ min: 1, max: 4 }), dev: fc.integer({ min: 1, max: 4 }) });
	fc.assert(
		fc.property(mark, mark, (a, b) => {
			const [ab, ba] = [isLater(a, { ...b, frv: 1, value: 0 }), isLater(b, { ...a, frv: 1, value: 0 })];
			expect(ab && ba).toBe(false);
			expect(ab || ba).toBe(a.te !== b.te || a.dev !== b.dev);
		})
	);
});

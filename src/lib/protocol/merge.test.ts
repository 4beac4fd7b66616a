import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, isEqual, type StoredField, type Write } from './merge.ts';

const stored = (more: Partial<StoredField> = {}): StoredField => ({
	value: 'cũ',
	frv: 5,
	te: 100,
	dev: 1,
	...more
});
const write = (more: Partial<Write> = {}): Write => ({
	value: 'mới',
	base: 0,
	sameEpoch: true,
	te: 50,
	dev: 2,
	...more
});

describe('[MG1] a write is causal', () => {
	test('into an empty register', () => {
		expect(decide(undefined, write())).toEqual({ kind: 'write', te: 50 });
	});

	test('when its author had seen the stored value, however slow the phone clock', () => {
		expect(decide(stored(), write({ base: 5 }))).toEqual({ kind: 'write', te: 101 });
	});

	test('when the last writer was the same device', () => {
		expect(decide(stored({ dev: 2 }), write())).toEqual({ kind: 'write', te: 101 });
	});

	test('not by a row version read in another epoch', () => {
		expect(decide(stored(), write({ base: 9, sameEpoch: false }))).toEqual({ kind: 'keep', quiet: false });
	});
});

describe('[MG2] of concurrent writes', () => {
	test('the greater effective time wins, and the beaten value is handed on', () => {
		const beaten = stored();
		expect(decide(beaten, write({ te: 101 }))).toEqual({ kind: 'write', te: 101, beaten, quiet: false });
		expect(decide(beaten, write({ te: 99 }))).toEqual({ kind: 'keep', quiet: false });
	});

	test('equal times are decided by the device number', () => {
		expect(decide(stored(), write({ te: 100, dev: 2 })).kind).toBe('write');
		expect(decide(stored({ dev: 3 }), write({ te: 100, dev: 2 })).kind).toBe('keep');
	});

	test('equal values are no conflict', () => {
		expect(decide(stored({ value: { a: 1, b: [2] } }), write({ value: { b: [2], a: 1 } }))).toEqual({
			kind: 'same'
		});
	});

	test('a value beaten by the same installation makes no conflict', () => {
		expect(decide(stored(), write({ te: 99, formerDevs: [1] }))).toEqual({ kind: 'keep', quiet: true });
	});

	test('two concurrent writes end in one value, whichever arrives first', () => {
		const one = fc.record({ value: fc.integer(), te: fc.nat(5), dev: fc.constantFrom(1, 2, 3) });
		fc.assert(
			fc.property(one, one, (a, b) => {
				fc.pre(a.dev !== b.dev);
				expect(settle([a, b])).toEqual(settle([b, a]));
			})
		);
	});
});

/** Applies concurrent writes to an empty register, in the order given. */
function settle(writes: { value: number; te: number; dev: number }[]): unknown {
	let field: StoredField | undefined;
	for (const [index, one] of writes.entries()) {
		const verdict = decide(field, { ...one, base: 0, sameEpoch: true });
		if (verdict.kind === 'write') field = { ...one, te: verdict.te, frv: index + 1 };
	}
	return field?.value;
}

test('[MG4] a sticky register once true resists a concurrent write, not one that has seen it', () => {
	const held = stored({ value: true });
	expect(decide(held, write({ value: false, te: 999 }), 'sticky').kind).toBe('keep');
	expect(decide(held, write({ value: false, base: 5 }), 'sticky').kind).toBe('write');
});

test('[MG4] a sticky register is cleared by who set it before a re-key, as far as she did it later', () => {
	const held = stored({ value: true, te: 100, dev: 1 });
	const undo = { value: false, dev: 2, formerDevs: [1], sameEpoch: false };
	expect(decide(held, write({ ...undo, te: 101 }), 'sticky')).toMatchObject({ kind: 'write', te: 101 });
	expect(decide(held, write({ ...undo, te: 99 }), 'sticky')).toEqual({ kind: 'keep', quiet: true });
	expect(decide(held, write({ ...undo, te: 101, formerDevs: [] }), 'sticky').kind).toBe('keep');
});

test('equality knows arrays from objects and missing from present', () => {
	expect(isEqual([1], { 0: 1 })).toBe(false);
	expect(isEqual({ a: undefined }, {})).toBe(false);
	expect(isEqual(null, {})).toBe(false);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limits } from './limits.ts';
import type { SyncRequest } from './messages.ts';
import type { OpEnvelope } from './op.ts';
import { packRequest, TooLong, unpackRequest } from './packed-ops.ts';

const travelled = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const request = (ops: readonly object[]): SyncRequest => ({
	p: 2,
	app: 't',
	d: 7,
	held: ops.length,
	ops: ops as OpEnvelope[],
	left: 0,
	page: 500
});

const done = { status: 'done', evidence: 'said' };
const answer = (n: number, id: string, more: object = {}): object => ({
	...{
		k: 'set',
		c: 'answers',
		id,
		b: 1,
		a: { VN2: done },
		v: 1,
		e: 'e1',
		n,
		t: 1_795_502_794_000 + n * 3_000
	},
	...more
});

test('[RC3] whatever is sent comes out as it went in, to the last member', () => {
	const member = fc.oneof(
		fc.constantFrom('k', 'c', 'id', 'a', 'o', 'v', '__proto__', 'toString'),
		fc.string()
	);
	const op = fc
		.tuple(
			fc.dictionary(member, fc.jsonValue(), { noNullPrototype: true }),
			fc.option(fc.integer({ min: -(2 ** 50), max: 2 ** 50 }), { nil: undefined }),
			fc.integer({ min: 1, max: 2 ** 50 })
		)
		.map(([more, t, n]) => ({ ...more, ...(t === undefined ? {} : { t }), n }));
	fc.assert(
		fc.property(fc.array(op, { maxLength: 20 }), (ops) => {
			const sent = request(ops);
			const arrived = unpackRequest(travelled(packRequest(sent)));
			expect(JSON.stringify(sortedOps(arrived))).toBe(JSON.stringify(sortedOps(travelled(sent))));
		})
	);
});

/** The ops with their members in one order: that alone may change on the way. */
function sortedOps(message: unknown): unknown[] {
	const entriesOf = (op: object): unknown[] => Object.entries(op).sort(([a], [b]) => (a < b ? -1 : 1));
	return (message as SyncRequest).ops.map(entriesOf);
}

test('[WR1] what the wire carries does not change silently', () => {
	const ops = [answer(4, 'h.1'), answer(5, 'h.2'), answer(6, 'h.2', { k: 'add', o: { d: 3, n: 1 } })];
	expect((packRequest(request(ops)) as { ops: object }).ops).toEqual({
		k: [
			['set', 'add'],
			[1, 2, 1]
		],
		c: [['answers']],
		id: [
			['h.1', 'h.2'],
			[1, 1, 3]
		],
		b: [[1]],
		a: [[{ VN2: done }]],
		v: [[1]],
		e: [['e1']],
		n: [4, 1, 1],
		t: [1_795_502_806_000, 3_000, 3_000],
		o: [[{ d: 3, n: 1 }], [0, 0, 1]]
	});
});

test('[WR1] a request with one op or none, and one with an op that has no time, goes as it is', () => {
	for (const few of [request([]), request([answer(1, 'h.1')])]) expect(packRequest(few)).toBe(few);
	const odd = request([answer(1, 'h.1'), { n: 2 }]);
	expect(packRequest(odd)).toBe(odd);
	expect(unpackRequest(odd)).toBe(odd);
});

test('[WR1] a body that is no packed request is refused, not read as something else', () => {
	const packed = (ops: unknown): unknown => unpackRequest({ ...request([]), ops });
	for (const ops of [{}, { n: 1 }, { n: ['1'] }, { n: [1], k: 'set' }, { n: [1, 1], t: [5] }, 'ops', null, 7])
		expect(packed(ops)).toBeUndefined();
	expect(packed({ n: [1, 1], k: [['set'], [1]] })).toBeUndefined();
	expect(packed({ n: new Array(limits.ops + 1).fill(1) })).toBeUndefined();
	const members = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`m${at}`, [[1]]]));
	expect(packed({ n: [1], ...members })).toBeUndefined();
	for (const body of [undefined, null, 7, 'ops', [], { p: 2 }]) expect(unpackRequest(body)).toBe(body);
});

test('[WR3] one long value named by every op is not written out', () => {
	const numbers = new Array<number>(limits.ops).fill(1);
	const long = 'x'.repeat(limits.inflatedBytes / limits.ops);
	const named = (column: string): unknown => ({ ...request([]), ops: { n: numbers, [column]: [[long]] } });
	expect(() => unpackRequest(named('a'))).toThrow(TooLong);
	expect(() => unpackRequest({ ...request([]), ops: { n: numbers, [long]: [[1]] } })).toThrow(TooLong);
	const short = { ...request([]), ops: { n: numbers, a: [[long.slice(100)]] } };
	expect((unpackRequest(short) as SyncRequest).ops).toHaveLength(limits.ops);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CollectionName } from './collections.ts';
import type { Page } from './messages.ts';
import { SyncAnswer } from './messages.ts';
import { packAnswer, readAnswer } from './packed-page.ts';
import type { Row } from './row.ts';

const travelled = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function answer(...pages: Page[]): SyncAnswer {
	const nothing = { ack: 0, last: 0, bk: 0, results: [], scopes: [], at: {}, reset: [] };
	return { e: 'e1', now: 1_795_502_794_000, clock: 'good', ...nothing, pages };
}

const page = (rows: readonly Omit<Row, 'seq'>[], seqs: readonly number[] = []): Page => ({
	s: 'h:d1',
	from: 0,
	to: 1_000,
	head: 1_000,
	rows: rows.map((row, at) => ({ ...row, seq: seqs[at] ?? at + 1 })),
	out: [{ c: 'people', id: 'h9.1', rv: 2, seq: 900 }]
});

const id = fc.stringMatching(/^[A-Za-z0-9._:-]{1,120}$/);
const positive = fc.integer({ min: 1, max: 2 ** 40 });
const fields = fc.dictionary(fc.constantFrom('name', 'order', 'VN2', 'toString', 'at'), fc.jsonValue(), {
	noNullPrototype: true
});
const rows = fc.array(
	fc.record({ c: fc.constantFrom(...CollectionName.options), id, rv: positive, f: fields }),
	{ maxLength: 30 }
);
const seqs = fc
	.uniqueArray(positive, { minLength: 30, maxLength: 30 })
	.map((some) => some.sort((a, b) => a - b));

test('[WR2] an answer comes out as it went in: every row, in its order', () => {
	fc.assert(
		fc.property(rows, seqs, (some, places) => {
			const sent = answer(page(some, places), page([]));
			expect(readAnswer(travelled(packAnswer(sent)))).toEqual(travelled(sent));
		})
	);
});

test('[WR2] what the wire carries does not change silently', () => {
	const person = (id: string, name: string, phone?: string): Omit<Row, 'seq'> => {
		const f = { household: 'h1', name, ...(phone === undefined ? {} : { phone }) };
		return { c: 'people', id, rv: 1, f };
	};
	const visit: Omit<Row, 'seq'> = { c: 'visits', id: 'v1', rv: 3, f: { outcome: 'met' } };
	const sent = answer(page([person('h1.1', 'Lê Thị Hà'), visit, person('h1.2', 'Lê Văn Nam', '0912345678')]));
	expect(packAnswer(sent).pages[0]?.rows).toEqual([
		{
			c: 'people',
			id: [['h1.1', 'h1.2']],
			rv: [[1]],
			seq: [1, 2],
			f: { household: [['h1']], name: [['Lê Thị Hà', 'Lê Văn Nam']], phone: [['0912345678'], [0, 1]] }
		},
		{ c: 'visits', id: [['v1']], rv: [[3]], seq: [2], f: { outcome: [['met']] } }
	]);
});

test('[WR2] whatever arrives is an answer by the schema of answers, or is refused', () => {
	const strange = fc.oneof(
		fc.jsonValue(),
		fc.tuple(fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant('h1.1'))), fc.array(fc.nat(3)))
	);
	const group = fc.record({
		c: fc.constantFrom('people', 'nothing'),
		id: fc.oneof(strange, fc.constant([['h1.1', 'h1.2']])),
		rv: fc.oneof(strange, fc.constant([[1]])),
		seq: fc.oneof(strange, fc.constant([1, 1]), fc.array(fc.integer())),
		f: fc.dictionary(fc.string(), strange)
	});
	let taken = 0;
	fc.assert(
		fc.property(group, (one) => {
			const body = { ...answer(), pages: [{ ...page([]), rows: [one] }] };
			const read = readAnswer(travelled(body));
			if (read === undefined) return;
			taken += 1;
			expect(SyncAnswer.safeParse(read)).toMatchObject({ success: true });
		}),
		{ numRuns: 2_000 }
	);
	expect(taken).toBeGreaterThan(0);
});

test.each([
	['an id that is none', { id: [['h1 1', 'h1.2']] }],
	['a row without an id', { id: [['h1.1'], [1, 0]] }],
	['a row without a version', { rv: [[1], [0, 1]] }],
	['a version of nothing', { rv: [[0]] }],
	['a row without a place', { seq: [0, 1] }],
	['fewer ids than rows', { id: [['h1.1', 'h1.2', 'h1.3']] }],
	['a collection that is none', { c: 'secrets' }],
	['a column that is none', { f: { name: 'Lê' } }]
])('[WR2] refused: %s', (_what, fault) => {
	const good = { c: 'people', id: [['h1.1', 'h1.2']], rv: [[1]], seq: [1, 1], f: {} };
	const read = (group: object): unknown =>
		readAnswer({ ...answer(), pages: [{ ...page([]), rows: [group] }] });
	expect(read(good)).toBeDefined();
	expect(read({ ...good, ...fault })).toBeUndefined();
});

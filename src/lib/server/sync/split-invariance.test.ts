import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CollectionName } from '#protocol/collections.ts';
import type { OpResult } from '#protocol/messages.ts';
import {
	cameToSession as came,
	type Draft,
	EVENING_SESSION as session,
	makeCommune,
	makePhone,
	NOW,
	type TestCommune
} from '../../../../tests/support/test-commune.ts';

const households = ['hh1', 'hh2', 'hh3'];
const people = ['hh1.1', 'hh1.2', 'hh2.1', 'p1'];
const aHousehold = fc.constantFrom(...households);
const aPerson = fc.constantFrom(...people);
const answer = fc.constantFrom({ status: 'not-yet' }, { status: 'done', evidence: 'said' });
const item = fc.constantFrom('VN2', 'MM');
const cmd = (c: Draft['c'], id: string, a: Draft['a']): Draft => ({ k: 'cmd', c, id, a });
const erase = (id: string): Draft => cmd('people', id, { name: 'erase' });
const consent = (id: string, person: string, household: string, guardian?: string): Draft => ({
	k: 'add',
	c: 'notices',
	id,
	a: {
		...{ household, person, kind: 'consent-given', purpose: 'help-at-the-door', textVersion: 1 },
		...{ how: 'spoken', at: NOW, by: 'xa', ...(guardian === undefined ? {} : { guardian }) }
	}
});

const eraseHousehold = (id: string): Draft => cmd('households', id, { name: 'erase' });
const merge = (id: string, into: string): Draft => cmd('households', id, { name: 'household.merge', into });

const draft: fc.Arbitrary<Draft> = fc.oneof(
	fc.tuple(aPerson, item, answer).map(([id, code, a]) => ({ c: 'answers', id, a: { [code]: a } })),
	fc
		.tuple(aHousehold, item, answer)
		.map(([id, code, a]) => ({ c: 'householdAnswers', id, a: { [code]: a } })),
	fc.tuple(aHousehold, fc.boolean()).map(([id, noRecord]) => ({ c: 'households', id, a: { noRecord } })),
	fc.tuple(aPerson, aHousehold).map(([id, household]): Draft => ({
		k: 'add',
		c: 'people',
		id,
		a: { household, name: 'Lê Thị Mơ', order: 3 }
	})),
	fc.tuple(fc.constantFrom('v1', 'v2'), aHousehold).map(([id, household]): Draft => ({
		k: 'add',
		c: 'visits',
		id,
		a: { household, outcome: 'met', at: NOW, by: 'xa' }
	})),
	fc.constantFrom('v1', 'v2').map((id) => cmd('visits', id, { name: 'visit.void' })),
	aPerson.map((person): Draft => ({
		k: 'add',
		c: 'assists',
		id: 'a1',
		a: { person, item: 'VN2', by: 'xa', at: NOW }
	})),
	fc.constant(cmd('assists', 'a1', { name: 'assist.void' })),
	fc.tuple(aHousehold, aHousehold).map(([id, into]) => merge(id, into)),
	aPerson.map(came),
	fc
		.tuple(aHousehold, fc.constantFrom('h1', 'h2'))
		.map(([id, hamlet]) => cmd('households', id, { name: 'household.move', hamlet })),
	fc
		.tuple(aHousehold, fc.constantFrom('hh3', 'hh4', 'hh5'), fc.uniqueArray(aPerson, { minLength: 1 }))
		.map(([id, into, some]) =>
			cmd('households', id, { name: 'household.split', into, people: some.map((one) => ({ id: one, b: 1 })) })
		),
	fc.tuple(aPerson, aHousehold).map(([id, into]) => cmd('people', id, { name: 'person.move', into })),
	fc
		.tuple(fc.constantFrom('n1', 'n2'), aPerson, aHousehold, fc.option(aPerson, { nil: undefined }))
		.map((said) => consent(...said)),
	fc.tuple(aPerson, aPerson).map(([id, sameAs]): Draft => ({ c: 'people', id, a: { sameAs } })),
	// Made by a newer app: it cannot be read.
	aPerson.map((id): Draft => ({ c: 'people', id, a: { name: 'Lê Thị Mới' }, v: 99 })),
	aPerson.map(erase),
	fc.constantFrom('hh2', 'hh3').map(eraseHousehold),
	fc.constant({ c: 'people', id: 'nobody', a: { phone: '1' } })
);
const timed = fc.tuple(draft, fc.integer({ min: -5, max: 5 }), fc.nat(3)).map(([one, t, b]) => ({
	...one,
	t: NOW + t,
	b
}));

/**
 * All rows, without what tells how the work was cut up: the numbers of their scopes' counters; the versions of conflicts and
 * cards, and conflicts that were erased, since one that is made and moved or erased in a single batch was never handed out;
 * and the label of a card, which is what its row is called when the batch ends.
 */
async function rowsOf(at: TestCommune): Promise<unknown[]> {
	const rows = [];
	for (const c of CollectionName.options)
		for (const { seq: _, ...row } of await at.rowsOf(c)) {
			if (c === 'parked') rows.push({ ...row, rv: 0, f: { ...row.f, label: undefined } });
			else if (c !== 'conflicts') rows.push(row);
			else if (row.s !== 'e') rows.push({ ...row, rv: 0 });
		}
	return rows;
}

/** What becomes of the ops when they come in pieces of these sizes. */
async function sentIn(drafts: readonly Draft[], sizes: readonly number[]): Promise<[unknown[], OpResult[]]> {
	const at = await makeCommune();
	const xa = await makePhone(at, 'xa', ['commune-official'], []);
	const household: Draft = {
		k: 'add',
		c: 'households',
		id: 'hh3',
		a: { hamlet: 'h1', order: 3, status: 'active' }
	};
	await xa.sync(xa.ops(household, session));
	const ops = xa.ops(...drafts);
	const results: OpResult[] = [];
	for (let from = 0, turn = 0; from < ops.length; turn += 1) {
		const size = sizes[turn % sizes.length] ?? 1;
		results.push(...(await xa.sync(ops.slice(from, from + size), {}, NOW + 10)).results);
		from += size;
	}
	return [await rowsOf(at), results];
}

/** They failed once: what outlived an erasure. */
const FAILED = [
	[consent('n1', 'hh1.1', 'hh1'), erase('hh1.1'), consent('n1', 'hh1.1', 'hh3')],
	[came('hh1.1'), merge('hh1', 'hh2'), eraseHousehold('hh2')],
	[merge('hh3', 'hh1'), merge('hh1', 'hh2'), eraseHousehold('hh2')]
].map((drafts) => drafts.map((one) => ({ ...one, t: NOW, b: 0 })));

test('[PS5] a batch does what any cutting of it does', { timeout: 120_000 }, async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(timed, { minLength: 2, maxLength: 10 }),
			fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
			async (drafts, sizes) => {
				expect(await sentIn(drafts, sizes)).toEqual(await sentIn(drafts, [drafts.length]));
			}
		),
		// On a machine that has other things to do, fewer cuttings are tried.
		{
			numRuns: 30,
			interruptAfterTimeLimit: 20_000,
			examples: FAILED.flatMap((drafts) => [
				[drafts, [1]],
				[drafts, [1, 2]]
			])
		}
	);
});

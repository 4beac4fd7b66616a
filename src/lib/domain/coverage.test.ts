import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answersFrom, itemWith, makeChecklist, makePerson, TODAY } from '../../../tests/support/register.ts';
import type { Answer, Answers } from './answer.ts';
import { askedShareOf, coverageOf, householdCoverageOf, rateOf, toInvite } from './coverage.ts';

const said = { status: 'done', evidence: 'said' } as const;

describe('coverage of an item', () => {
	const people = [
		makePerson('done'),
		makePerson('unasked'),
		makePerson('child', { birth: { year: 2020 } }),
		makePerson('this-year', { birth: { year: 2012 } }),
		makePerson('away', { residence: { kind: 'away' } }),
		makePerson('gone', { residence: { kind: 'moved', at: 5 } }),
		makePerson('dead', { residence: { kind: 'deceased', at: 5 } })
	];
	const from = {
		people,
		answersByPerson: answersFrom({ done: { VN2: said }, away: { VN2: said }, dead: { VN2: said } })
	};

	test('says its denominator, and leaves out children, people away, moved and dead', () => {
		const coverage = coverageOf(itemWith('VN2'), from, TODAY, false);
		expect(coverage).toMatchObject({ eligible: 3, done: 1, unasked: 2, flagged: 1, countsAway: false });
		expect(rateOf(coverage)).toBeCloseTo(1 / 3);
	});

	test('says so when people away are counted', () => {
		expect(coverageOf(itemWith('VN2'), from, TODAY, true)).toMatchObject({
			eligible: 4,
			done: 2,
			countsAway: true
		});
	});

	test('has no rate when nobody is eligible, and unasked is not "no"', () => {
		const nobody = coverageOf(
			itemWith('VN2'),
			{ people: [], answersByPerson: answersFrom({}) },
			TODAY,
			false
		);
		expect(rateOf(nobody)).toBeUndefined();
		expect(askedShareOf(nobody)).toBeUndefined();
		expect(coverageOf(itemWith('VN2'), from, TODAY, false)).toMatchObject({ notYet: 0, blocked: 0 });
	});

	test('keeps approved apart from activated', () => {
		const answers = { done: { VN2: { status: 'not-yet', stage: 'approved' } } as Answers };
		const coverage = coverageOf(
			itemWith('VN2'),
			{ people, answersByPerson: answersFrom(answers) },
			TODAY,
			false
		);
		expect(coverage).toMatchObject({ done: 0, notYet: 1, approved: 1 });
	});
});

test('whatever was answered, the parts of a coverage add up to its denominator', () => {
	const answer = fc.constantFrom<Answer>(
		{ status: 'unasked' },
		{ status: 'not-yet' },
		{ status: 'blocked', reason: 'V13' },
		{ status: 'exempt', why: 'abroad' },
		said
	);
	const answers = fc.dictionary(fc.constantFrom('VN2', 'DVC1', 'SK', 'MM', 'ATM'), answer);
	const person = fc.record({ year: fc.integer({ min: 1930, max: 2026 }), answers });
	fc.assert(
		fc.property(fc.array(person), fc.constantFrom('VN2', 'DVC1', 'SK', 'MM'), (given, code) => {
			const people = given.map(({ year }, index) => makePerson(`p${index}`, { birth: { year } }));
			const byId = Object.fromEntries(given.map((one, index) => [`p${index}`, one.answers]));
			const c = coverageOf(itemWith(code), { people, answersByPerson: answersFrom(byId) }, TODAY, false);
			expect(c.done + c.notYet + c.blocked + c.waiting + c.unasked).toBe(c.eligible);
		})
	);
});

test('household items count households', () => {
	const all: Answers[] = [{ CQ: said }, {}, { CQ: { status: 'not-yet' } }];
	expect(householdCoverageOf(itemWith('CQ'), all, TODAY)).toMatchObject({
		eligible: 3,
		done: 1,
		notYet: 1,
		unasked: 1
	});
});

test('the evening invites who has something open that the hall can mend, not who was never asked', () => {
	const people = ['never', 'later', 'cannot-walk', 'sim', 'all-done', 'away'].map((id) =>
		makePerson(id, id === 'away' ? { residence: { kind: 'away' } } : {})
	);
	const answers: Record<string, Answers> = {
		later: { VN2: { status: 'not-yet' } },
		'cannot-walk': { VN2: { status: 'blocked', reason: 'V15' } },
		sim: { VN2: said, MM: { status: 'blocked', reason: 'V05' } },
		'all-done': { VN2: said, DVC1: said },
		away: { VN2: { status: 'not-yet' } }
	};
	const from = { people, answersByPerson: answersFrom(answers) };
	const invited = toInvite(makeChecklist().mainItems, from, TODAY);
	expect(invited.map(({ person, items }) => [person.id, ...items.map(({ code }) => code)])).toEqual([
		['later', 'VN2'],
		['sim', 'MM']
	]);
});

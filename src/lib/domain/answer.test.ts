import { expect, test } from 'vitest';
import { Answer, inPlaceOf, isStronger, paymentAccountOf } from './answer.ts';

test('a blocked answer needs its reason, and only known reasons are taken', () => {
	expect(Answer.safeParse({ status: 'blocked' }).success).toBe(false);
	expect(Answer.safeParse({ status: 'blocked', reason: 'V21' }).success).toBe(false);
	expect(Answer.safeParse({ status: 'blocked', reason: 'V99', due: '2026-11-25' }).success).toBe(true);
});

test('mobile money or a bank account is a payment account; not asked is not "no"', () => {
	const done = { status: 'done', evidence: 'said' } as const;
	expect(paymentAccountOf({ MM: done })).toBe('yes');
	expect(paymentAccountOf({ TK: { status: 'not-yet' } })).toBe('unknown');
	expect(paymentAccountOf({ TK: { status: 'not-yet' }, MM: { status: 'blocked', reason: 'V05' } })).toBe(
		'no'
	);
});

test('seen is stronger than said, confirmed than seen', () => {
	expect(isStronger('seen', 'said') && isStronger('confirmed', 'seen')).toBe(true);
	expect(isStronger('said', 'said')).toBe(false);
});

test('[F5] why an item is asked against its rule stays with every later answer, until it is set aside', () => {
	const asked = { status: 'unasked', despite: 'wanted' } as const;
	const said = { status: 'done', evidence: 'said' } as const;
	expect(inPlaceOf(asked, said)).toEqual({ ...said, despite: 'wanted' });
	expect(inPlaceOf(undefined, said)).toEqual(said);
	const aside = { status: 'exempt', why: 'not-applicable' } as const;
	expect(inPlaceOf(asked, aside)).toEqual(aside);
	expect(inPlaceOf(aside, said)).toEqual(said);
});

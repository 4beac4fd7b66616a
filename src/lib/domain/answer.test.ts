import { expect, test } from 'vitest';
import { Answer, isStronger, paymentAccountOf } from './answer.ts';

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

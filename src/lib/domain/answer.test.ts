import { expect, test } from 'vitest';
import {
	Answer,
	confirmed,
	flagged,
	inPlaceOf,
	isStronger,
	isToRecheck,
	paymentAccountOf,
	unconfirmed,
	unflagged,
	type CheckableAnswer
} from './answer.ts';

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

const seen = { status: 'done', evidence: 'seen' } as const;

test.each<[CheckableAnswer]>([
	[seen],
	[{ status: 'not-yet', stage: 'approved', due: '2026-11-25' }],
	[{ status: 'blocked', reason: 'V05', despite: 'wanted' }]
])('[F3] “cần kiểm tra lại” stands beside what was answered, and goes alone', (answer) => {
	expect(isToRecheck(answer)).toBe(false);
	expect(flagged(answer)).toEqual({ ...answer, recheck: true });
	expect(isToRecheck(flagged(answer)) && Answer.safeParse(flagged(answer)).success).toBe(true);
	expect(unflagged(flagged(answer))).toEqual(answer);
});

test('[F3] the next answer stands without the flag, and what nobody answered has none', () => {
	const asked = { ...seen, despite: 'had', recheck: true } as const;
	expect(inPlaceOf(asked, { status: 'not-yet' })).toEqual({ status: 'not-yet', despite: 'had' });
	// What a schema does not know it leaves out, and such an op is put aside (check-fields).
	expect(Answer.parse({ status: 'unasked', recheck: true })).toEqual({ status: 'unasked' });
	expect(Answer.safeParse({ ...seen, recheck: false }).success).toBe(false);
});

test('[F3] an answer is confirmed or to be looked at again, never both; what it was at the door comes back', () => {
	const isConfirmed = { status: 'done', evidence: 'confirmed', atDoor: 'seen' } as const;
	expect(confirmed(seen)).toEqual(isConfirmed);
	expect(confirmed(flagged(seen))).toEqual(isConfirmed);
	expect(confirmed(isConfirmed)).toEqual(isConfirmed);
	expect(unconfirmed(isConfirmed)).toEqual(seen);
	expect(flagged(isConfirmed)).toEqual({ ...seen, recheck: true });
	const onAList = { status: 'done', evidence: 'confirmed' } as const;
	expect(unconfirmed(onAList)).toEqual({ status: 'done', evidence: 'said' });
	expect(confirmed({ status: 'not-yet' })).toEqual({ status: 'not-yet' });
	expect(Answer.safeParse(isConfirmed).success && Answer.safeParse(onAList).success).toBe(true);
	expect(Answer.safeParse({ ...onAList, recheck: true }).success).toBe(false);
	expect(Answer.safeParse({ ...seen, atDoor: 'said' }).success).toBe(false);
});

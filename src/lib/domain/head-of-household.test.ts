import { expect, test } from 'vitest';
import { makePerson } from '../../../tests/support/register.ts';
import { headOfHousehold, whomToCall } from './head-of-household.ts';

const wife = makePerson('wife', { relation: 'wife' });
const head = makePerson('head', { relation: 'head' });

test('a household goes by the name of its head, wherever the head stands in the list', () => {
	expect(headOfHousehold([wife, head])).toBe(head);
});

test('a head who works far away is still the head', () => {
	const away = { ...head, residence: { kind: 'away' } as const };
	expect(headOfHousehold([wife, away])).toBe(away);
});

test('when the head has died, the first who still lives here gives the name', () => {
	const died = { ...head, residence: { kind: 'deceased', at: 5 } as const };
	expect(headOfHousehold([died, wife])).toBe(wife);
	expect(headOfHousehold([died])).toBe(died);
});

test('a household without people has no name', () => {
	expect(headOfHousehold([])).toBeUndefined();
});

test('the head is called about a household, or else who has a number: those at home before those far away, never the dead', () => {
	const phone = '0912345678';
	const away = makePerson('away', { phone, residence: { kind: 'away' } });
	const died = makePerson('died', { phone, relation: 'head', residence: { kind: 'deceased', at: 5 } });
	expect(whomToCall([wife, { ...head, phone }])?.id).toBe('head');
	expect(whomToCall([head, away, { ...wife, phone }])?.id).toBe('wife');
	expect(whomToCall([head, away, wife])?.id).toBe('away');
	expect(whomToCall([died, head])).toBeUndefined();
});

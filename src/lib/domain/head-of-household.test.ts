import { expect, test } from 'vitest';
import { makePerson } from '../../../tests/support/register.ts';
import { headOfHousehold } from './head-of-household.ts';

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

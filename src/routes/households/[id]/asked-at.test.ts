import { expect, test } from 'vitest';
import type { HouseholdId, PersonId, SessionId } from '#domain/ids.ts';
import { aboveAsked } from './asked-at.ts';
import { whyAddress } from './why-address.ts';

const [home, an, evening] = ['h1' as HouseholdId, 'h1.2' as PersonId, 's1' as SessionId];
const above = (address: string) => aboveAsked(home, new URL(address, 'http://x').searchParams);

test('who is asked at the door is asked on the household’s page, at a session on their own', () => {
	expect(above(whyAddress(home, 'VN2', an))).toBe('/households/h1');
	expect(above(whyAddress(home, 'VN2', an, 'day', evening))).toBe('/sessions/s1/people/h1.2');
	expect(above('/households/h1/notice')).toBe('/households/h1');
});

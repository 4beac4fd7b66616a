import { expect, test } from 'vitest';
import { makeChecklist, makePerson, TODAY } from '../../../../tests/support/register.ts';
import type { HamletId, HouseholdId, PersonId } from '#domain/ids.ts';
import type { ListedHousehold } from '#phone/store/view.ts';
import { callsOf } from './calls.ts';

const DONG = 'dong' as HamletId;
const household = (id: string): ListedHousehold => ({
	id: id as HouseholdId,
	hamlet: DONG,
	order: 1,
	status: 'active'
});
const away = { residence: { kind: 'away' } } as const;
const people = {
	h1: [makePerson('mother'), makePerson('son', away)],
	h2: [makePerson('gone', { residence: { kind: 'moved', at: 5 } }), makePerson('aunt', away)]
};
const checklist = makeChecklist();

test('who works far away is called, in the order of the walk, with how much is still to be asked', () => {
	const source = {
		householdsOf: () => [household('h1'), household('h2')],
		peopleOf: (id: string) => people[id as keyof typeof people],
		answersOf: (id: PersonId) => (id === 'aunt' ? { MM: { status: 'not-yet' as const } } : {})
	};
	const calls = callsOf(source, [DONG], checklist, TODAY);
	// DVC1 and SK wait for VNeID and are not asked.
	expect(calls.map(({ person, household: { id }, open }) => [person.id, id, open])).toEqual([
		['son', 'h1', 3],
		['aunt', 'h2', 2]
	]);
});

test('[F3] and what the head wants looked at again', () => {
	const again = { status: 'not-yet', recheck: true } as const;
	const source = {
		householdsOf: () => [household('h1')],
		peopleOf: () => people.h1,
		answersOf: () => ({ MM: again, VN2: { status: 'not-yet' as const }, CC: again })
	};
	expect(callsOf(source, [DONG], checklist, TODAY).map(({ recheck }) => recheck)).toEqual([['MM', 'CC']]);
});

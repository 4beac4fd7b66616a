import { expect, test } from 'vitest';
import { itemWith, makePerson, TODAY, type ListedPerson } from '../../../tests/support/register.ts';
import type { Answer, Answers } from '#domain/answer.ts';
import type { HamletId, HouseholdId } from '#domain/ids.ts';
import type { Reason } from '#domain/reason.ts';
import type { View } from '#phone/store/view.ts';
import { blockedOf } from './blocked.ts';

const DONG = 'dong' as HamletId;
const items = [itemWith('VN2'), itemWith('SK')];
const by = (reason: Reason): Answer => ({ status: 'blocked', reason });

/** A hamlet of doors in walking order, with answers by person id. */
function listed(doors: ListedPerson[][], answers: Record<string, Answers>, countsAway = false): string[] {
	const view = {
		householdsOf: () => doors.map((_, at) => ({ id: String(at) as HouseholdId })),
		peopleOf: (id: string) => doors[Number(id)] ?? [],
		answersOf: (id: string) => answers[id] ?? {}
		// Of a view, as much as the list reads.
	} as unknown as View;
	return blockedOf(view, DONG, items, TODAY, countsAway).map(
		({ reason, people }) =>
			`${reason}: ${people.map(({ person, items: its }) => `${person.id} ${its.map(({ code }) => code).join('+')}`).join(', ')}`
	);
}

test('[F20] the reason of most people stands first, its people in walking order with what they are blocked in', () => {
	const doors = [[makePerson('ba'), makePerson('tu')], [makePerson('nam')]];
	const answers = {
		ba: { VN2: by('V05'), SK: by('V05') },
		tu: { VN2: by('V01'), SK: { status: 'done', evidence: 'said' } as const },
		nam: { VN2: by('V05'), SK: by('V10') }
	};
	expect(listed(doors, answers)).toEqual(['V05: ba VN2+SK, nam VN2', 'V01: tu VN2', 'V10: nam SK']);
});

test('[F20] who has died or is too young for the item stands under no reason', () => {
	const child = makePerson('con', { birth: { year: 2020 } });
	const moved = makePerson('hai', { residence: { kind: 'deceased', at: 1 } });
	const answers = { con: { VN2: by('V05') }, hai: { VN2: by('V05') } };
	expect(listed([[child, moved]], answers)).toEqual([]);
});

test('[F20] who works far away is listed exactly where the rates count them', () => {
	const away = makePerson('hai', { residence: { kind: 'away' } });
	const answers = { hai: { VN2: by('V05') } };
	expect(listed([[away]], answers)).toEqual([]);
	expect(listed([[away]], answers, true)).toEqual(['V05: hai VN2']);
});

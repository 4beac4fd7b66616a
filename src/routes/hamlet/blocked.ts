// Who is in the way of what (F20): people whose answer is Vướng, by the reason that was given. Pure.
import type { Day } from '#domain/calendar.ts';
import { eligibilityOf } from '#domain/eligibility.ts';
import type { HamletId } from '#domain/ids.ts';
import type { ListedItem } from '#domain/item.ts';
import { isAway, isPresent } from '#domain/person.ts';
import type { Reason } from '#domain/reason.ts';
import type { ListedHousehold, ListedPerson, View } from '#phone/store/view.ts';

export interface BlockedPerson {
	person: ListedPerson;
	household: ListedHousehold;
	/** What they are blocked in for this reason, in the checklist's order. */
	items: ListedItem[];
}

export interface BlockedReason {
	reason: Reason;
	/** In walking order. */
	people: BlockedPerson[];
}

type Source = Pick<View, 'householdsOf' | 'peopleOf' | 'answersOf'>;

/** The reason of most people first. `countsAway`: who works far away stands here as well, as in the board's rates. */
export function blockedOf(
	source: Source,
	hamlet: HamletId,
	items: readonly ListedItem[],
	today: Day,
	countsAway: boolean
): BlockedReason[] {
	const byReason = new Map<Reason, BlockedPerson[]>();
	for (const household of source.householdsOf(hamlet)) {
		for (const person of source.peopleOf(household.id)) {
			if (!isPresent(person) && !(countsAway && isAway(person))) continue;
			for (const [reason, its] of reasonsOf(source, person, items, today)) {
				const people = byReason.get(reason) ?? [];
				people.push({ person, household, items: its });
				byReason.set(reason, people);
			}
		}
	}
	return [...byReason]
		.map(([reason, people]) => ({ reason, people }))
		.sort((a, b) => b.people.length - a.people.length || (a.reason < b.reason ? -1 : 1));
}

function reasonsOf(
	source: Source,
	person: ListedPerson,
	items: readonly ListedItem[],
	today: Day
): Map<Reason, ListedItem[]> {
	const answers = source.answersOf(person.id);
	const reasons = new Map<Reason, ListedItem[]>();
	for (const item of items) {
		const answer = answers[item.code];
		if (answer?.status !== 'blocked' || !eligibilityOf(item, person, answer, today).eligible) continue;
		reasons.set(answer.reason, [...(reasons.get(answer.reason) ?? []), item]);
	}
	return reasons;
}

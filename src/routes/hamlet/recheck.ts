// Answers that head or official want looked at again (F3), household by household. Pure.
import type { Day } from '#domain/calendar.ts';
import { itemsAsked, type Checklist } from '#domain/checklist.ts';
import { toRecheckOf, type ToRecheck } from '#domain/door-state.ts';
import type { HamletId } from '#domain/ids.ts';
import { householdMayBeAsked, mayBeRecorded } from '#domain/notice.ts';
import { isAway, isPresent } from '#domain/person.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { ListedHousehold, ListedPerson, View } from '#phone/store/view.ts';
import { shortNameOf } from '../households/[id]/taps.ts';

export interface HouseholdToRecheck {
	household: ListedHousehold;
	people: readonly ListedPerson[];
	/** At least one. */
	answers: ToRecheck[];
}

type Source = Pick<View, 'all' | 'commune' | 'householdsOf' | 'peopleOf' | 'factsOf'>;

/**
 * In walking order. Who works far away is asked by phone; of who may not be written down nothing is asked, nor of a
 * household as a whole that may not.
 */
export function recheckOf(
	view: Source,
	hamlet: HamletId,
	checklist: Checklist,
	today: Day
): HouseholdToRecheck[] {
	const items = itemsAsked(checklist);
	const terms = view.commune()?.dataTerms;
	return view.householdsOf(hamlet).flatMap((household) => {
		if (household.noRecord === true) return [];
		const people = view.peopleOf(household.id);
		const belong = people.filter((one) => isPresent(one) || isAway(one));
		const answers = toRecheckOf(view.factsOf(household.id), belong, items).filter(({ person }) =>
			person === undefined
				? householdMayBeAsked(terms, view.all('notices'), people, today)
				: mayBeRecorded(terms, view.all('notices'), person)
		);
		return answers.length === 0 ? [] : [{ household, people, answers }];
	});
}

export const countOf = (households: readonly HouseholdToRecheck[]): number =>
	households.reduce((sum, { answers }) => sum + answers.length, 0);

/** "Lê An: VNeID mức 2, Mobile money", a line for each who is asked. */
export function recheckLines({ people, answers }: HouseholdToRecheck, checklist: Checklist): string[] {
	const items = itemsAsked(checklist);
	return [...new Set(answers.map(({ person }) => person))].map((whose) => {
		const name = people.find(({ id }) => id === whose)?.name ?? m.household_of_household();
		const codes = answers.filter(({ person }) => person === whose).map(({ item }) => item);
		return `${name}: ${items
			.filter(({ code }) => codes.includes(code))
			.map(shortNameOf)
			.join(', ')}`;
	});
}

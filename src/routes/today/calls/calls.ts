// "Gọi điện": who works far away, left out at the door and asked by phone (product page, "asked at a door"). Pure.
import { isToRecheck } from '#domain/answer.ts';
import type { Day } from '#domain/calendar.ts';
import { itemsAsked, type Checklist } from '#domain/checklist.ts';
import { itemStateOf } from '#domain/eligibility.ts';
import type { HamletId } from '#domain/ids.ts';
import type { ItemCode } from '#domain/item.ts';
import { isAway } from '#domain/person.ts';
import type { ListedHousehold, ListedPerson, View } from '#phone/store/view.ts';

export interface Call {
	person: ListedPerson;
	household: ListedHousehold;
	/** How many mục chính nobody has asked them about. */
	open: number;
	/** What the head wants looked at again. */
	recheck: ItemCode[];
}

export type CallSource = Pick<View, 'householdsOf' | 'peopleOf' | 'answersOf'>;

/** In the order of the walk; a household that has moved away as a whole is nobody's to call. */
export function callsOf(
	source: CallSource,
	hamlets: readonly HamletId[],
	checklist: Checklist,
	today: Day
): Call[] {
	const households = hamlets.flatMap((hamlet) => [...source.householdsOf(hamlet)]);
	return households.flatMap((household) =>
		source
			.peopleOf(household.id)
			.filter(isAway)
			.map((person) => {
				const answers = source.answersOf(person.id);
				const open = checklist.mainItems.filter(
					(item) => itemStateOf(item, person, answers, today) === 'unasked'
				).length;
				const asked = itemsAsked(checklist).map(({ code }) => code);
				const recheck = asked.filter((code) => isToRecheck(answers[code]));
				return { person, household, open, recheck };
			})
	);
}

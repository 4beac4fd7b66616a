// Which households nobody has reached yet, and which doors stay closed with something left to ask (F20).
import type { Day } from '#domain/calendar.ts';
import type { Checklist } from '#domain/checklist.ts';
import { doorStateOf, isForTheHead, isReached, type DoorFacts } from '#domain/door-state.ts';
import type { HamletId } from '#domain/ids.ts';
import type { ListedItem } from '#domain/item.ts';
import { OFTEN_NOT_HOME, timesNotHome } from '#domain/visit.ts';
import type { ListedHousehold, View } from '#phone/store/view.ts';

/** A household nobody has reached yet, or whose door stays closed with something left to ask. */
export interface NotReached {
	household: ListedHousehold;
	people: DoorFacts['people'];
	/** Knocks in a row that found nobody. */
	timesNotHome: number;
	/** Somebody was reached there before, or something recorded: the board counts it as reached. */
	isBegun: boolean;
}

/** What a household is on the list of those not reached; undefined where it is not on it. */
export function notReachedIn(
	source: Pick<View, 'factsOf'>,
	household: ListedHousehold,
	mainItems: readonly ListedItem[],
	today: Day
): (NotReached & { isOften: boolean }) | undefined {
	const facts = source.factsOf(household.id);
	const { people, visits } = facts;
	const one = { household, people, timesNotHome: timesNotHome(visits), isBegun: isReached(facts) };
	// Only of a door that was shut so often: what is left to ask behind the others takes far longer to tell.
	const isOften =
		one.timesNotHome >= OFTEN_NOT_HOME && isForTheHead(doorStateOf(facts, mainItems, today), visits);
	return isOften || !one.isBegun ? { ...one, isOften } : undefined;
}

/** Households not reached, and those begun: the often closed first, both parts in walking order. */
export function notReachedOf<Source extends Pick<View, 'householdsOf' | 'factsOf'>>(
	source: Source,
	hamlet: HamletId,
	{ mainItems }: Checklist,
	today: Day,
	oneOf: (
		...of: [Source, ListedHousehold, readonly ListedItem[], Day]
	) => ReturnType<typeof notReachedIn> = notReachedIn
): NotReached[] {
	const found = source.householdsOf(hamlet).flatMap((one) => oneOf(source, one, mainItems, today) ?? []);
	return [...found.filter(({ isOften }) => isOften), ...found.filter(({ isOften }) => !isOften)];
}

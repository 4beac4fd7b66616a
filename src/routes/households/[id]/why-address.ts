import type { HouseholdId, PersonId, SessionId } from '#domain/ids.ts';
import type { ItemCode } from '#domain/item.ts';

/** What the page of reasons is opened for, when it is not what is in the way: a day to come back, or asking all the same. */
export type WhyFor = 'day' | 'anyway';

/**
 * The page that asks what is in the way: of a person, or without `person` of the household as a whole. `session`: they are
 * asked there, not at their door.
 */
export function whyAddress(
	household: HouseholdId,
	item: ItemCode,
	person?: PersonId,
	asks?: WhyFor,
	session?: SessionId
): string {
	const query = new URLSearchParams({
		i: item,
		...(person === undefined ? {} : { p: person }),
		...(asks === undefined ? {} : { for: asks }),
		...(session === undefined ? {} : { s: session })
	});
	return `/households/${household}/why?${query.toString()}`;
}

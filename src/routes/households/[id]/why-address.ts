import type { HouseholdId, PersonId } from '#domain/ids.ts';
import type { ItemCode } from '#domain/item.ts';

/** What the page of reasons is opened for, when it is not what is in the way: a day to come back, or asking all the same. */
export type WhyFor = 'day' | 'anyway';

/** The page that asks what is in the way: of a person, or without `person` of the household as a whole. */
export function whyAddress(household: HouseholdId, item: ItemCode, person?: PersonId, asks?: WhyFor): string {
	const query = new URLSearchParams({
		i: item,
		...(person === undefined ? {} : { p: person }),
		...(asks === undefined ? {} : { for: asks })
	});
	return `/households/${household}/why?${query.toString()}`;
}

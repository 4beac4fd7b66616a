import type { HouseholdId, PersonId } from '#domain/ids.ts';
import type { ItemCode } from '#domain/item.ts';

/** The page that asks what is in the way: of a person, or without `person` of the household as a whole. */
export function whyAddress(household: HouseholdId, item: ItemCode, person?: PersonId): string {
	const query = new URLSearchParams({ i: item, ...(person === undefined ? {} : { p: person }) });
	return `/households/${household}/why?${query.toString()}`;
}

// Ids of imported rows come from what the list says of them, so that two imports of one list make one set (sync-spec RC1).
import type { CommuneId, GroupId, HamletId, HouseholdId, LaneId } from '#domain/ids.ts';
import type { ListedHousehold } from './gather-households.ts';
import { nameKey } from './written-text.ts';

/** 96 bits of SHA-256 over the parts, as 16 characters of base64url: short on the wire, no chance of two alike. */
export async function derivedId(...parts: string[]): Promise<string> {
	const text = new TextEncoder().encode(JSON.stringify(parts));
	const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
	return btoa(String.fromCharCode(...hash.subarray(0, 12)))
		.replaceAll('+', '-')
		.replaceAll('/', '_');
}

export const hamletId = async (commune: CommuneId, name: string): Promise<HamletId> =>
	(await derivedId('hamlet', commune, nameKey(name))) as HamletId;

export const groupId = async (hamlet: HamletId, name: string): Promise<GroupId> =>
	(await derivedId('group', hamlet, nameKey(name))) as GroupId;

export const laneId = async (hamlet: HamletId, name: string): Promise<LaneId> =>
	(await derivedId('lane', hamlet, nameKey(name))) as LaneId;

/** A hamlet's id comes from its commune, so the commune need not be named again. */
export const codedHouseholdId = async (hamlet: HamletId, code: string): Promise<HouseholdId> =>
	(await derivedId('household', hamlet, code.toLowerCase())) as HouseholdId;

/**
 * A household without a code is known by its first person (name and birth year) and its address; `occurrence` counts, from 1,
 * households of the file that are alike in all of it. Derived like the others, since a random id would double every such
 * household at the next import; its place in the list is left out, since lists grow in the middle. Whoever corrects that
 * name or address in the list gets a second household, which the preview shows as the same person twice.
 */
export async function uncodedHouseholdId(
	hamlet: HamletId,
	household: ListedHousehold,
	occurrence: number
): Promise<HouseholdId> {
	return (await derivedId('household', hamlet, ...likenessOf(household), String(occurrence))) as HouseholdId;
}

/** What households without a code are told apart by. */
export function likenessOf(household: ListedHousehold): string[] {
	const [first] = household.people;
	return [nameKey(first?.name ?? ''), String(first?.birth?.year ?? ''), nameKey(household.address ?? '')];
}

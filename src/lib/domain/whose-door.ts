// Whose a household is: shared out by the head (phân công), or taken for one evening by a member (F22).
import type { Day } from './calendar.ts';
import type { HouseholdId, MemberId } from './ids.ts';
import type { Assignment, Claim } from './programme.ts';

/** Households that the head gave to `member`. */
export function assignedTo(assignments: readonly Assignment[], member: MemberId): Set<HouseholdId> {
	const mine = assignments.filter((one) => one.active && one.member === member);
	return new Set(mine.map(({ household }) => household));
}

/** Who has which household by the head's word, in the order of their ids: the same on every phone. */
export function ownersOf(assignments: readonly Assignment[]): Map<HouseholdId, MemberId[]> {
	const owners = new Map<HouseholdId, MemberId[]>();
	for (const { household, member, active } of assignments) {
		if (active) owners.set(household, [...(owners.get(household) ?? []), member].sort());
	}
	return owners;
}

/**
 * Who goes where on `today`, in the order of their ids: the same on every phone. A claim is over when the day turns in
 * Việt Nam: nobody knocks after midnight, and everything else of an evening (appointments, companions) turns then too.
 */
export function claimedOn(claims: readonly Claim[], today: Day): Map<HouseholdId, MemberId[]> {
	const claimed = new Map<HouseholdId, MemberId[]>();
	for (const { household, by, day } of claims) {
		if (day === today) claimed.set(household, [...(claimed.get(household) ?? []), by].sort());
	}
	return claimed;
}

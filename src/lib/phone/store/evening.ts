// What one member's evening is like: who comes along ("Đi cùng"), and at which doors she was. It is over when the day
// turns. It may be lost without harm and is read before a list is drawn, so it lies in localStorage; only ids.
import { type Day, dayOf, type Instant } from '#domain/calendar.ts';
import type { HouseholdId, MemberId } from '#domain/ids.ts';

export interface Evening {
	/** Credited with each visit beside its author. */
	companions: readonly MemberId[];
	/** Where answers were written down, and when last; the latest at the end. */
	atDoors: readonly (readonly [household: HouseholdId, at: Instant])[];
}

interface Kept extends Evening {
	day: Day;
}

const keyOf = (member: MemberId) => `evening:${member}`;
const NOTHING: Evening = { companions: [], atDoors: [] };

/** Nothing when what is kept is of another day. */
export function eveningOf(member: MemberId, today: Day): Evening {
	try {
		const kept = JSON.parse(localStorage.getItem(keyOf(member)) ?? '{}') as Partial<Kept>;
		return kept.day === today ? { ...NOTHING, ...kept } : NOTHING;
	} catch {
		return NOTHING;
	}
}

export function keepCompanions(member: MemberId, companions: readonly MemberId[], today: Day): void {
	keep(member, { ...eveningOf(member, today), companions, day: today });
}

export function noteAtDoor(member: MemberId, household: HouseholdId, at: Instant): void {
	const day = dayOf(at);
	const evening = eveningOf(member, day);
	const others = evening.atDoors.filter(([id]) => id !== household);
	keep(member, { ...evening, atDoors: [...others, [household, at]], day });
}

/** The member leaves this phone. */
export function forgetEvening(member: MemberId): void {
	try {
		localStorage.removeItem(keyOf(member));
	} catch {
		return;
	}
}

/** A browser that keeps nothing forgets at the next page. */
function keep(member: MemberId, evening: Kept): void {
	try {
		localStorage.setItem(keyOf(member), JSON.stringify(evening));
	} catch {
		return;
	}
}

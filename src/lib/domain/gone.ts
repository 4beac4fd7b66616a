// "Đã mất" and "đã chuyển" are recorded with one tap and no question; the head looks at each afterwards (product page, F2).
// What she confirms is that one word: said anew it waits for her again, whichever of the two reaches the server first.
import type { Instant } from './calendar.ts';
import type { Household } from './household.ts';
import { residenceOf, type Living, type Person, type Residence } from './person.ts';
import { standingVisits, type Visit } from './visit.ts';

/** The moment at which it was said that somebody is gone for good, which names that word; undefined where nothing says so. */
export const goneAt = (residence: Residence): Instant | undefined =>
	'at' in residence ? residence.at : undefined;

/** Said at this moment, with where they lived until then: a word that was wrong takes nothing else away. */
export function saidGone(kind: 'moved' | 'deceased', before: Residence, at: Instant): Residence {
	const lived = lastLived(before);
	return { kind, at, ...(lived.kind === 'home' ? {} : { before: lived }) };
}

/** Where somebody lives, or lived when they were said to be gone. */
export function lastLived(residence: Residence): Living {
	return 'at' in residence ? (residence.before ?? { kind: 'home' }) : residence;
}

/** Recorded as moved or deceased, and no head has said yet that it is so. */
export function waitsForTheHead(person: Person): boolean {
	const said = goneAt(residenceOf(person));
	return said !== undefined && person.confirmed !== said;
}

/** What names the leaving of a household that is not on the list: the last visit that says so; without one, the status. */
export const leavingOf = (
	{ status }: Pick<Household, 'status'>,
	visits: readonly (Visit & { id: string })[]
): string => standingVisits(visits).findLast(({ outcome }) => outcome === 'moved-away')?.id ?? status;

/** The same of a whole household. One that was merged has not gone. */
export const isLeavingUnseen = (household: Household, visits: readonly (Visit & { id: string })[]): boolean =>
	household.status === 'moved-away' &&
	household.mergedInto === undefined &&
	household.confirmed !== leavingOf(household, visits);

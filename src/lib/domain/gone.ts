// "Đã mất" and "đã chuyển" are recorded with one tap and no question; the head looks at each afterwards (product page, F2).
// What she confirms is named, so that a change is not confirmed by what she said of something else.
import type { Household } from './household.ts';
import { residenceOf, type Person } from './person.ts';

/** Recorded as moved or deceased, and no head has said yet that it is so. */
export function waitsForTheHead(person: Person): boolean {
	const { kind } = residenceOf(person);
	return (kind === 'moved' || kind === 'deceased') && person.confirmed !== kind;
}

/** The same of a whole household. One that was merged has not gone. */
export function isLeavingUnseen({ status, confirmed, mergedInto }: Household): boolean {
	return status === 'moved-away' && confirmed !== status && mergedInto === undefined;
}

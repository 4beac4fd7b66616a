// "Việc của tôi" or the whole hamlet (F1, F22): which households Today shows, and how many of them are left.
import type { HouseholdId, MemberId } from '#domain/ids.ts';
import { isLeft, type DoorRow } from './door-rows.ts';

export type Whose = 'mine' | 'whole';

export interface WhoseList {
	/** What is shown; undefined when there is nothing to choose: nobody gave me a household, and I took none tonight. */
	whose: Whose | undefined;
	rows: readonly DoorRow[];
	/** Of these, where somebody has yet to knock. */
	left: number;
}

export interface Owners {
	me: MemberId;
	/** Given to me by the head. */
	assigned: ReadonlySet<HouseholdId>;
	/** Taken for tonight. */
	claimed: ReadonlyMap<HouseholdId, readonly MemberId[]>;
}

/** Opens on my own when the head gave me some; a household I took for tonight alone hides nobody else's. */
export function whoseListOf(
	all: readonly DoorRow[],
	{ me, assigned, claimed }: Owners,
	chosen: Whose | undefined
): WhoseList {
	const mine = all.filter(({ id }) => assigned.has(id) || claimed.get(id)?.includes(me));
	const usual = mine.some(({ id }) => assigned.has(id)) ? 'mine' : 'whole';
	const whose = mine.length === 0 ? undefined : (chosen ?? usual);
	const rows = whose === 'mine' ? mine : all;
	return { whose, rows, left: rows.filter(isLeft).length };
}

// Lượt hỗ trợ: what the team did, apart from what was there before (product page, "asked at a door").
import { isDone, type Answer } from './answer.ts';
import { dayOf, type Day } from './calendar.ts';
import type { ListedItem } from './item.ts';
import { isStanding, type Assist } from './visit.ts';

/** The helps of `today` that count, by whomever; `given`: all there were. */
export function assistsOn<T extends Pick<Assist, 'at' | 'voided'>>(given: readonly T[], today: Day): T[] {
	return given.filter((one) => isStanding(one) && dayOf(one.at) === today);
}

/**
 * Whether a tap that turns `before` into `after` is worth the question "Vừa giúp xong?": Chưa or Vướng became Đã có by
 * somebody's word or eye. The first answer of all is what was there before the team came, and what the authority
 * confirmed came from a list.
 */
export function proposesAssist(before: Answer | undefined, after: Answer | undefined): boolean {
	const wasOpen = before?.status === 'not-yet' || before?.status === 'blocked';
	return wasOpen && after?.status === 'done' && after.evidence !== 'confirmed';
}

/**
 * Whether "Vừa giúp xong" is offered on a row that stands on `answer`. Once a day for one person and item; what is counted
 * in lượt (DVC2) as often as it happens, without being proposed.
 */
export function offersAssist(
	item: ListedItem,
	answer: Answer | undefined,
	wasProposed: boolean,
	givenToday: number
): boolean {
	if (!isDone(answer)) return false;
	return item.counted === 'assists' || (wasProposed && givenToday === 0);
}

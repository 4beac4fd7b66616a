// The board as this phone counts it today, kept until a row changes: the pages that show its figures share them. What one
// household adds to it is kept until something of that household changes.
import type { Day } from '#domain/calendar.ts';
import type { Checklist } from '#domain/checklist.ts';
import type { HamletId } from '#domain/ids.ts';
import type { ListedHousehold, View } from '#phone/store/view.ts';
import { boardOf, boardPartOf, groupBoardsOf, otherItemsOf, otherPartOf } from './board.ts';
import { notReachedIn, notReachedOf } from './not-reached.ts';
import { perHousehold } from './per-household.ts';
import { untilChanged } from './until-changed.ts';

const keptPart = perHousehold(boardPartOf);
const keptOtherPart = perHousehold(otherPartOf);
const keptIfNotReached = perHousehold(notReachedIn);

/** What the first screen of the board asks of one household. */
export function countHousehold(
	view: View,
	household: ListedHousehold,
	checklist: Checklist,
	today: Day
): void {
	keptPart(view, household, checklist.mainItems, today, false);
	keptIfNotReached(view, household, checklist.mainItems, today);
}

export const keptBoard = untilChanged((view: View, hamlet: HamletId, today: Day, countsAway: boolean) =>
	boardOf(view, hamlet, view.checklist(today), today, countsAway, keptPart)
);

export const keptGroupBoards = untilChanged((view: View, hamlet: HamletId, today: Day, countsAway: boolean) =>
	groupBoardsOf(view, hamlet, view.checklist(today), today, countsAway, keptPart)
);

export const keptOtherItems = untilChanged((view: View, hamlet: HamletId, today: Day, countsAway: boolean) =>
	otherItemsOf(view, hamlet, view.checklist(today), today, countsAway, keptOtherPart)
);

export const keptNotReached = untilChanged((view: View, hamlet: HamletId, today: Day) =>
	notReachedOf(view, hamlet, view.checklist(today), today, keptIfNotReached)
);

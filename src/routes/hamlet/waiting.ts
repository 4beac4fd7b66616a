// How much waits for the head alone, on each of the pages where she settles it. Pure.
import type { Day } from '#domain/calendar.ts';
import type { HamletId } from '#domain/ids.ts';
import { conflictsOfHamlet, isOpen } from '#phone/store/conflicts.ts';
import type { View } from '#phone/store/view.ts';
import { countOf as countOfDuplicates, duplicatesOf } from './duplicates/duplicates.ts';
import { goneOf } from './gone.ts';
import { countOf, recheckOf } from './recheck.ts';

export interface WaitingCounts {
	/** Places where two wrote something different. */
	conflicts: number;
	/** Words that somebody has gone for good. */
	gone: number;
	/** Answers that are to be looked at again. */
	recheck: number;
	/** People who may be written down twice. */
	duplicates: number;
}

export function waitingIn(view: View, hamlet: HamletId, today: Day): WaitingCounts {
	const conflicts = conflictsOfHamlet(view.all('conflicts'), hamlet, view);
	return {
		conflicts: conflicts.filter((one) => isOpen(one, view)).length,
		gone: goneOf(view, hamlet).length,
		recheck: countOf(recheckOf(view, hamlet, view.checklist(today), today)),
		duplicates: countOfDuplicates(duplicatesOf(view, hamlet))
	};
}

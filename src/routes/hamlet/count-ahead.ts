// The board counted before it is asked for: all at once, it was half of what its first opening of an evening took a slow phone.
import type { Day } from '#domain/calendar.ts';
import type { HamletId } from '#domain/ids.ts';
import type { View } from '#phone/store/view.ts';
import { countHousehold } from './kept-board.ts';

/** A few households at a time, while the phone is at rest; where the browser cannot tell (Safari), not at all. */
export function countAhead(view: View, hamlets: readonly HamletId[], today: Day): void {
	if (!('requestIdleCallback' in globalThis)) return;
	const households = hamlets.flatMap((hamlet) => view.householdsOf(hamlet));
	const checklist = view.checklist(today);
	let next = 0;
	const goOn = (rest: IdleDeadline): void => {
		for (; rest.timeRemaining() > 0; next += 1) {
			const household = households[next];
			if (household === undefined) return;
			countHousehold(view, household, checklist, today);
		}
		requestIdleCallback(goOn);
	};
	requestIdleCallback(goOn);
}

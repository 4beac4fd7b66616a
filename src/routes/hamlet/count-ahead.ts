// The board counted before it is asked for: all at once, it was half of what its first opening of an evening took a slow phone.
import type { Day } from '#domain/calendar.ts';
import type { HamletId } from '#domain/ids.ts';
import type { View } from '#phone/store/view.ts';
import { countHousehold, keptBoard } from './kept-board.ts';

/** A few households at a time, while the phone is at rest; where the browser cannot tell (Safari), not at all. */
export function countAhead(view: View, hamlets: readonly HamletId[], today: Day): void {
	if (!('requestIdleCallback' in globalThis)) return;
	const bits = inBits(view, hamlets, today);
	const goOn = (rest: IdleDeadline): void => {
		while (rest.timeRemaining() > 0) if (bits.next().done === true) return;
		requestIdleCallback(goOn);
	};
	requestIdleCallback(goOn);
}

function* inBits(view: View, hamlets: readonly HamletId[], today: Day): Generator<void> {
	const checklist = view.checklist(today);
	for (const hamlet of hamlets) {
		for (const household of view.householdsOf(hamlet))
			yield countHousehold(view, household, checklist, today);
		yield void keptBoard(view, hamlet, today, false);
	}
}

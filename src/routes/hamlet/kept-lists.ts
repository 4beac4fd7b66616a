// The lists behind the board, each looked up once until a row changes: the page that says how many stand on it, and the one
// that shows them, share it.
import type { Day } from '#domain/calendar.ts';
import type { HamletId } from '#domain/ids.ts';
import type { View } from '#phone/store/view.ts';
import { callsOf } from '../today/calls/calls.ts';
import { doorRowsOf } from '../today/door-rows.ts';
import { cardsOf, doorsOf, notLatelyIn, notLatelyOf } from './lists.ts';
import { perHousehold } from './per-household.ts';
import { untilChanged } from './until-changed.ts';

export const keptDoors = untilChanged((view: View, hamlet: HamletId, today: Day) =>
	doorsOf(view, doorRowsOf(view), hamlet, view.checklist(today), today)
);

const keptIfNotLately = perHousehold(notLatelyIn);

export const keptNotLately = untilChanged((view: View, hamlet: HamletId, today: Day, days: number) =>
	notLatelyOf(view, hamlet, view.checklist(today), today, days, keptIfNotLately)
);

export const keptCalls = untilChanged((view: View, hamlet: HamletId, today: Day) =>
	callsOf(view, [hamlet], view.checklist(today), today)
);

export const keptCards = untilChanged(
	(view: View, hamlet: HamletId, today: Day, when: 'this-year' | 'next-year') =>
		cardsOf(view, hamlet, today, when)
);

// When to knock again at a door that stayed shut (F1), from the hours of the knocks before.
import { hourOf, type Instant } from './calendar.ts';
import { sinceSomebodyWasFound, standingVisits, type Visit } from './visit.ts';

export type DayPart = 'morning' | 'noon' | 'afternoon' | 'evening';

/** As a day is spoken of: sáng until eleven, trưa until one, chiều until six, then tối. */
export function dayPartOf(at: Instant): DayPart {
	const hour = hourOf(at);
	if (hour < 4 || hour >= 18) return 'evening';
	if (hour < 11) return 'morning';
	return hour < 13 ? 'noon' : 'afternoon';
}

/** Who works in the fields or at a factory is home in the evening; whoever rests at noon is not to be woken. */
const LIKELIEST_FIRST: readonly DayPart[] = ['evening', 'afternoon', 'morning', 'noon'];

export interface NextTry {
	/** When the closed doors were, each part of the day once, the first knock first. */
	tried: DayPart[];
	/** The best time to try. */
	next: DayPart;
}

/** The part of the day tried least since somebody was last found; among equals, when that was. Undefined after no closed door. */
export function nextTryOf(visits: readonly Visit[]): NextTry | undefined {
	const standing = standingVisits(visits);
	const shut = sinceSomebodyWasFound(standing).map(({ at }) => dayPartOf(at));
	if (shut.length === 0) return undefined;
	const found = standing.at(-shut.length - 1);
	const order = [...(found === undefined ? [] : [dayPartOf(found.at)]), ...LIKELIEST_FIRST];
	const timesShut = (part: DayPart) => shut.filter((one) => one === part).length;
	const next = order.reduce((best, part) => (timesShut(part) < timesShut(best) ? part : best));
	return { tried: [...new Set(shut)], next };
}

// The day as an open page sees it: it turns while nobody taps, in the pocket or in the hand.
import { createSubscriber } from 'svelte/reactivity';
import { dayOf, type Day } from '#domain/calendar.ts';

const LOOK_EVERY_MS = 60_000;

const untilItTurns = createSubscriber((look) => {
	const timer = setInterval(look, LOOK_EVERY_MS);
	document.addEventListener('visibilitychange', look);
	return () => {
		clearInterval(timer);
		document.removeEventListener('visibilitychange', look);
	};
});

/** Of this moment; what is derived from it, is derived again when the day has turned. */
export function currentDay(): Day {
	untilItTurns();
	return dayOf(Date.now());
}

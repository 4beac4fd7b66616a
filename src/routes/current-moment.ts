// The moment as an open page tells it: a quiet clock, which moves by the minute and is right again when it is looked at.
import { createSubscriber } from 'svelte/reactivity';
import type { Instant } from '#domain/calendar.ts';

const LOOK_EVERY_MS = 20_000;

const untilItMoves = createSubscriber((look) => {
	const timer = setInterval(look, LOOK_EVERY_MS);
	document.addEventListener('visibilitychange', look);
	return () => {
		clearInterval(timer);
		document.removeEventListener('visibilitychange', look);
	};
});

/** What is derived from it is derived again before a minute has gone by. */
export function currentMoment(): Instant {
	untilItMoves();
	return Date.now();
}

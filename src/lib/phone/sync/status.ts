// What the screens say about handing in. What is safe is said by the store's counts, never from here.
import type { Instant } from '#domain/calendar.ts';
import type { Failure } from './outcome.ts';
import type { ScheduleState } from './schedule.ts';

/**
 * `waiting-for-network`: tried, no answer. `wrong-clock`: no answer, and this phone's clock stands before the day this
 * version was built, so no browser trusts the server's certificate. `captive-portal`: the Wi-Fi wants something first.
 * `sign-in-again`: a person has to. `outdated`: handed in, but this version is too old for what the commune has.
 * `server-busy`: it comes back by itself. `trouble`: the server did not take it; for the helper.
 */
export type HandInStatus =
	| 'idle'
	| 'sending'
	| 'waiting-for-network'
	| 'wrong-clock'
	| 'captive-portal'
	| 'sign-in-again'
	| 'outdated'
	| 'server-busy'
	| 'trouble';

const words: Record<Failure['kind'], HandInStatus> = {
	unreachable: 'waiting-for-network',
	captive: 'captive-portal',
	'sign-in': 'sign-in-again',
	busy: 'server-busy',
	stale: 'server-busy',
	're-key': 'trouble',
	'too-large': 'trouble',
	refused: 'trouble'
};

/** `now`: this phone's clock; `builtAt`: when the running version was made, which was before. */
export function handInStatusOf(state: ScheduleState, now: Instant, builtAt: Instant): HandInStatus {
	if (state.kind === 'idle' || state.kind === 'outdated') return state.kind;
	if (state.kind === 'running') return 'sending';
	if (state.failure.kind === 'unreachable' && now < builtAt) return 'wrong-clock';
	return words[state.failure.kind];
}

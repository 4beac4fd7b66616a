// What the screens say about handing in. What is safe is said by the store's counts, never from here.
import type { Failure } from './outcome.ts';
import type { ScheduleState } from './schedule.ts';

/**
 * `waiting-for-network`: tried, no answer. `captive-portal`: the Wi-Fi wants something first. `sign-in-again`: a person
 * has to. `server-busy`: it comes back by itself. `trouble`: the server did not take it; for the helper.
 */
export type HandInStatus =
	'idle' | 'sending' | 'waiting-for-network' | 'captive-portal' | 'sign-in-again' | 'server-busy' | 'trouble';

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

export function handInStatusOf(state: ScheduleState): HandInStatus {
	if (state.kind === 'idle') return 'idle';
	return state.kind === 'running' ? 'sending' : words[state.failure.kind];
}

// Why an invite does not open the app, in words: what happened, what is safe, one thing to do.
import { m } from '#i18n/paraglide/messages.js';
import type { Refused } from '#phone/store/enrolment.ts';

export interface Trouble {
	what: string;
	/** What is safe and what to do, a sentence each. */
	todo: string[];
	/** Trying the same code again may help. */
	retry: boolean;
}

/** `isClockWrong`: this phone's clock stands before the day this version was made, and no browser connects then. */
export function troubleOf(refused: Refused, isClockWrong = false): Trouble {
	switch (refused.kind) {
		case 'unreachable':
			if (isClockWrong)
				return {
					what: m.device_wrong_clock(),
					todo: [m.signin_kept(), m.device_wrong_clock_do()],
					retry: true
				};
			return { what: m.signin_no_network(), todo: [m.signin_kept(), m.signin_try_later()], retry: true };
		case 'captive':
			return { what: m.signin_wifi_page(), todo: [m.signin_kept(), m.signin_wifi_page_do()], retry: true };
		case 'storage':
			return { what: m.signin_no_room(), todo: [m.signin_kept(), m.signin_no_room_do()], retry: true };
		case 'refused':
			return refusedTrouble(refused);
	}
}

function refusedTrouble({ code, ask }: Extract<Refused, { kind: 'refused' }>): Trouble {
	const another = ask === undefined ? m.signin_ask_anyone() : m.signin_ask({ name: ask });
	switch (code) {
		case 'invite-used':
			return { what: m.signin_used(), todo: [another], retry: false };
		case 'invite-expired':
			return { what: m.signin_expired(), todo: [another], retry: false };
		case 'invite-unknown':
		case 'not-found':
		case 'bad-request':
			return { what: m.signin_unknown(), todo: [m.signin_unknown_do()], retry: false };
		case 'too-many':
			return { what: m.signin_too_many(), todo: [m.signin_kept(), m.signin_too_many_do()], retry: true };
		default:
			return { what: m.signin_busy(), todo: [m.signin_kept(), m.signin_busy_do()], retry: true };
	}
}

// What handing in is doing, in words: what happens, what is safe, what the person can do. F11, F12.
import { capitalised } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { HandInStatus } from '#phone/sync/status.ts';

export interface HandInWords {
	tone: 'plain' | 'good' | 'care' | 'trouble';
	/** A sentence each; none when there is nothing to say beside the line of state. */
	lines: string[];
	/** Only this helps, and no sending: signing in again, or a newer version of the app. */
	only?: 'sign-in' | 'update';
}

/** `unsent`: how many entries wait on this phone; `allSafe`: the commune has everything; `word`: its own, "xã". */
export function handInWords(
	status: HandInStatus | undefined,
	unsent: number,
	allSafe: boolean,
	word: string
): HandInWords {
	const commune = capitalised(word);
	const received = allSafe ? m.device_all_received({ commune }) : m.device_nothing_waits();
	const safe = unsent > 0 ? m.device_kept_here() : received;
	const say = (tone: HandInWords['tone'], ...lines: string[]) => ({ tone, lines });
	switch (status) {
		case 'sending':
			return say('plain', m.device_sending());
		case 'waiting-for-network':
			return say('care', m.device_no_network({ commune: word }), safe, m.device_no_network_do());
		case 'wrong-clock':
			return say('trouble', m.device_wrong_clock(), safe, m.device_wrong_clock_do());
		case 'captive-portal':
			return say('care', m.device_wifi_page(), safe, m.device_wifi_page_do());
		case 'server-busy':
			return say('care', m.device_busy({ commune }), safe, m.device_busy_do());
		case 'sign-in-again':
			return {
				...say('trouble', m.device_sign_in({ commune }), safe, m.device_sign_in_do()),
				only: 'sign-in'
			};
		case 'outdated':
			return { ...say('care', m.device_outdated(), safe, m.device_outdated_do()), only: 'update' };
		case 'trouble':
			return say(
				'trouble',
				m.device_trouble({ commune }),
				safe,
				m.device_trouble_do({ commune: word, code: 'GU-1' })
			);
		case 'idle':
		case undefined:
			// What waits, or since when the commune has everything, stands in the line of state.
			return say('plain');
	}
}

// What became of work that went by another way, in words: what happened, what is safe, one thing to do (F15).
import { capitalised, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { Sent } from '#phone/store/send-bundle.ts';
import type { StartedOver } from '#phone/store/start-over.ts';

export interface RescueWords {
	tone: 'plain' | 'good' | 'care' | 'trouble';
	/** A sentence each. */
	lines: string[];
	/** Only signing in again helps. */
	signIn: boolean;
}

type Trouble = Exclude<Sent['kind'] | StartedOver, 'ok'>;

/** `word`: the commune's own, "xã". */
export function sentWords(sent: Sent, word: string): RescueWords {
	return sent.kind === 'ok' ? arrivedWords(sent.tally, word) : troubleWords(sent.kind, word);
}

function arrivedWords(tally: Extract<Sent, { kind: 'ok' }>['tally'], word: string): RescueWords {
	const { taken, known, parked } = tally;
	const lines = [m.rescue_sent({ commune: capitalised(word), count: formatNumber(taken) })];
	if (known > 0) lines.push(m.rescue_sent_known({ commune: word, count: formatNumber(known) }));
	if (parked > 0) lines.push(m.rescue_sent_parked({ commune: word, count: formatNumber(parked) }));
	return { tone: parked > 0 ? 'care' : 'good', lines, signIn: false };
}

export function troubleWords(kind: Trouble, word: string): RescueWords {
	const commune = capitalised(word);
	const say = (tone: 'care' | 'trouble', ...lines: string[]): RescueWords => ({ tone, lines, signIn: false });
	switch (kind) {
		case 'unreachable':
			return say('care', m.device_no_network({ commune: word }), m.rescue_kept(), m.rescue_later());
		case 'captive':
			return say('care', m.device_wifi_page(), m.rescue_kept(), m.rescue_wifi_do());
		case 'busy':
			return say('care', m.device_busy({ commune }), m.rescue_kept(), m.rescue_again());
		case 'sign-in':
			return { ...say('trouble', m.device_sign_in({ commune }), m.rescue_sign_in()), signIn: true };
		case 'refused':
			return say(
				'trouble',
				m.device_trouble({ commune }),
				m.rescue_kept(),
				m.rescue_refused({ commune: word, code: 'GU-2' })
			);
		case 'stuck':
			return say('trouble', m.rescue_stuck(), m.rescue_kept(), m.rescue_stuck_do({ code: 'DL-2' }));
	}
}

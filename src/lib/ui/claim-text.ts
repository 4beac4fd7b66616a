// "Tối nay tôi đến nhà này" in one line, on the door list and at the top of a household.
import { m } from '#i18n/paraglide/messages.js';

/** Undefined when nobody goes. `others` are names. */
export function claimText(isMine: boolean, others: readonly string[]): string | undefined {
	const names = others.join(', ');
	if (isMine) return others.length === 0 ? m.claim_mine() : m.claim_both({ names });
	return others.length === 0 ? undefined : m.claim_others({ names });
}

// What a head was last told of who has handed in, so that her totals can say without a network what they may lack (F24).
// Ids and counts alone; it may be lost without harm, so it lies in localStorage.
import type { MemberId } from '#domain/ids.ts';
import { RollCall } from '#protocol/live.ts';

const keyOf = (member: MemberId) => `roll-call:${member}`;

export function lastRollCall(member: MemberId): RollCall | undefined {
	try {
		return RollCall.safeParse(JSON.parse(localStorage.getItem(keyOf(member)) ?? 'null')).data;
	} catch {
		return undefined;
	}
}

/** A browser that keeps nothing knows nothing at the next page. */
export function keepRollCall(member: MemberId, rollCall: RollCall): void {
	try {
		localStorage.setItem(keyOf(member), JSON.stringify(rollCall));
	} catch {
		return;
	}
}

/** The member leaves this phone. */
export function forgetRollCall(member: MemberId): void {
	try {
		localStorage.removeItem(keyOf(member));
	} catch {
		return;
	}
}

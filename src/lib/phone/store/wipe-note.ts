// What is written down beside the databases while a phone is emptied. Only ids, which say nothing to anybody else.
import type { MemberId } from '#domain/ids.ts';

const BEGUN = 'wiping';
const DONE = 'wiped';

/** A wiping that has begun and not ended. */
export interface Wiping {
	member: MemberId;
	/** The server asked for it and waits for word. */
	mustTell: boolean;
}

/** Before anything goes: killed in the middle, the next start ends what this one began. */
export function noteBegun(wiping: Wiping): void {
	globalThis.localStorage?.setItem(BEGUN, JSON.stringify(wiping));
}

export function wipingBegun(): Wiping | undefined {
	try {
		return (JSON.parse(globalThis.localStorage?.getItem(BEGUN) ?? 'null') as Wiping | null) ?? undefined;
	} catch {
		return undefined;
	}
}

/** The member has been given a place here again: nothing is to be ended any more. */
export function forgetBegun(member: MemberId): void {
	if (wipingBegun()?.member === member) globalThis.localStorage?.removeItem(BEGUN);
}

/** Kept until the server has heard of it. In one go with the end of the wiping: nobody can be killed between. */
export function noteDone({ member, mustTell }: Wiping, isLast: boolean): void {
	if (isLast) globalThis.localStorage?.clear();
	else globalThis.localStorage?.removeItem(BEGUN);
	if (mustTell) globalThis.localStorage?.setItem(DONE, member);
}

export function memberToTell(): MemberId | undefined {
	return (globalThis.localStorage?.getItem(DONE) as MemberId | null | undefined) ?? undefined;
}

export function noteTold(): void {
	globalThis.localStorage?.removeItem(DONE);
}

// What the state line and the page "Máy này" say. Everything is computed from the database's counts and the view.
import type { Instant } from '#domain/calendar.ts';
import { type Counts, isAllSafe } from './counts.ts';
import type { MirrorState } from './mirror.ts';
import type { SaveError } from './save-error.ts';
import type { View } from './view.ts';

export interface StoreStatus {
	/** F12, in ops (mục): `recorded = received + unsentOps + review`. */
	recorded: number;
	received: number;
	unsentOps: number;
	review: number;
	/**
	 * Of these, ops of an enrolment that is gone with its keys: only the commune can open them. They count in `recorded`
	 * and `unsentOps` until it has them; then they are its own affair, as this enrolment never knew them.
	 */
	leftBehind: number;
	/** Households that unsent ops are about. */
	unsentHouseholds: number;
	/** Server time of its last word to this phone. */
	lastContactAt?: Instant;
	/** The same while that word is: all of it is here. */
	lastReceivedAt?: Instant;
	/** The server said that its own clock is wrong (sync-spec TM3): for head and official to pass on. */
	isServerClockBad: boolean;
	/** "Xã đã nhận hết" (sync-spec CL3). */
	allSafe: boolean;
	/** A tap is on its way to the disk. */
	saving: boolean;
	/** Whether unsent work lies in this phone a second time (phone page LS6). */
	secondCopy: MirrorState;
	/** The last tap could not be kept; gone with the next that is. */
	saveError?: SaveError;
}

/** `mayBeBehind`: an older page may have written since the database was read, and nobody could tell it to stop. */
export function statusOf(
	view: View,
	unsentHouseholds: number,
	counts: Counts,
	writing: Pick<StoreStatus, 'saving' | 'secondCopy' | 'leftBehind' | 'saveError'>,
	mayBeBehind: boolean
): StoreStatus {
	const { received, review, verified, isServerClockBad } = counts;
	const recorded = counts.recorded + writing.leftBehind;
	const unsentOps = counts.unsentOps + writing.leftBehind;
	const unsettled = view.all('parked').filter(({ settled }) => settled !== true).length;
	const isWhole = !mayBeBehind && !writing.saving && writing.leftBehind === 0;
	const allSafe = isWhole && isAllSafe(counts, unsettled);
	return {
		recorded,
		received,
		unsentOps,
		review,
		unsentHouseholds,
		...(verified === undefined ? {} : { lastContactAt: verified.at }),
		...(allSafe && verified !== undefined ? { lastReceivedAt: verified.at } : {}),
		isServerClockBad,
		allSafe,
		...writing
	};
}

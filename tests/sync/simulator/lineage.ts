// What one disk has promised: every intent that was told as saved and not taken back. A disk that goes back to a copy
// goes back to the promises of that time.
import type { Intent } from './intent.ts';

export class Lineage {
	/** In the order of the taps. */
	readonly kept: Set<Intent>;
	/** Promised, and damaged on this disk where nothing holds it whole: the number goes out, what was said does not. */
	readonly lost: Set<Intent>;
	/** On their way to the disk, or being taken back: the next look at the disk says what became of them. */
	readonly unclear: Set<Intent>;
	/** Of those promised: the empty words. */
	readonly withheld: Set<Intent>;
	/** Households that this disk last showed as such that do not want to be written down, gone from it since or not. */
	readonly refusals: Set<string>;
	/** Cursor by scope as last seen, to tell whether it ever goes back (RESUME). */
	readonly cursors: Map<string, { generation: number; at: number }>;
	/** From a page's being damaged until its scope is here again: older rows may be on the screen. */
	fetchesAgain: boolean;

	constructor(of?: Lineage) {
		this.kept = new Set(of?.kept);
		this.lost = new Set(of?.lost);
		this.unclear = new Set(of?.unclear);
		this.withheld = new Set(of?.withheld);
		this.refusals = new Set(of?.refusals);
		this.cursors = new Map(of?.cursors);
		this.fetchesAgain = of?.fetchesAgain ?? false;
	}

	/** What was meant is said by another word now, in its place among the taps. */
	replace(one: Intent, by: Intent): void {
		for (const all of [this.kept, this.lost, this.unclear]) {
			if (!all.has(one)) continue;
			const inOrder = [...all];
			all.clear();
			for (const intent of inOrder) all.add(intent === one ? by : intent);
		}
		this.withheld.delete(one);
		if (by.insteadOf !== undefined) this.withheld.add(by);
	}
}

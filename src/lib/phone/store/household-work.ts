// Where this phone's work about each household is (F12): recorded = received + unsent + review, by household as in total.
// Kept in memory by n and moved along with the database, so that no tap waits for it.

/** `unsent`: in the outbox. `review`: the server could not use it, a person has yet to look. */
export type WorkPlace = 'unsent' | 'received' | 'review';

/** Ops (mục) that this phone holds about one household; `recorded` is the sum of the others. */
export type WorkCounts = Record<WorkPlace | 'recorded', number>;

interface Work {
	/** Undefined for work about no household. */
	household: string | undefined;
	place: WorkPlace;
}

const NONE: WorkCounts = { recorded: 0, received: 0, unsent: 0, review: 0 };

export class HouseholdWork {
	#works = new Map<number, Work>();
	readonly #counts = new Map<string | undefined, WorkCounts>();

	/** What is known of `n` already stays: it has moved since it was read. */
	add(n: number, household: string | undefined, place: WorkPlace): void {
		if (this.#works.has(n)) return;
		this.#works.set(n, { household, place });
		this.#count(household, place, 1);
	}

	move(n: number, place: WorkPlace): void {
		const work = this.#works.get(n);
		if (work === undefined) return;
		this.#count(work.household, work.place, -1);
		this.#count(work.household, place, 1);
		work.place = place;
	}

	/** It was taken back before it was sent. */
	remove(n: number): void {
		const work = this.#works.get(n);
		if (work === undefined) return;
		this.#works.delete(n);
		this.#count(work.household, work.place, -1);
	}

	/** After a re-key everything goes out again under new numbers, but for what the journal has let go: that stays received. */
	renumber(numbers: ReadonlyMap<number, number>): void {
		const renumbered = new Map<number, Work>();
		for (const [n, work] of this.#works) {
			const to = numbers.get(n);
			if (to === undefined) continue;
			this.move(n, 'unsent');
			renumbered.set(to, work);
		}
		this.#works = renumbered;
	}

	has(n: number): boolean {
		return this.#works.has(n);
	}

	/** The household that an op was about when it was recorded. */
	householdOf(n: number): string | undefined {
		return this.#works.get(n)?.household;
	}

	of(household: string | undefined): WorkCounts {
		return this.#counts.get(household) ?? NONE;
	}

	/** Households that unsent work is about. */
	get unsentHouseholds(): ReadonlySet<string> {
		const unsent = [...this.#counts].filter(([, counts]) => counts.unsent > 0);
		return new Set(unsent.flatMap(([household]) => household ?? []));
	}

	/** A new object, so that who compares by reference sees the change. */
	#count(household: string | undefined, place: WorkPlace, by: 1 | -1): void {
		const counts = { ...this.of(household) };
		counts[place] += by;
		counts.recorded += by;
		this.#counts.set(household, counts);
	}
}

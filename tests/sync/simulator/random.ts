// Chance from a seed: the same seed gives the same numbers on every machine.

export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = (seed ^ 0x9e3779b9) >>> 0;
		// Neighbouring seeds begin alike without some turns.
		for (let turn = 0; turn < 4; turn += 1) this.next();
	}

	/** 0 ≤ x < 1 (mulberry32). */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let t = this.#state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	}

	/** A whole number, 0 ≤ x < below. */
	int(below: number): number {
		return Math.floor(this.next() * below);
	}

	chance(of: number): boolean {
		return this.next() < of;
	}

	pick<T>(from: readonly T[]): T {
		const one = from[this.int(from.length)];
		if (one === undefined) throw new Error('nothing to pick from');
		return one;
	}

	/** One of the names, as often as its weight says. */
	weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
		const entries = Object.entries(weights) as [K, number][];
		let rest = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [name, weight] of entries) if ((rest -= weight) < 0) return name;
		return this.pick(entries)[0];
	}
}

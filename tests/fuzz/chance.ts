// Chance by seed: the same seed makes the same requests, as far as the server's answers are the same.
import { randomFrom } from '../../bench/data.ts';

export class Chance {
	readonly #random: () => number;

	constructor(seed: number) {
		this.#random = randomFrom(seed);
	}

	/** Whether something of this likeliness, 0 to 1, happens. */
	happens(likeliness: number): boolean {
		return this.#random() < likeliness;
	}

	/** A whole number, both ends included. */
	between(least: number, most: number): number {
		return least + Math.floor(this.#random() * (most - least + 1));
	}

	pick<T>(from: readonly T[]): T {
		return from[Math.floor(this.#random() * from.length)] as T;
	}

	/** Some of them, in their order. */
	some<T>(from: readonly T[], likeliness: number): T[] {
		return from.filter(() => this.happens(likeliness));
	}

	bytes(length: number): Buffer {
		return Buffer.from(Uint8Array.from({ length }, () => this.#random() * 256));
	}

	/** By weights: `[['a', 3], ['b', 1]]` is three times of four an a. */
	weighed<T>(from: readonly (readonly [T, number])[]): T {
		let left = this.#random() * from.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [one, weight] of from) if ((left -= weight) < 0) return one;
		return from[0]?.[0] as T;
	}
}

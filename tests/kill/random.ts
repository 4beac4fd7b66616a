// Chance from a seed: a run that failed can be told by its number. Real processes still keep their own time.

export interface Random {
	/** 0 ≤ x < 1. */
	next(): number;
	/** A whole number, 0 ≤ x < below. */
	below(below: number): number;
	/** One of a list that is not empty. */
	of<T>(list: readonly T[]): T;
	/** Another source, of its own order. */
	fork(): Random;
}

/** mulberry32. */
export function randomFrom(seed: number): Random {
	let state = seed >>> 0;
	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const below = (limit: number): number => Math.floor(next() * limit);
	return {
		next,
		below,
		of: <T>(list: readonly T[]): T => list[below(list.length)] as T,
		fork: () => randomFrom(below(2 ** 32))
	};
}

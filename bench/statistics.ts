/** The middle value; of an even number of values the mean of the middle two. Throws when there is none. */
export function median(values: readonly number[]): number {
	const sorted = ascending(values);
	const half = Math.floor(sorted.length / 2);
	const upper = sorted[half];
	if (upper === undefined) throw new Error('no value was measured');
	return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? upper)) / 2;
}

/** The smallest value that at least `percent` of all values do not exceed (nearest rank). Throws when there is none. */
export function percentile(values: readonly number[], percent: number): number {
	const rank = Math.max(1, Math.ceil((percent / 100) * values.length));
	const value = ascending(values)[rank - 1];
	if (value === undefined) throw new Error('no value was measured');
	return value;
}

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

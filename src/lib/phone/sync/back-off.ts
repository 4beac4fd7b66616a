const FIRST_MS = 1_000;
const LONGEST_MS = 5 * 60_000;

/** How long to leave a server alone after so many failures in a row: full jitter, 1 s up to 5 min. 0 ≤ `random` < 1. */
export function backOffMs(failures: number, random: number): number {
	return Math.max(FIRST_MS, random * Math.min(LONGEST_MS, FIRST_MS * 2 ** failures));
}

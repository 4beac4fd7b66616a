// What a comparison found. Everything but `acknowledged` has to be nothing.

export interface Verdict {
	/** Ops that a person was told are safe, and that were looked for. */
	acknowledged: number;
	lost: number;
	doubled: number;
	half: number;
	/** In words, for whoever has to find out why. */
	problems: string[];
}

export const nothingFound = (): Verdict => ({ acknowledged: 0, lost: 0, doubled: 0, half: 0, problems: [] });

export const isClean = ({ lost, doubled, half, problems }: Verdict): boolean =>
	lost + doubled + half + problems.length === 0;

export function addTo(sum: Verdict, { acknowledged, lost, doubled, half, problems }: Verdict): void {
	sum.acknowledged += acknowledged;
	sum.lost += lost;
	sum.doubled += doubled;
	sum.half += half;
	sum.problems.push(...problems);
}

const WORDS_SHOWN = 12;

/** The four counts, and the first of what was found, a line each. */
export function linesOf({ acknowledged, lost, doubled, half, problems }: Verdict): string[] {
	const counts = `acknowledged ${acknowledged}, lost ${lost}, doubled ${doubled}, half ${half}`;
	const more = problems.length - WORDS_SHOWN;
	return [counts, ...problems.slice(0, WORDS_SHOWN), ...(more > 0 ? [`… and ${more} more`] : [])];
}

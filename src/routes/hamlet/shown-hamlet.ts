// Which hamlet a board shows, and how it counts: kept in the address, so that Back and a link show the same again.
import type { HamletId } from '#domain/ids.ts';

export interface Shown {
	hamlet: HamletId;
	/** People working far away stand in the denominators. */
	countsAway: boolean;
}

/** `h` names a hamlet of those held; without it the member's own first. Undefined when there is none to show. */
export function shownHamlet(
	address: URL,
	own: readonly HamletId[],
	held: readonly HamletId[]
): Shown | undefined {
	const asked = address.searchParams.get('h');
	const hamlet = held.find((id) => id === asked) ?? own.find((id) => held.includes(id));
	return hamlet && { hamlet, countsAway: address.searchParams.has('away') };
}

/** Address of a board page for the same hamlet, counted the same way. */
export function boardAddress(path: string, { hamlet, countsAway }: Shown): string {
	return `${path}?h=${encodeURIComponent(hamlet)}${countsAway ? '&away=1' : ''}`;
}

/** The same address with one thing in it chosen otherwise. */
export function withChoice({ pathname, searchParams }: URL, name: string, value: string): string {
	const query = new URLSearchParams(searchParams);
	query.set(name, value);
	return `${pathname}?${query.toString()}`;
}

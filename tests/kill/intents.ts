// What was meant to be recorded, kept by whoever tapped: the checker compares both databases with it, and with it alone.

/** One change, as it was handed to the phone. */
export interface Change {
	c: string;
	id: string;
	a: Record<string, unknown>;
}

/** One tap: its changes belong together, all of them or none. */
export interface Action {
	member: string;
	changes: readonly Change[];
	/** The phone said that it is kept. */
	isSaved: boolean;
}

/** A day that is given out once, in the order of the taps: an answer that carries it can be told from all others. */
export const dayNumber = (count: number): string =>
	new Date(Date.UTC(2030, 0, 1 + count)).toISOString().slice(0, 10);

// One field of many rows, each value written down once (decision 011): what repeats costs a digit, and is checked once.

/**
 * `[values]`: one for every row, or a single one that all rows have. `[values, marks]`: a mark for every row: 0 the row is
 * without it, 1 the next value not used yet, from 2 on a value used before (2 is the first).
 */
export type Column = [values: unknown[], marks?: number[]];

/** Something said to be packed is not: it is refused whole. */
export class NotPacked extends Error {}

/** `cells`: a JSON value for every row; undefined where a row is without it. */
export function packColumn(cells: readonly unknown[]): Column {
	const values: unknown[] = [];
	const marks: number[] = [];
	const places = new Map<string, number>();
	for (const cell of cells) {
		const text = JSON.stringify(cell) as string | undefined;
		const place = text === undefined ? -2 : places.get(text);
		marks.push(place === undefined ? 1 : place + 2);
		if (text === undefined || place !== undefined) continue;
		places.set(text, values.length);
		values.push(cell);
	}
	const isOneForAll = values.length === 1 && !marks.includes(0);
	return isOneForAll || values.length === cells.length ? [values] : [values, marks];
}

/**
 * The cells of `count` rows; equal values are one object. `isCell` is asked once for each value. Throws `NotPacked` when
 * it says no, when a mark leads nowhere, or when a value is left over.
 */
export function unpackColumn(
	column: unknown,
	count: number,
	isCell: (value: unknown) => boolean = () => true
): unknown[] {
	const [values, marks] = (Array.isArray(column) ? column : []) as [unknown, unknown];
	if (!Array.isArray(values) || !values.every(isCell)) throw new NotPacked('no values');
	if (marks === undefined && values.length === count) return values;
	if (marks === undefined && values.length === 1) return new Array<unknown>(count).fill(values[0]);
	if (!Array.isArray(marks) || marks.length !== count) throw new NotPacked('a mark for every row');
	let used = 0;
	const cells = marks.map((mark: unknown) => {
		if (mark === 0) return undefined;
		const place = mark === 1 ? used++ : Number(mark) - 2;
		// Not by its length alone: half a number or a text is no mark either.
		if (!Number.isInteger(mark) || place < 0 || place >= used || place >= values.length)
			throw new NotPacked('a mark that leads nowhere');
		return values[place] as unknown;
	});
	if (used !== values.length) throw new NotPacked('a value that no row has');
	return cells;
}

/** Numbers that mostly rise: the first as it is, then by how much each is more than the one before. */
export function packRising(numbers: readonly number[]): number[] {
	return numbers.map((number, at) => number - (numbers[at - 1] ?? 0));
}

/** Throws `NotPacked` when one of them would be no whole number that is exact. */
export function unpackRising(steps: unknown): number[] {
	if (!Array.isArray(steps)) throw new NotPacked('no steps');
	let last = 0;
	return steps.map((step: unknown) => {
		last += typeof step === 'number' ? step : NaN;
		if (!Number.isSafeInteger(last)) throw new NotPacked('not a whole number');
		return last;
	});
}

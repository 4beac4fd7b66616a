// One measured number beside its limit. A figure is met or missed; it is never left out because it looks bad.

/** How slow the phone was made while a timing was taken, see calibration.ts. */
export interface Throttle {
	level: 'L1' | 'L2';
	/** Factor handed to Chromium. */
	rate: number;
	/** Benchmark index of the page at that rate; a low-tier phone has 264. */
	index: number;
}

export interface Figure {
	name: string;
	/** In `unit`, rounded for reading; `ok` was told from the exact number. */
	value: number;
	unit: 'B' | 'KB' | 'MB' | 'ms' | 'files' | 'elements' | 'rows';
	/** None where the budget sets none: then it is only told. */
	limit?: number;
	ok: boolean;
	/** Timings only. */
	throttle?: Throttle;
	/** How the number came about, where the name doesn't say it all. */
	note?: string;
}

/** Bytes of one kilobyte in every figure. */
export const KB = 1024;

/** `limit` in KB. */
export function inKB(name: string, bytes: number, limit: number, note?: string): Figure {
	return figure({ name, unit: 'KB', limit, ...(note === undefined ? {} : { note }) }, bytes / KB, 100);
}

export function figure(about: Omit<Figure, 'value' | 'ok'>, exact: number, steps = 1): Figure {
	const { limit } = about;
	return { ...about, value: Math.round(exact * steps) / steps, ok: limit === undefined || exact <= limit };
}

/** A figure's name with the speed it was taken at: what it is found by in the baselines. */
export const nameOf = ({ name, throttle }: Figure): string =>
	throttle === undefined ? name : `${name} (${throttle.level})`;

/** A table for the terminal: a line each, missed ones say so, as do those without a limit; notes beneath. `before` is what was measured last, by `nameOf`. */
export function tableOf(figures: readonly Figure[], before: ReadonlyMap<string, Figure> = new Map()): string {
	const lines = figures.map((one) => [
		one.limit === undefined ? 'told' : one.ok ? 'ok' : 'MISSED',
		nameOf(one),
		`${one.value} ${one.unit}`,
		one.limit === undefined ? '' : `≤ ${one.limit} ${one.unit}`,
		before.has(nameOf(one)) ? `was ${before.get(nameOf(one))?.value}` : ''
	]);
	const widths = lines[0]?.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0))) ?? [];
	return lines
		.map((line, index) => {
			const cells = line.map((cell, at) =>
				at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)
			);
			const note = figures[index]?.note;
			const indented = note === undefined ? '' : `\n${' '.repeat((widths[0] ?? 0) + 4)}${note}`;
			return cells.join('  ').trimEnd() + indented;
		})
		.join('\n');
}

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
	unit: 'KB' | 'ms' | 'files' | 'tasks';
	limit: number;
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
	const { name, unit, limit, ...rest } = about;
	return { name, value: Math.round(exact * steps) / steps, unit, limit, ok: exact <= limit, ...rest };
}

/** A table for the terminal: a line each, missed ones say so, notes beneath. */
export function tableOf(figures: readonly Figure[]): string {
	const lines = figures.map((one) => [
		one.ok ? 'ok' : 'MISSED',
		one.throttle === undefined ? one.name : `${one.name} (${one.throttle.level})`,
		`${one.value} ${one.unit}`,
		`≤ ${one.limit} ${one.unit}`
	]);
	const widths = [0, 1, 2, 3].map((at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
	return lines
		.map((line, index) => {
			const cells = line.map((cell, at) =>
				at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)
			);
			const note = figures[index]?.note;
			return cells.join('  ') + (note === undefined ? '' : `\n${' '.repeat((widths[0] ?? 0) + 4)}${note}`);
		})
		.join('\n');
}

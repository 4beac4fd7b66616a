// What the measurements say of each budget of the phone page. Where it sets no limit for a speed or a size, they are only told.
import { figure, KB, type Figure, type Throttle } from './figure.ts';
import type { ColdStart, FirstDownload, FirstVisit, Footprint } from './measurements.ts';
import type { TapTimes } from './probe.ts';
import { median, percentile } from './statistics.ts';

export function visitFigures(visits: readonly FirstVisit[], throttle: Throttle): Figure[] {
	const paints = visits.map(({ largestPaint }) => largestPaint);
	const usables = visits.map(({ usable }) => usable);
	return [
		inMs('first visit over slow 4G, largest paint', 2_500, median(paints), throttle, paints),
		inMs('first visit over slow 4G, usable', 5_000, median(usables), throttle, usables)
	];
}

export function downloadFigures(
	runs: readonly FirstDownload[],
	people: number,
	throttle: Throttle
): Figure[] {
	const stored = runs.map((run) => run.stored);
	const tasks = runs.map((run) => run.longestTask);
	const isSlow = throttle.level === 'L2';
	const limit = isSlow ? { 2_000: 1_500, 20_000: 6_000 }[people] : undefined;
	return [
		inMs(`first download stored, ${counted(people)}`, limit, median(stored), throttle, stored),
		inMs(
			`longest task of that download, ${counted(people)}`,
			limit === undefined ? undefined : 200,
			median(tasks),
			throttle,
			tasks
		)
	];
}

export function startFigures(starts: readonly ColdStart[], people: number, throttle: Throttle): Figure[] {
	const [paintLimit, usableLimit] = throttle.level === 'L1' ? [1_000, 2_500] : [1_500, 3_500];
	const paints = starts.map(({ paint }) => paint);
	const usables = starts.map(({ usable }) => usable);
	const limit = people <= 2_000 ? usableLimit : undefined;
	return [
		inMs(`first paint, offline cold start, ${counted(people)}`, paintLimit, median(paints), throttle, paints),
		inMs(`list usable, offline cold start, ${counted(people)}`, limit, median(usables), throttle, usables)
	];
}

export function tapFigures(tapped: readonly TapTimes[], people: number, throttle: Throttle): Figure[] {
	const paints = tapped.map(({ paint }) => paint);
	const saves = tapped.map(({ saved }) => saved);
	const isL1 = throttle.level === 'L1';
	const of = counted(people);
	return [
		isL1
			? inMs(`tap to next paint, p75, ${of}`, 100, percentile(paints, 75), throttle, paints)
			: inMs(`tap to next paint, worst, ${of}`, 200, Math.max(...paints), throttle, paints),
		inMs(`tap to “Đã lưu trên máy”, p95, ${of}`, isL1 ? 100 : 150, percentile(saves, 95), throttle, saves)
	];
}

export function searchFigures(keys: readonly number[], people: number, throttle: Throttle): Figure[] {
	const limit = throttle.level === 'L2' ? (people <= 2_000 ? 50 : 100) : undefined;
	return [inMs(`search key to list, p95, ${counted(people)}`, limit, percentile(keys, 95), throttle, keys)];
}

/** The slower phone's only: memory and elements do not depend on the speed. */
export function footprintFigures(
	{ heap, elements, rows }: Footprint,
	people: number,
	throttle: Throttle
): Figure[] {
	if (throttle.level === 'L1') return [];
	const of = `, list of ${counted(people)}`;
	return [
		figure({ name: `heap${of}`, unit: 'MB', limit: people <= 2_000 ? 40 : 100 }, heap / KB / KB, 10),
		figure({ name: `elements drawn${of}`, unit: 'elements', limit: 1_500 }, elements),
		figure({ name: `rows drawn${of}`, unit: 'rows', limit: 60 }, rows)
	];
}

function inMs(
	name: string,
	limit: number | undefined,
	exact: number,
	throttle: Throttle,
	all: readonly number[]
): Figure {
	const [least, middle, most] = [Math.min(...all), median([...all]), Math.max(...all)].map(Math.round);
	const note = `of ${all.length}: ${least} to ${most}, median ${middle} ms`;
	return figure({ name, unit: 'ms', throttle, note, ...(limit === undefined ? {} : { limit }) }, exact);
}

const counted = (people: number): string => `${people.toLocaleString('en')} people`;

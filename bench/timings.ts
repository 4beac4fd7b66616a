// The timings of the phone page's budgets, in a real Chromium on the built app with a real import behind it.
// Timings tell, they don't fail: the same code is slower on a busier machine.
import { figure, KB, type Figure, type Throttle } from './figure.ts';
import { calibrate, hostIndex, type Calibration } from './calibration.ts';
import {
	coldStart,
	type ColdStart,
	firstDownload,
	type FirstDownload,
	footprint,
	type Footprint,
	requestedFiles,
	searchKeys,
	taps
} from './measurements.ts';
import type { TapTimes } from './probe.ts';
import { median, percentile } from './statistics.ts';
import { TrialCommune } from './trial-commune.ts';
import { newPhone, signIn, untilReadyForNoNetwork } from './trial-phone.ts';
import type { Phone } from '../tests/support/real-phone.ts';

const STARTS = 5;
const TAPS = 60;
const HAMLET = { people: 2_000, downloads: 5 };
const COMMUNE = { people: 20_000, downloads: 3 };

export interface Timings {
	calibration: Calibration;
	figures: Figure[];
	/** Name and version. */
	browser: string;
	/** What Chromium fetched for the first route from an empty cache. */
	requested: string[];
}

export async function takeTimings(say: (line: string) => void): Promise<Timings> {
	const { calibration, browser } = await onPhone(await newPhone(1), async ({ page }) => ({
		calibration: await calibrate(page),
		browser: `Chromium ${page.context().browser()?.version() ?? ''}`
	}));
	const { L1, L2 } = calibration.levels;
	say(`calibrated: benchmark index ${calibration.host}; L1 ${L1.rate}×, L2 ${L2.rate}×`);
	const hamlet = await hamletTimings(calibration.levels, say);
	const commune = await communeTimings(L2, say);
	calibration.hostAfter = await onPhone(await newPhone(1), ({ page }) => hostIndex(page));
	return { calibration, browser, figures: [...hamlet.figures, ...commune], requested: hamlet.requested };
}

/** A volunteer's hamlet of 2,000 people. */
async function hamletTimings({ L1, L2 }: Calibration['levels'], say: (line: string) => void) {
	const commune = await TrialCommune.open(HAMLET.people, HAMLET.downloads);
	try {
		const { phone, downloads } = await downloadOften(commune, HAMLET.downloads, L2);
		say(`${downloads.length} first downloads of 2,000 people`);
		return await onPhone(phone, async () => {
			await untilReadyForNoNetwork(phone.page);
			const requested = await requestedFiles(phone.page, commune.origin);
			await commune.stop();
			const figures = downloadFigures(downloads, HAMLET.people, 1_500, L2);
			figures.push(...footprintFigures(await footprint(phone.page), HAMLET.people, 40));
			for (const throttle of [L1, L2]) {
				const starts: ColdStart[] = [];
				// One more, not counted: the browser keeps compiled scripts from the second start on.
				for (let start = 0; start <= STARTS; start += 1)
					starts.push(await coldStart(phone, commune.origin, throttle.rate));
				const keys = await searchKeys(phone.page);
				const tapped = await taps(phone.page, TAPS);
				figures.push(...startFigures(starts.slice(1), throttle));
				figures.push(...tapFigures(tapped, throttle), ...searchFigures(keys, HAMLET.people, 50, throttle));
				say(`${STARTS} cold starts, ${tapped.length} taps, ${keys.length} keys at ${throttle.level}`);
			}
			return { figures, requested };
		});
	} finally {
		await commune.close();
	}
}

/** A merged commune in one list of 20,000 people. */
async function communeTimings(throttle: Throttle, say: (line: string) => void): Promise<Figure[]> {
	const commune = await TrialCommune.open(COMMUNE.people, COMMUNE.downloads);
	try {
		const { phone, downloads } = await downloadOften(commune, COMMUNE.downloads, throttle);
		say(`${downloads.length} first downloads of 20,000 people`);
		return await onPhone(phone, async ({ page }) => [
			...downloadFigures(downloads, COMMUNE.people, 6_000, throttle),
			...searchFigures(await searchKeys(page), COMMUNE.people, 100, throttle),
			...footprintFigures(await footprint(page), COMMUNE.people, 100)
		]);
	} finally {
		await commune.close();
	}
}

/** Each download on a new phone; the last phone is handed back with the list on it. */
async function downloadOften(commune: TrialCommune, times: number, { rate }: Throttle) {
	const downloads: FirstDownload[] = [];
	for (;;) {
		const phone = await newPhone(rate);
		try {
			await signIn(phone.page, commune.nextInvite());
			downloads.push(await firstDownload(phone.page));
		} catch (error) {
			await phone.dispose();
			throw error;
		}
		if (downloads.length === times) return { phone, downloads };
		await phone.dispose();
	}
}

async function onPhone<T>(phone: Phone, measure: (phone: Phone) => Promise<T>): Promise<T> {
	try {
		return await measure(phone);
	} finally {
		await phone.dispose();
	}
}

function downloadFigures(runs: FirstDownload[], people: number, limit: number, throttle: Throttle): Figure[] {
	const stored = runs.map((run) => run.stored);
	const tasks = runs.map((run) => run.longestTask);
	return [
		inMs(`first download stored, ${counted(people)} people`, limit, median(stored), throttle, stored),
		inMs(`longest task of that download, ${counted(people)} people`, 200, median(tasks), throttle, tasks)
	];
}

function startFigures(starts: ColdStart[], throttle: Throttle): Figure[] {
	const [paintLimit, usableLimit] = throttle.level === 'L1' ? [1_000, 2_500] : [1_500, 3_500];
	const paints = starts.map(({ paint }) => paint);
	const usables = starts.map(({ usable }) => usable);
	return [
		inMs('first paint, offline cold start', paintLimit, median(paints), throttle, paints),
		inMs('list usable, offline cold start, 2,000 people', usableLimit, median(usables), throttle, usables)
	];
}

function tapFigures(tapped: TapTimes[], throttle: Throttle): Figure[] {
	const paints = tapped.map(({ paint }) => paint);
	const saves = tapped.map(({ saved }) => saved);
	const isL1 = throttle.level === 'L1';
	return [
		isL1
			? inMs('tap to next paint, p75', 100, percentile(paints, 75), throttle, paints)
			: inMs('tap to next paint, worst', 200, Math.max(...paints), throttle, paints),
		inMs('tap to “Đã lưu trên máy”, p95', isL1 ? 100 : 150, percentile(saves, 95), throttle, saves)
	];
}

function searchFigures(keys: number[], people: number, limit: number, throttle: Throttle): Figure[] {
	if (throttle.level === 'L1') return [];
	return [
		inMs(`search key to list, p95, ${counted(people)} people`, limit, percentile(keys, 95), throttle, keys)
	];
}

function footprintFigures({ heap, elements, rows }: Footprint, people: number, heapLimit: number): Figure[] {
	const of = `, list of ${counted(people)} people`;
	return [
		figure({ name: `heap${of}`, unit: 'MB', limit: heapLimit }, heap / KB / KB, 10),
		figure({ name: `elements drawn${of}`, unit: 'elements', limit: 1_500 }, elements),
		figure({ name: `rows drawn${of}`, unit: 'rows', limit: 60 }, rows)
	];
}

function inMs(
	name: string,
	limit: number,
	exact: number,
	throttle: Throttle,
	all: readonly number[]
): Figure {
	const [least, middle, most] = [Math.min(...all), median(all), Math.max(...all)].map(Math.round);
	const note = `of ${all.length}: ${least} to ${most}, median ${middle} ms`;
	return figure({ name, unit: 'ms', limit, throttle, note }, exact);
}

const counted = (people: number): string => people.toLocaleString('en');

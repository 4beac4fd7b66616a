// All budgets in one table: bytes, which decide the exit code, then timings, which are only told: unless a part of them was not taken.
import { availableParallelism, cpus, loadavg } from 'node:os';
import { readBaselines, saveBaselines, type Conditions } from './baselines.ts';
import { readRecords, weightOfAll } from './build-files.ts';
import { byteFigures, FIRST_ROUTE } from './bytes.ts';
import { KB, tableOf, type Figure } from './figure.ts';
import { filesOfRoute } from './first-route.ts';
import { buildIfNeeded } from './fresh-build.ts';
import { takeTimings, type Timings } from './timings.ts';

/** Share by which the machine's own speed may change during the timings before they are doubtful. */
const DRIFT = 0.2;

export interface BudgetOptions {
	/** Print the figures once more as JSON, as the last line. */
	json: boolean;
	/** Keep them as the new baselines. */
	save: boolean;
}

/** Processes that wanted to run in the last minute; building the app before alone makes about one. */
const BUSY = 1.5;

export async function budgets({ json, save }: BudgetOptions): Promise<void> {
	const say = (line: string): void => console.log(line);
	buildIfNeeded(say);
	const bytes = await byteFigures();
	const load = Math.round((loadavg()[0] ?? 0) * 10) / 10;
	if (load > BUSY)
		say(`This machine is busy (load ${load}): timings will be worse than they are. Better wait.`);
	const before = readBaselines();
	const tell = (figures: readonly Figure[]): void => {
		if (figures.length > 0) say(tableOf(figures, before));
	};
	tell(bytes);
	const timings = await takeTimings(say, tell);
	const figures = [...bytes, ...timings.figures];
	const conditions = conditionsOf(timings, load);
	say('');
	say(tableOf(figures, before));
	say('');
	for (const part of timings.failed) say(`NOT MEASURED: ${part}`);
	say(crossCheck(timings.requested));
	say(conditionsText(conditions));
	if (save) saveBaselines(figures, conditions);
	if (json) say(JSON.stringify(figures));
	if (bytes.some(({ ok }) => !ok) || timings.failed.length > 0) process.exitCode = 1;
}

/** Whether the closure computed from the build is what a browser really fetches. */
function crossCheck(requested: readonly string[]): string {
	const isCode = (file: string): boolean => /\.(js|css)$/.test(file) && file !== 'service-worker.js';
	const computed = filesOfRoute(readRecords(), FIRST_ROUTE).filter(isCode);
	const fetched = requested.filter(isCode);
	const more = fetched.filter((file) => !computed.includes(file));
	const fewer = computed.filter((file) => !fetched.includes(file));
	if (more.length === 0 && fewer.length === 0)
		return `Chromium fetched the same ${fetched.length} scripts and styles for ${FIRST_ROUTE} as were computed.`;
	return [
		`Chromium fetched other scripts and styles for ${FIRST_ROUTE} than were computed:`,
		`  more:  ${more.join(', ') || 'none'} (${Math.round((weightOfAll(more) / KB) * 10) / 10} KB)`,
		`  fewer: ${fewer.join(', ') || 'none'} (${Math.round((weightOfAll(fewer) / KB) * 10) / 10} KB)`
	].join('\n');
}

function conditionsOf({ calibration, browser }: Timings, load: number): Conditions {
	return {
		date: new Date().toISOString().slice(0, 10),
		processor: cpus()[0]?.model ?? 'unknown',
		cores: availableParallelism(),
		load,
		browser,
		node: process.version,
		calibration
	};
}

function conditionsText({ processor, cores, load, browser, node, calibration }: Conditions): string {
	const { host, hostAfter = host, levels } = calibration;
	const drift = Math.abs(hostAfter / host - 1) > DRIFT ? ' The speed changed meanwhile: measure again.' : '';
	const speeds = Object.values(levels).map(
		({ level, rate, index }) => `${level} slowed down ${rate} times, index ${index}`
	);
	return [
		'1 KB = 1024 bytes. Text is brotli of the highest quality, pictures as they are.',
		`Measured with ${browser}, Node ${node}, ${cores} cores (${processor}), load ${load} before.`,
		`Benchmark index of the page ${host} before and ${hostAfter} after.${drift}`,
		`${speeds.join('; ')}. A low-tier phone has 264.`
	].join('\n');
}

// How slow this machine's browser has to be made to be as slow as a cheap phone. A fixed factor would mean another
// phone on every machine; so the page runs a fixed piece of work first, and the factor follows from its speed.
import type { Page } from '@playwright/test';
import type { Throttle } from './figure.ts';
import { median } from './statistics.ts';

/** Benchmark index of a low-tier phone (Moto G Power 2022), as Chromium's developer tools calibrate theirs. */
const LOW_TIER_INDEX = 264;

/** Benchmark index aimed at. L1: a low-tier phone. L2: one that is half as slow again. */
const TARGETS = { L1: LOW_TIER_INDEX, L2: LOW_TIER_INDEX / 1.5 };

/** L2 is at least this many times slower than the machine. */
const LEAST_L2_RATE = 6;

/** Share of the target by which an index may miss it; measured again with another rate otherwise. */
const TOLERANCE = 0.12;
const TRIES = 5;

/** How far the rate may go from the machine's index by the target: beyond that it is disturbed, not slow. */
const REACH = 1.25;

export interface Calibration {
	/** Benchmark index of the page as it is. */
	host: number;
	/** The same after all timings were taken: when it has changed, so has the machine's speed meanwhile. */
	hostAfter?: number;
	levels: Record<Throttle['level'], Throttle>;
}

export async function calibrate(page: Page): Promise<Calibration> {
	const setRate = await rateOf(page);
	const at = async (level: Throttle['level'], rate: number): Promise<Throttle> => {
		await setRate(rate);
		return { level, rate, index: await indexOf(page, 3) };
	};
	const host = await hostIndex(page);
	const levels = { L1: await aim('L1', host, at), L2: await aim('L2', host, at) };
	return { host, levels };
}

/** Benchmark index of a page that is not slowed down. */
export async function hostIndex(page: Page): Promise<number> {
	// Once for warming up: the first run is compiled while it is measured.
	await indexOf(page, 1);
	return indexOf(page, 5);
}

/** The rate with the index nearest to the target: the browser's throttle is not exact, and the machine's speed drifts. */
async function aim(
	level: Throttle['level'],
	host: number,
	at: (level: Throttle['level'], rate: number) => Promise<Throttle>
): Promise<Throttle> {
	const target = TARGETS[level];
	const least = level === 'L2' ? LEAST_L2_RATE : 1;
	const missedBy = ({ index }: Throttle): number => Math.abs(index / target - 1);
	const exact = host / target;
	let next = exact;
	let best: Throttle | undefined;
	for (let tries = 0; tries < TRIES; tries += 1) {
		const tried = await at(level, Math.max(least, Math.round(next * 10) / 10));
		if (best === undefined || missedBy(tried) < missedBy(best)) best = tried;
		if (missedBy(best) <= TOLERANCE) break;
		next = Math.min(exact * REACH, Math.max(exact / REACH, tried.rate * (tried.index / target)));
	}
	if (best === undefined) throw new Error('the speed of the page was not measured');
	return best;
}

/** Slows the page's main thread down by `rate`, for this and later documents of the tab; workers stay fast. Once a tab. */
export async function throttle(page: Page, rate: number): Promise<void> {
	const setRate = await rateOf(page);
	await setRate(rate);
}

/** One session a tab: what two of them ask for would overrule each other. */
async function rateOf(page: Page): Promise<(rate: number) => Promise<void>> {
	const session = await page.context().newCDPSession(page);
	return async (rate) => {
		await session.send('Emulation.setCPUThrottlingRate', { rate });
	};
}

async function indexOf(page: Page, runs: number): Promise<number> {
	const indexes: number[] = [];
	while (indexes.length < runs) indexes.push(await page.evaluate(benchmarkIndex));
	return Math.round(median(indexes));
}

/**
 * Lighthouse's benchmark index: how often a second, divided by ten, a text of 10,000 letters is put together (which keeps
 * the memory manager busy) and 100,000 numbers are copied (which does not); the mean of both. Runs in the page, so it
 * can use nothing from outside.
 */
function benchmarkIndex(): number {
	const from = Array.from({ length: 100_000 }, (_, index) => index);
	const to = [...from];
	const perSecond = (work: () => void): number => {
		const start = performance.now();
		let rounds = 0;
		while (rounds % 10 !== 0 || performance.now() - start < 500) {
			work();
			rounds += 1;
		}
		return rounds / ((performance.now() - start) / 1000);
	};
	const texts = perSecond(() => {
		let text = '';
		for (let letter = 0; letter < 10_000; letter += 1) text += 'a';
		if (text.length === 1) throw new Error('never happens; keeps the loop from being left out');
	});
	const copies = perSecond(() => {
		for (let index = 0; index < from.length; index += 1) to[index] = from[index] ?? 0;
	});
	return (texts + copies) / 2 / 10;
}

// How slow this machine's browser has to be made to be as slow as a cheap phone. A fixed factor would mean another
// phone on every machine; so the page runs a fixed piece of work first, and the factor follows from its speed.
import type { Page } from '@playwright/test';
import type { Throttle } from './figure.ts';
import { median } from './statistics.ts';

/** Benchmark index of a low-tier phone (Moto G Power 2022), as Chromium's developer tools calibrate theirs. */
const LOW_TIER_INDEX = 264;

export interface Calibration {
	/** Benchmark index of the page as it is. */
	host: number;
	/** L1: a low-tier phone. L2: half as slow again, and at least six times slower than this machine. */
	levels: Record<Throttle['level'], Throttle>;
}

export async function calibrate(page: Page): Promise<Calibration> {
	const setRate = await rateOf(page);
	const measured = async (level: Throttle['level'], exact: number): Promise<Throttle> => {
		const rate = Math.round(exact * 10) / 10;
		await setRate(rate);
		return { level, rate, index: await indexOf(page, 5) };
	};
	// Once for warming up: the first run is compiled while it is measured.
	await indexOf(page, 1);
	const host = await indexOf(page, 5);
	const rate = Math.max(1, host / LOW_TIER_INDEX);
	const levels = { L1: await measured('L1', rate), L2: await measured('L2', Math.max(6, rate * 1.5)) };
	return { host, levels };
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

// How long a page of the hamlet head's board takes from the tap to its drawing (F20), on a merged hamlet that several weeks
// of evenings have been recorded of: 5,000 people on a phone as slow as L2, without a network.
import type { Page } from '@playwright/test';
import { prepareWeeks } from './board-weeks.ts';
import { calibrate, hostIndex, throttle } from './calibration.ts';
import { figure, tableOf, type Figure, type Throttle } from './figure.ts';
import { buildIfNeeded } from './fresh-build.ts';
import { readBaselines, saveBaselines } from './baselines.ts';
import { median } from './statistics.ts';
import { TrialCommune } from './trial-commune.ts';
import { newPhone, signIn, untilReadyForNoNetwork } from './trial-phone.ts';

const PEOPLE = 5_000;
const TIMES = 5;
const MOST_MS = 200;

/** Pages of the board, each opened from the one that leads to it. */
const FROM_TODAY = ['/hamlet'];
const FROM_BOARD = ['/hamlet/not-reached', '/hamlet/item', '/hamlet/more'];
const FROM_MORE = [
	...['/hamlet/due', '/hamlet/blocked', '/hamlet/often-shut', '/hamlet/not-lately', '/hamlet/away'],
	...['/hamlet/cards', '/hamlet/change', '/hamlet/groups', '/hamlet/other', '/hamlet/assignments'],
	...['/hamlet/summary', '/hamlet/tally']
];

export async function board({ json, save }: { json: boolean; save: boolean }): Promise<void> {
	buildIfNeeded((line) => console.log(line));
	const phone = await newPhone(1);
	const commune = await TrialCommune.open(PEOPLE, 1, { role: 'hamlet-head', prepare: prepareWeeks });
	try {
		const { host, levels } = await calibrate(phone.page);
		console.log(`calibrated: benchmark index ${host}; L2 ${levels.L2.rate}×, index ${levels.L2.index}`);
		await throttle(phone.page, 1);
		await signIn(phone.page, commune.nextInvite());
		await untilReadyForNoNetwork(phone.page);
		await commune.stop();
		const figures = await timesOfPages(phone.page, levels.L2);
		console.log(tableOf(figures, readBaselines()));
		console.log(`Benchmark index of the page ${host} before and ${await hostIndex(phone.page)} after.`);
		if (save) saveBaselines(figures);
		if (json) console.log(JSON.stringify(figures));
	} finally {
		await phone.dispose();
		await commune.close();
	}
}

async function timesOfPages(page: Page, slow: Throttle): Promise<Figure[]> {
	const figures: Figure[] = [];
	const measure = async (paths: readonly string[]) => {
		for (const path of paths) {
			const times = [];
			// Once more, not counted: the page's scripts are fetched and compiled then.
			for (let time = 0; time <= TIMES; time += 1) {
				await page.locator(linkTo(path)).first().waitFor();
				await page.evaluate(untilIdle);
				await throttle(page, slow.rate);
				times.push(await openingOf(page, path));
				await throttle(page, 1);
				await page.goBack();
			}
			const note = `first time ${Math.round(times[0] ?? NaN)} ms`;
			const about = {
				name: `${path} drawn after the tap`,
				unit: 'ms',
				limit: MOST_MS,
				throttle: slow,
				note
			} as const;
			figures.push(figure(about, median(times.slice(1))));
		}
	};
	await measure(FROM_TODAY);
	await page.locator(linkTo('/hamlet')).first().click();
	await measure(FROM_BOARD);
	await page.locator(linkTo('/hamlet/more')).first().click();
	await measure(FROM_MORE);
	return figures;
}

/** Runs in the page: what is done when nobody waits is done, as it is when a person has looked where to tap. */
const untilIdle = (): Promise<void> => new Promise((resolve) => requestIdleCallback(() => resolve()));

/** On the page or at its foot: with or without the hamlet in the address. */
const linkTo = (path: string): string => `a[href="${path}"], main a[href^="${path}?"]`;

/** Milliseconds from the tap on the way to a page until the frame that shows it, timed in the page itself. */
function openingOf(page: Page, path: string): Promise<number> {
	return page.evaluate(
		({ link, path }) =>
			new Promise<number>((resolve, reject) => {
				const way = document.querySelector<HTMLElement>(link);
				const before = document.querySelector('main');
				if (way === null) return reject(new Error(`no way to ${path}`));
				const observer = new MutationObserver(() => {
					const main = document.querySelector('main');
					if (location.pathname !== path || main === null || main === before) return;
					observer.disconnect();
					requestAnimationFrame(() => {
						const { port1, port2 } = new MessageChannel();
						port1.onmessage = () => resolve(performance.now() - start);
						port2.postMessage(null);
					});
				});
				observer.observe(document, { subtree: true, childList: true });
				const start = performance.now();
				way.click();
			}),
		{ link: linkTo(path), path }
	);
}

// How long a page of the hamlet head's board takes from the tap to its drawing (F20), on a merged hamlet that several weeks
// of evenings have been recorded of: 5,000 people on a phone as slow as L2, without a network.
import type { Page } from '@playwright/test';
import { untilReadyForTheRoad } from '../tests/support/story.ts';
import { prepareWeeks } from './board-weeks.ts';
import { calibrate, hostIndex, throttle } from './calibration.ts';
import { figure, tableOf, type Figure, type Throttle } from './figure.ts';
import { buildIfNeeded } from './fresh-build.ts';
import { taps } from './measurements.ts';
import { readBaselines, saveBaselines } from './baselines.ts';
import { median } from './statistics.ts';
import { TrialCommune } from './trial-commune.ts';
import { newPhone, signIn } from './trial-phone.ts';

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
		await untilReadyForTheRoad(phone.page);
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
	const measure = async (paths: readonly string[], before?: () => Promise<void>) => {
		for (const path of paths) figures.push(await timeOf(page, path, slow, before));
	};
	await measure(FROM_TODAY);
	await measure(FROM_TODAY, () => oneAnswer(page));
	await page.locator(linkTo('/hamlet')).first().click();
	await measure(FROM_BOARD);
	await page.locator(linkTo('/hamlet/more')).first().click();
	await measure(FROM_MORE);
	return figures;
}

/** Median of several openings; `before` each of them something is done that the page has to count anew. */
async function timeOf(
	page: Page,
	path: string,
	slow: Throttle,
	before?: () => Promise<void>
): Promise<Figure> {
	const times: number[] = [];
	// Once more, not counted: the page's scripts are fetched and compiled then.
	while (times.length <= TIMES) {
		await before?.();
		await page.locator(linkTo(path)).first().waitFor();
		await page.evaluate(untilQuiet, QUIET_MS);
		await throttle(page, slow.rate);
		times.push(await openingOf(page, path));
		await throttle(page, 1);
		if ((await page.getByText(NOT_OPENED).count()) > 0) throw new Error(`${path} did not open`);
		await goBackFrom(page, path);
	}
	const [first = NaN, ...others] = times.map(Math.round);
	const after = before === undefined ? '' : ', after an answer';
	const note = `first time ${first} ms; then ${others.join(', ')}`;
	const name = `${path} drawn after the tap${after}`;
	return figure({ name, unit: 'ms', limit: MOST_MS, throttle: slow, note }, median(times.slice(1)));
}

/** Something recorded at a door, and back on the list. */
async function oneAnswer(page: Page): Promise<void> {
	await taps(page, 1);
	await goBackFrom(page, new URL(page.url()).pathname);
}

async function goBackFrom(page: Page, path: string): Promise<void> {
	await page.goBack();
	await page.waitForURL(({ pathname }) => pathname !== path);
}

/** What stands in a page's place when it could not be opened. */
const NOT_OPENED = /Trang này chưa (mở được|có trên máy)/;

/** How long nothing is drawn before a page counts as at rest. */
const QUIET_MS = 300;

/** Runs in the page: what is done when nobody waits is done, as it is when a person has looked where to tap. */
function untilQuiet(quietMs: number): Promise<void> {
	return new Promise((resolve) => {
		let drawnAt = performance.now();
		const observer = new MutationObserver(() => (drawnAt = performance.now()));
		observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
		const look = (): void => {
			if (performance.now() - drawnAt < quietMs) return void setTimeout(look, quietMs / 4);
			observer.disconnect();
			requestIdleCallback(() => resolve());
		};
		look();
	});
}

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

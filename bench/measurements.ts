// The single measurements, each on a phone that is there. Limits and order are budgets.ts's business.
import type { Page } from '@playwright/test';
import { ROW, type TapTimes } from './probe.ts';
import { openList, reopenOffline, searchField, tap, touchOf, typeKey, untilRows } from './trial-phone.ts';
import type { Phone } from '../tests/support/real-phone.ts';

export interface ColdStart {
	/** First contentful paint, in ms since the navigation began. */
	paint: number;
	/** The first row was drawn, plus the time the list took to answer a key typed at that moment. */
	usable: number;
}

/** Ends the browser, starts it on the same profile without network or server, and opens the list. */
export async function coldStart(phone: Phone, origin: string, rate: number): Promise<ColdStart> {
	await reopenOffline(phone, rate);
	const { page } = phone;
	const { paint, rows, key } = await openList(page, `${origin}/today`);
	await searchField(page).fill('');
	return { paint, usable: rows + key };
}

export interface FirstVisit {
	/** Largest contentful paint, in ms since the navigation began. */
	largestPaint: number;
	/** The button that starts was drawn and answers: the page has its scripts. */
	usable: number;
}

/** Lighthouse's slow 4G: 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back. */
const SLOW_4G = {
	offline: false,
	latency: 150,
	downloadThroughput: (1_600 * 1_024) / 8,
	uploadThroughput: (750 * 1_024) / 8
};

/** Opens an invite with nothing of the app on the phone, over a slow network, and does not start with it. */
export async function firstVisit(page: Page, invite: string): Promise<FirstVisit> {
	const session = await page.context().newCDPSession(page);
	await session.send('Network.enable');
	await session.send('Network.emulateNetworkConditions', SLOW_4G);
	await page.goto(invite);
	// The static page has no button: it is drawn by the app, which then answers it.
	await page.getByRole('button', { name: 'Bắt đầu' }).waitFor();
	const times = await page.evaluate(
		() =>
			new Promise<FirstVisit>((resolve) => {
				const usable = performance.now();
				new PerformanceObserver((list) => {
					const largestPaint = list.getEntries().at(-1)?.startTime ?? NaN;
					resolve({ largestPaint, usable });
				}).observe({ type: 'largest-contentful-paint', buffered: true });
			})
	);
	await session.detach();
	return times;
}

/** Given names and families of the invented lists: every letter narrows the list. */
const TYPED = ['loc', 'nga', 'phuc', 'dung', 'vinh', 'sau', 'oanh', 'tam', 'bui', 'yen'];

/** Milliseconds from key to list, for keys that change what is shown. */
export async function searchKeys(page: Page): Promise<number[]> {
	const times: number[] = [];
	for (const name of TYPED) {
		await searchField(page).fill('');
		await searchField(page).click();
		for (const letter of name) times.push((await typeKey(page, letter)) ?? NaN);
	}
	await searchField(page).fill('');
	return times.filter((time) => !Number.isNaN(time));
}

/** Opens a household of four or more and answers its questions one by one, over and over. */
export async function taps(page: Page, count: number): Promise<TapTimes[]> {
	await page
		.locator(ROW)
		.filter({ hasText: /[4-6]\sngười/ })
		.first()
		.click();
	// An answer tapped a second time says nothing new and records nothing.
	const name = /^(Đã có|Chưa)$/;
	const choices = page.getByRole('group').getByRole('button', { name, pressed: false });
	await choices.first().waitFor();
	const touch = await touchOf(page);
	const times: TapTimes[] = [];
	// A step of five goes from person to person and reaches both answers; what a tap hides or opens is counted anew.
	while (times.length < count) {
		const shown = await choices.count();
		times.push(await tap(page, touch, choices.nth((times.length * 5) % shown)));
	}
	return times;
}

export interface FirstDownload {
	/** From the first request for pages until the last one was on the disk. */
	stored: number;
	/** The longest task of the page meanwhile; 0 when none was longer than 50 ms. */
	longestTask: number;
}

/** The list is shown only once the download is complete: ask when it stands there. */
export async function firstDownload(page: Page): Promise<FirstDownload> {
	return page.evaluate(() => {
		const asked = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/api/sync'));
		const from = asked[0]?.startTime ?? NaN;
		const to = Math.max(...window.probe.pagesAt);
		const meanwhile = window.probe.longTasks.filter(
			({ start, duration }) => start + duration > from && start < to
		);
		return { stored: to - from, longestTask: Math.max(0, ...meanwhile.map(({ duration }) => duration)) };
	});
}

export interface Footprint {
	/** JavaScript memory of the page in bytes, after collecting what is no longer used. */
	heap: number;
	/** Elements of the document, and household rows among them. */
	elements: number;
	rows: number;
}

/** What the page that stands there takes up. */
export async function footprint(page: Page): Promise<Footprint> {
	const session = await page.context().newCDPSession(page);
	await session.send('HeapProfiler.collectGarbage');
	const { usedSize } = await session.send('Runtime.getHeapUsage');
	await session.detach();
	const counts = await page.evaluate(
		(row) => ({
			elements: document.querySelectorAll('*').length,
			rows: document.querySelectorAll(row).length
		}),
		ROW
	);
	return { heap: usedSize, ...counts };
}

/**
 * Files the page asks the server for from the app's own address until the list stands there, with nothing cached and no
 * service worker between.
 */
export async function requestedFiles(page: Page, origin: string): Promise<string[]> {
	const session = await page.context().newCDPSession(page);
	await session.send('Network.enable');
	await session.send('Network.setBypassServiceWorker', { bypass: true });
	await session.send('Network.setCacheDisabled', { cacheDisabled: true });
	const files = new Set<string>();
	page.on('request', (request) => files.add(new URL(request.url()).pathname.slice(1)));
	await page.goto(`${origin}/`);
	await untilRows(page);
	await session.detach();
	return [...files].sort();
}

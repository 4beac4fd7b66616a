// What people do, in their own words: everything is found by its role and its Vietnamese label, as a person finds it.
import { expect, type Locator, type Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';

declare global {
	interface Window {
		axe: typeof axe;
	}
}

/** Opens an invite and starts with it. */
export async function signIn(page: Page, link: string): Promise<void> {
	await page.goto(link);
	await page.getByRole('button', { name: 'Bắt đầu' }).click();
}

/** Waits until the app can open without a network: its worker has all it needs and stands before this page. */
export async function untilReadyForTheRoad(page: Page): Promise<void> {
	await page.evaluate(async () => {
		await navigator.serviceWorker.ready;
		if (navigator.serviceWorker.controller === null)
			await new Promise((done) =>
				navigator.serviceWorker.addEventListener('controllerchange', done, { once: true })
			);
	});
	const board = page
		.getByRole('navigation')
		.locator('a:is([href^="/hamlet"], [href^="/commune"], [href^="/totals"])');
	if ((await board.count()) === 0) return;
	await expect
		.poll(() => page.evaluate(async () => (await caches.match('/board-kept')) !== undefined))
		.toBe(true);
}

/** Without a network the app tries to hand in, now and not when its timers say so, and has found nobody. */
export async function triesInVain(page: Page): Promise<void> {
	const failed = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/api/health'));
	await page.evaluate(() => window.dispatchEvent(new Event('online')));
	await failed;
}

/** Opens a household through the search field, as typed: without marks. */
export async function openHousehold(page: Page, typed: string, head: string): Promise<void> {
	await page.getByRole('searchbox').fill(typed);
	await page
		.getByRole('link', { name: new RegExp(head) })
		.first()
		.click();
	await expect(page.getByRole('heading', { level: 1, name: head })).toBeVisible();
}

/** The three buttons of one item for one person. */
export const itemOf = (page: Page, item: string, person: string): Locator =>
	page.getByRole('group', { name: `${item}, ${person}` });

export async function answer(
	page: Page,
	item: string,
	person: string,
	word: 'Đã có' | 'Chưa'
): Promise<void> {
	const button = itemOf(page, item, person).getByRole('button', { name: word, exact: true });
	await button.click();
	await expect(button).toHaveAttribute('aria-pressed', 'true');
}

/** "Vướng" with its reason from the page of reasons. */
export async function answerBlocked(page: Page, item: string, person: string, reason: string): Promise<void> {
	await itemOf(page, item, person).getByRole('button', { name: 'Vướng', exact: true }).click();
	await page.getByRole('button', { name: reason }).click();
	await expect(itemOf(page, item, person).getByText(reason)).toBeVisible();
}

export const saved = (page: Page): Locator => page.getByText('Đã lưu trên máy');

/** No barrier that axe knows of, on the screen as it stands. */
export async function expectNoBarriers(page: Page): Promise<void> {
	expect(await barriersOf(page)).toEqual([]);
}

/**
 * What axe finds on the screen as it stands, one line for each rule. `strictly`: text has to stand at 7:1 instead of 4.5:1;
 * that takes longer, so only the walk through every page asks for it.
 */
export function barriersOf(page: Page, { strictly = false } = {}): Promise<string[]> {
	return linesOf(page, {
		rules: {
			'color-contrast': { enabled: !strictly },
			'color-contrast-enhanced': { enabled: strictly }
		}
	});
}

/** Only whether text stands at 7:1. */
export function paleTextOf(page: Page): Promise<string[]> {
	return linesOf(page, { runOnly: ['color-contrast-enhanced'] });
}

/**
 * Asked in the page itself, where axe stays until another is loaded, and only for what is wrong: the app has no frames whose
 * results a second page would have to sort, and half a megabyte of script takes long to be read again at each call.
 */
async function linesOf(page: Page, options: RunOptions): Promise<string[]> {
	if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
	return page.evaluate(async (asked) => {
		const { violations } = await window.axe.run(document, { ...asked, resultTypes: ['violations'] });
		return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
	}, options);
}

/** On the page of an evening hour: finds who just came in, and leaves the page on their items. */
export async function checkIn(page: Page, typed: string, name: string): Promise<void> {
	await page.getByRole('searchbox').fill(typed);
	await page
		.getByRole('main')
		.getByRole('button', { name: new RegExp(`^${name}`) })
		.first()
		.click();
	await expect(page.getByRole('link', { name: /^Mở nhà / })).toBeVisible();
}

export const nextPerson = (page: Page): Promise<void> =>
	page.getByRole('button', { name: 'Xong, người tiếp theo' }).click();

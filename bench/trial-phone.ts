// What a person does with the phone in the measurements: by role and visible words, as the journeys do it.
import type { Locator, Page } from '@playwright/test';
import { Phone } from '../tests/journeys/support/phone.ts';
import { throttle } from './calibration.ts';
import { installProbe, type TapTimes, watched } from './probe.ts';

/** A new phone with nothing on it. */
export async function newPhone(rate: number): Promise<Phone> {
	const phone = await Phone.make();
	await prepare(phone.page, rate);
	return phone;
}

/** The same phone after its browser was ended and started again, without a network. */
export async function reopenOffline(phone: Phone, rate: number): Promise<void> {
	await phone.kill();
	await phone.open({ offline: true });
	await prepare(phone.page, rate);
}

async function prepare(page: Page, rate: number): Promise<void> {
	await page.addInitScript(installProbe, watched);
	await throttle(page, rate);
}

/** From the invite's link to the list of households. */
export async function signIn(page: Page, invite: string): Promise<void> {
	await page.goto(invite);
	await page.getByRole('button', { name: 'Bắt đầu' }).click();
	await untilRows(page);
}

/** Everything the phone needs to start without a network is on it. */
export async function untilReadyForNoNetwork(page: Page): Promise<void> {
	await page.evaluate(async () => {
		await navigator.serviceWorker.ready;
	});
}

/** Waits until the first household row was drawn. Returns when that was, in ms since the navigation began. */
export async function untilRows(page: Page): Promise<number> {
	const handle = await page.waitForFunction(() => window.probe.rowsAt, undefined, {
		polling: 100,
		timeout: 60_000
	});
	return (await handle.jsonValue()) ?? NaN;
}

/** Types one letter. Returns the milliseconds until the list had answered; undefined when it stayed as it was. */
export async function typeKey(page: Page, key: string): Promise<number | undefined> {
	await page.evaluate(() => window.probe.watchKey());
	await page.keyboard.press(key);
	return page.evaluate(() => window.probe.key);
}

/** One tap with the finger on something that records. */
export async function tap(page: Page, target: Locator): Promise<TapTimes> {
	await target.scrollIntoViewIfNeeded();
	await page.evaluate(() => window.probe.watchTap());
	await target.click();
	const times = await page.evaluate(() => window.probe.tap);
	if (times === undefined) throw new Error('the page was left during a tap');
	return times;
}

export const searchField = (page: Page): Locator => page.getByRole('searchbox');

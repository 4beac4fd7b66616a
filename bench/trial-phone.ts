// What a person does with the phone in the measurements: by role and visible words, as the journeys do it.
import type { CDPSession, Locator, Page } from '@playwright/test';
import { Phone } from '../tests/support/real-phone.ts';
import { setTimeout as pause } from 'node:timers/promises';
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

/** A list of 20,000 people on the slowest phone, many times over: it is timed, not cut short. */
const ROWS_MS = 300_000;

/** Waits until the first household row was drawn. */
export async function untilRows(page: Page): Promise<void> {
	await page.waitForFunction(() => window.probe.rowsAt, undefined, { polling: 100, timeout: ROWS_MS });
}

/**
 * Opens an address and waits until rows are drawn, without anything of the driver running in the page meanwhile: at ten
 * times slower its scripts alone would cost a fifth of a second. Types one letter at once; returns when that was drawn.
 */
export async function openList(page: Page, address: string): Promise<ListTimes> {
	const session = await page.context().newCDPSession(page);
	const drawn = new Promise<number>((resolve) => {
		session.on('Runtime.bindingCalled', ({ payload }) => resolve(Number(payload)));
	});
	await session.send('Runtime.enable');
	await session.send('Runtime.addBinding', { name: watched.tellRows });
	await session.send('Page.navigate', { url: address });
	const rows = await Promise.race([drawn, pause(60_000, NaN)]);
	const expression = `document.querySelector('input[type=search]').focus(), probe.watchKey()`;
	await session.send('Runtime.evaluate', { expression });
	await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key: 'n', text: 'n' });
	const answer = await session.send('Runtime.evaluate', {
		expression: `probe.key.then((key) => [key, performance.getEntriesByName('first-contentful-paint')[0]?.startTime])`,
		awaitPromise: true,
		returnByValue: true
	});
	await session.detach();
	const [key, paint] = answer.result.value as [number | undefined, number | undefined];
	if (key === undefined || paint === undefined) throw new Error('the list did not come up as expected');
	return { paint, rows, key };
}

export interface ListTimes {
	/** First contentful paint and first row drawn, in ms since the navigation began. */
	paint: number;
	rows: number;
	/** From a key typed as soon as the first row stood there until the list had answered. */
	key: number;
}

/** Types one letter. Returns the milliseconds until the list had answered; undefined when it stayed as it was. */
export async function typeKey(page: Page, key: string): Promise<number | undefined> {
	await page.evaluate(() => window.probe.watchKey());
	await page.keyboard.press(key);
	return page.evaluate(() => window.probe.key);
}

/** How long a finger rests at least between two taps, so that scrolling is over when the tap comes. */
const REST_MS = 300;

/** One tap with the finger on something that records: bare touches, so that nothing of the driver runs in the page. */
export async function tap(page: Page, touch: CDPSession, target: Locator): Promise<TapTimes> {
	await target.evaluate((element) => element.scrollIntoView({ block: 'center' }));
	const box = await target.boundingBox();
	if (box === null) throw new Error('there is nothing to tap');
	await page.evaluate(() => window.probe.watchTap());
	await pause(REST_MS);
	const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
	await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
	await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
	const times = await page.evaluate(() => window.probe.tap);
	if (times === undefined) throw new Error('the page was left during a tap');
	return times;
}

/** A finger for `tap`. */
export async function touchOf(page: Page): Promise<CDPSession> {
	const session = await page.context().newCDPSession(page);
	await session.send('Emulation.setTouchEmulationEnabled', { enabled: true });
	return session;
}

export const searchField = (page: Page): Locator => page.getByRole('searchbox');

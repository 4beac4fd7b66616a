// `npm run screens`: the main screens as they stand in docs/screens, taken from the built app with the sample commune. By
// day with the usual letters, and by night with the largest, on a small phone; the first two on a taller one, too.
import { chromium, type Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { launchOptions } from '../support/browser.ts';
import { openAs } from '../support/open-as.ts';
import { startCommune, type CommuneServer } from '../support/real-commune.ts';
import { readFirstHousehold } from '../support/sample-ids.ts';
import { SCREENS, type SampleIds, type ScreenVisit } from '../support/screens.ts';

const FOLDER = 'docs/screens';
const SMALL = { width: 360, height: 740 };
const PHONE = { viewport: SMALL, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' };
const TALL = { width: 412, height: 915 };
const LOOKS = [
	{ suffix: '', size: SMALL, dress: {} },
	{ suffix: '-night-largest', size: SMALL, dress: { theme: 'night', text: 'largest' } }
] as const;
const ON_A_TALL_PHONE = ['today', 'household'];

async function takeAll(): Promise<void> {
	mkdirSync(FOLDER, { recursive: true });
	const commune = await startCommune();
	const browser = await chromium.launch(launchOptions());
	try {
		const sample = readFirstHousehold(commune.dataDir);
		const shown = SCREENS.filter(({ picture }) => picture !== undefined);
		for (const [opener, screens] of Map.groupBy(shown, (screen) => screen.opener)) {
			const page = await browser.newPage(PHONE);
			await openAs(page, commune, opener);
			if (opener === 'volunteer') await recordALittle(page, commune, sample);
			for (const screen of screens) await take(page, commune, sample, screen);
			await page.close();
		}
	} finally {
		await browser.close();
		await commune.close();
	}
}

/** Some answers, so that the household and the list show more than their beginning. */
async function recordALittle(page: Page, { origin }: CommuneServer, { household }: SampleIds): Promise<void> {
	await page.goto(`${origin}/households/${household}`);
	const first = page.getByRole('group', { name: /^VNeID mức 2, / });
	await first.first().getByRole('button', { name: 'Đã có', exact: true }).click();
	await first.first().getByRole('button', { name: 'Đã xem trên máy' }).click();
	await first.nth(1).getByRole('button', { name: 'Chưa', exact: true }).click();
	await page.getByText('Đã lưu trên máy').waitFor();
}

async function take(
	page: Page,
	{ origin }: CommuneServer,
	sample: SampleIds,
	screen: ScreenVisit
): Promise<void> {
	const tall = ON_A_TALL_PHONE.includes(screen.picture ?? '')
		? [{ suffix: '-tall', size: TALL, dress: {} }]
		: [];
	for (const { suffix, size, dress } of [...LOOKS, ...tall]) {
		await page.setViewportSize(size);
		await page.goto(origin + screen.path(sample));
		await page.getByRole('heading', { level: 1 }).waitFor();
		await page.evaluate((look) => Object.assign(document.documentElement.dataset, look), dress);
		const file = `${FOLDER}/${screen.picture ?? ''}${suffix}.png`;
		await page.screenshot({ path: file });
		console.log(file);
	}
}

await takeAll();

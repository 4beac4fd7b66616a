// `npm run screens`: the main screens as they stand in docs/screens, taken from the built app with the sample commune. By
// day with the usual letters, and by night with the largest, on a small phone; the first two on a taller one, too.
import { chromium, type Browser, type Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { launchOptions } from '../support/browser.ts';
import { startCommune, type CommuneServer } from '../support/real-commune.ts';
import { readFirstHousehold } from '../support/sample-ids.ts';
import { type Opener, SCREENS, type SampleIds, type ScreenVisit } from '../support/screens.ts';
import { signIn } from '../support/story.ts';

const FOLDER = 'docs/screens';
const SMALL = { width: 360, height: 740 };
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
			const page = await openFor(browser, commune, opener);
			if (opener === 'volunteer') await recordALittle(page, commune, sample);
			for (const screen of screens) await take(page, commune, sample, screen);
			await page.context().close();
		}
	} finally {
		await browser.close();
		await commune.close();
	}
}

async function openFor(browser: Browser, { links }: CommuneServer, opener: Opener): Promise<Page> {
	const locale = { locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' };
	const context = await browser.newContext({ viewport: SMALL, ...locale });
	const page = await context.newPage();
	const { volunteer, hamletHead, official } = links;
	if (opener === 'nobody') return page;
	await signIn(page, { volunteer, 'hamlet-head': hamletHead, 'commune-official': official }[opener]);
	await page.getByRole('navigation').waitFor();
	return page;
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

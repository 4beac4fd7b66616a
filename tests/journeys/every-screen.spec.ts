// Every page of the app as those see it who are old, who have thick fingers, who read at night or in the sun.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { giveLongestNames } from '../support/longest-names.ts';
import { openAs } from '../support/open-as.ts';
import { readFirstHousehold } from '../support/sample-ids.ts';
import { startCommune, type CommuneServer } from '../support/real-commune.ts';
import { keyboardFaultsOf } from '../support/keyboard-walk.ts';
import {
	cutWordsOf,
	lostWordsOf,
	outOfLineOf,
	overlapsOf,
	smallTargetsOf
} from '../support/screen-faults.ts';
import { type Opener, routesWithPages, SCREENS, type SampleIds } from '../support/screens.ts';
import { barriersOf, paleTextOf, untilReadyForTheRoad } from '../support/story.ts';

const SMALL_PHONE = { width: 360, height: 740 };
/** The wider kind of phone: what stands beside something else there stands below it on the small one. */
const TALL_PHONE = { width: 412, height: 915 };
/** A small phone's screen at twice the size. */
const ZOOMED = { width: 180, height: 370 };
/** In the commune's office. */
const LAPTOP = { width: 1366, height: 768 };

let commune: CommuneServer;
let sample: SampleIds;

test.beforeAll(async () => {
	commune = await startCommune();
	sample = readFirstHousehold(commune.dataDir);
	giveLongestNames(commune.dataDir, sample);
});
test.afterAll(() => commune.close());

test('every page of the app is walked through here', () => {
	expect([...new Set(SCREENS.map(({ route }) => route))].sort()).toEqual(routesWithPages('.'));
});

const openers: Opener[] = [
	'nobody',
	'practising',
	'volunteer',
	'hamlet-head',
	'commune-official',
	'observer'
];
for (const opener of openers) {
	test(`no barrier, no small target, no pale or lost word on any page of: ${opener}`, async ({ page }) => {
		await openAs(page, commune, opener);
		const found: Record<string, string[]> = {};
		const screens = SCREENS.filter((one) => one.opener === opener);
		for (const screen of screens) {
			await page.goto(`${commune.origin}${screen.path(sample)}`);
			await page.getByRole('heading', { level: 1 }).waitFor();
			await screen.taps?.(page);
			await expect(page.getByText(/^Không tìm thấy/)).toHaveCount(0);
			const faults = await faultsInEveryLook(page, screen.picture !== undefined);
			if (faults.length > 0) found[[screen.route, screen.further].filter(Boolean).join(', ')] = faults;
		}
		expect(found).toEqual({});
		if (opener !== 'nobody')
			await expectWithoutNetwork(page, new Set(screens.map(({ path }) => path(sample))));
	});
}

/** A phone that ended the app while it was open opens it again at the same address, wherever that is (F10). */
async function expectWithoutNetwork(page: Page, paths: ReadonlySet<string>): Promise<void> {
	await untilReadyForTheRoad(page);
	await page.context().setOffline(true);
	for (const path of paths) {
		await page.goto(`${commune.origin}${path}`);
		await page.getByRole('heading', { level: 1 }).waitFor();
	}
}

/** What is wrong, each line with how the page was looked at. */
async function faultsInEveryLook(page: Page, isMain: boolean): Promise<string[]> {
	const faults: string[] = [];
	const add = (look: string, lines: readonly string[]) =>
		faults.push(...lines.map((line) => `${look}: ${line}`));
	add('by keyboard', await keyboardFaultsOf(page));
	await unfold(page);
	add('axe', await barriersOf(page, { strictly: true }));
	add('18 px', await lostWordsOf(page));
	add('18 px', await smallTargetsOf(page));
	add('18 px', await overlapsOf(page));
	await dress(page, { text: 'largest' });
	add('26 px', await lostWordsOf(page));
	add('26 px', await smallTargetsOf(page));
	add('26 px', await cutWordsOf(page));
	add('26 px', await overlapsOf(page));
	await page.setViewportSize(TALL_PHONE);
	add('412 px wide, 26 px', await lostWordsOf(page));
	await dress(page, { text: undefined });
	add('412 px wide', await lostWordsOf(page));
	add('412 px wide', await smallTargetsOf(page));
	await page.setViewportSize(ZOOMED);
	add('at 200 %', await lostWordsOf(page));
	await page.setViewportSize(LAPTOP);
	add('on a laptop', await lostWordsOf(page));
	add('on a laptop', await overlapsOf(page));
	add('on a laptop', await outOfLineOf(page));
	await page.setViewportSize(SMALL_PHONE);
	// That the colours themselves stand at 7:1 is told of every pair, apart (tokens.test.ts).
	for (const theme of isMain ? ['sun', 'night'] : []) {
		await dress(page, { theme });
		add(theme, await paleTextOf(page));
	}
	return faults;
}

/** What is folded away, opened: two are enough, the next person's is like the first one's. */
async function unfold(page: Page): Promise<void> {
	const folded = page.getByRole('main').locator('[aria-expanded=false]');
	for (let left = Math.min(await folded.count(), 2); left > 0; left -= 1) await folded.first().click();
}

function dress(page: Page, look: Record<string, string | undefined>): Promise<void> {
	return page.evaluate((wanted) => {
		for (const [name, value] of Object.entries(wanted)) {
			if (value === undefined) delete document.documentElement.dataset[name];
			else document.documentElement.dataset[name] = value;
		}
	}, look);
}

test('a question of the self-check about an address keeps it on a screen of twice the size', async ({
	page
}) => {
	await openAs(page, commune, 'practising');
	await page.goto(`${commune.origin}/guides/self-check`);
	await page.getByRole('heading', { level: 1 }).waitFor();
	await page.setViewportSize(ZOOMED);
	// Which questions are drawn is chance: this one's words are put into whichever stands there.
	const choice = page.getByRole('main').getByRole('button').locator('span').first();
	await choice.evaluate((element) => (element.textContent = 'Tự gõ dichvucong.gov.vn.'));
	expect(await lostWordsOf(page)).toEqual([]);
});

test('[F9] with the keyboard alone a household is found, answered, undone, and told what is in the way', async ({
	page
}) => {
	await openAs(page, commune, 'practising');
	/** Tab until it is reached, and the key that is pressed there. */
	const press = async (target: Locator, key: 'Enter' | 'Space') => {
		await expect(target).toBeVisible();
		for (let tabs = 0; !(await target.evaluate((one) => one === document.activeElement)); tabs += 1) {
			if (tabs > 150) throw new Error(`Tab does not come to ${String(target)}`);
			await page.keyboard.press('Tab');
		}
		await page.keyboard.press(key);
	};
	const of = (item: string, name: string) =>
		page.getByRole('group', { name: `${item}, Nguyễn Văn Thử` }).getByRole('button', { name, exact: true });
	await press(page.getByRole('link', { name: /^Nguyễn Văn Thử/ }), 'Enter');
	await press(of('VNeID mức 2', 'Đã có'), 'Space');
	await expect(of('VNeID mức 2', 'Đã có')).toHaveAttribute('aria-pressed', 'true');
	await press(page.getByRole('button', { name: 'Hoàn lại' }), 'Enter');
	await expect(of('VNeID mức 2', 'Đã có')).toHaveAttribute('aria-pressed', 'false');
	await press(of('Mobile money', 'Vướng'), 'Enter');
	await press(page.getByRole('button', { name: 'SIM không chính chủ' }), 'Space');
	await expect(
		page
			.getByText('Đã ghi: MM, Vướng')
			.or(page.getByText(/SIM không chính chủ/))
			.first()
	).toBeVisible();
	await press(page.getByRole('link', { name: 'Quay lại' }), 'Enter');
	await expect(page.getByRole('searchbox')).toBeVisible();
});

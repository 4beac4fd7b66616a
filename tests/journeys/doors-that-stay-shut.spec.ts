import { expect, test } from '@playwright/test';
import { startCommune, type CommuneServer } from '../support/real-commune.ts';
import { expectNoBarriers, signIn } from '../support/story.ts';

let commune: CommuneServer;

test.beforeAll(async () => {
	commune = await startCommune();
});
test.afterAll(() => commune.close());

const ZALO =
	'Mozilla/5.0 (Linux; Android 11; CPH2239 Build/RKQ1; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 ' +
	'Chrome/128.0.6613.127 Mobile Safari/537.36 Zalo android/24080001 ZaloTheme/light ZaloLanguage/vi';

test.describe('inside Zalo', () => {
	test.use({ userAgent: ZALO });

	test('nothing is written and the invite is kept for the real browser', async ({ page }) => {
		await page.goto(commune.links.volunteer);
		await expect(page.getByRole('heading', { level: 1, name: 'Mở bằng trình duyệt' })).toBeVisible();
		await expect(page.getByRole('button', { name: 'Bắt đầu' })).toHaveCount(0);
		expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
		await expectNoBarriers(page);
	});
});

test('a browser that is too old is told so in words, never left blank', async ({ page }) => {
	await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'CompressionStream'));
	// The page stops its own loading: it never gets as far as `load`.
	await page.goto(commune.origin, { waitUntil: 'commit' });
	await expect(page.getByRole('heading', { name: 'Trình duyệt này đã cũ' })).toBeVisible();
	await expectNoBarriers(page);
});

test('a second tab of the same member offers to take over, and the first then stops', async ({ context }) => {
	const first = await context.newPage();
	await signIn(first, commune.links.volunteer);
	await expect(first.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible();
	const second = await context.newPage();
	await second.goto(`${commune.origin}/today`);
	await expect(second.getByText('Mọi việc đã ghi vẫn còn nguyên.')).toBeVisible();
	await expectNoBarriers(second);

	await second.getByRole('button', { name: 'Dùng ở đây' }).click();
	await expect(second.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible();
	await expect(first.getByRole('button', { name: 'Dùng ở đây' })).toBeVisible();
	await expect(first.getByRole('link', { name: /Đặng Tấn Lộc/ })).toHaveCount(0);
});

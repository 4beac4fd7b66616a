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
	test.use({ userAgent: ZALO, permissions: ['clipboard-write'] });

	test('[F16] nothing is written, the invite is kept for the real browser, and the way there is shown', async ({
		page,
		context
	}) => {
		await page.goto(commune.links.volunteer);
		await expect(page.getByRole('heading', { level: 1, name: 'Mở bằng trình duyệt' })).toBeVisible();
		await expect(page.getByRole('img', { name: /nút ⋯ ở góc trên/ })).toBeVisible();
		await expect(page.getByRole('button', { name: 'Bắt đầu' })).toHaveCount(0);
		const { host, hash } = new URL(commune.links.volunteer);
		const real = page.getByRole('link', { name: 'Mở bằng trình duyệt' });
		await expect(real).toHaveAttribute(
			'href',
			new RegExp(`^intent://${host}/invite${hash}#Intent;scheme=http;`)
		);
		await page.getByRole('button', { name: 'Chép địa chỉ' }).click();
		await expect(page.getByText(/^Đã chép/)).toBeVisible();
		await expectNoBarriers(page);
		const written = await page.evaluate(async () => {
			const folder = await navigator.storage.getDirectory();
			return {
				databases: await indexedDB.databases(),
				files: (await Array.fromAsync(folder.keys())).length,
				caches: await caches.keys(),
				workers: (await navigator.serviceWorker.getRegistrations()).length,
				kept: Object.keys(localStorage),
				// The framework's own place for the scroll of each page.
				session: Object.keys(sessionStorage).filter((key) => !key.startsWith('sveltekit:'))
			};
		});
		expect(written).toEqual({ databases: [], files: 0, caches: [], workers: 0, kept: [], session: [] });
		expect(await context.cookies()).toEqual([]);
	});
});

test('[LS9] in a private window nobody can sign in, and it says what to do', async ({ page }) => {
	// Chromium's own private windows cannot be told; this one refuses what Safari's and Firefox's refuse.
	await page.addInitScript(() => {
		Reflect.deleteProperty(Navigator.prototype, 'userAgentData');
		StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException('no', 'SecurityError'));
	});
	await page.goto(commune.links.volunteer);
	await expect(page.getByText('Mở lại địa chỉ này ở chế độ thường. Mã: KN-1')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Bắt đầu' })).toHaveCount(0);
	await expectNoBarriers(page);
	await page.goto(`${commune.origin}/sign-in`);
	await expect(page.getByText('Mã: KN-1')).toBeVisible();
	await expect(page.getByLabel(/Mã mời/)).toHaveCount(0);
});

test('[F16] whoever signs in sees first how her browser puts the app on the home screen', async ({
	page
}) => {
	await page.goto(`${commune.origin}/sign-in`);
	await page.getByRole('link', { name: 'Xem cách làm' }).click();
	await page.getByRole('button', { name: 'Cốc Cốc' }).click();
	await expect(page.getByText('Bấm nút ba gạch hoặc ba chấm để mở bảng chọn.')).toBeVisible();
	await page.getByRole('button', { name: 'Safari' }).click();
	await expect(page.getByText('Bấm nút Chia sẻ, hình vuông có mũi tên lên.')).toBeVisible();
	await expect(page.getByRole('img', { name: /nút Chia sẻ ở dưới/ })).toBeVisible();
	await expectNoBarriers(page);
	await page.getByRole('link', { name: 'Quay lại' }).click();
	await expect(page.getByLabel(/Mã mời/)).toBeVisible();
});

test('a phone whose clock is years behind is told so, and not to look for a network', async ({ page }) => {
	await page.clock.setFixedTime(new Date('2020-01-01T00:00:00Z'));
	await page.route('**/api/invites', (route) => route.abort());
	await page.goto(commune.links.volunteer);
	await expect(page.getByText('Giờ trên máy bị sai.')).toBeVisible();
	await expect(page.getByText('Vào Cài đặt của máy, bật giờ tự động.')).toBeVisible();
	await expectNoBarriers(page);
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

import { expect, test } from '@playwright/test';
import { startCommune, type CommuneServer } from '../support/real-commune.ts';
import { answer, expectNoBarriers, openHousehold, saved, untilReadyForTheRoad } from '../support/story.ts';

let commune: CommuneServer;

test.beforeAll(async () => {
	commune = await startCommune();
});
test.afterAll(() => commune.close());

test('[F8] somebody practises before she has signed in, without a network, and nothing of it leaves the phone', async ({
	page,
	context
}) => {
	const asked: string[] = [];
	page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
	const banner = page.getByText('Đang tập. Không phải nhà thật.');
	const databases = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));

	await page.goto(commune.origin);
	await expect(page.getByRole('heading', { level: 1, name: 'Nhập mã mời' })).toBeVisible();
	await untilReadyForTheRoad(page);
	await context.setOffline(true);
	await page.getByRole('button', { name: 'Tập làm thử' }).click();
	await expect(page.getByRole('heading', { level: 1, name: /Thôn Tập/ })).toBeVisible();
	await expect(banner).toBeVisible();
	await expectNoBarriers(page);

	await openHousehold(page, 'van thu', 'Nguyễn Văn Thử');
	await expect(banner).toBeVisible();
	await answer(page, 'VNeID mức 2', 'Nguyễn Văn Thử', 'Đã có');
	await expect(saved(page)).toBeVisible();
	await expectNoBarriers(page);

	// Opened again, as after a kill.
	await page.reload();
	await expect(page.getByRole('heading', { level: 1, name: 'Nguyễn Văn Thử' })).toBeVisible();
	await expect(banner).toBeVisible();
	await page.getByRole('link', { name: 'Máy này' }).click();
	await expect(banner).toBeVisible();
	await expect(page.getByRole('button', { name: 'Gửi ngay' })).toHaveCount(0);
	await expectNoBarriers(page);

	await context.setOffline(false);
	await page.getByRole('link', { name: 'Hôm nay' }).click();
	expect(await databases()).toContain('tung-nha-practice');
	await page.getByRole('button', { name: 'Thôi tập' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Nhập mã mời' })).toBeVisible();
	await expect(banner).toHaveCount(0);
	expect(await databases()).not.toContain('tung-nha-practice');
	expect(asked.filter((line) => !line.startsWith('GET ') || line.includes('/api/'))).toEqual([]);
});

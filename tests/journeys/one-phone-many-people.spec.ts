import { expect, test, type Page } from '@playwright/test';
import { startCommune, type CommuneServer } from '../support/real-commune.ts';
import {
	answer,
	expectNoBarriers,
	itemOf,
	openHousehold,
	saved,
	signIn,
	untilReadyForTheRoad
} from '../support/story.ts';

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
	await page.getByRole('link', { name: 'Hôm nay', exact: true }).click();
	expect(await databases()).toContain('tung-nha-practice');
	await page.getByRole('button', { name: 'Thôi tập' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Nhập mã mời' })).toBeVisible();
	await expect(banner).toHaveCount(0);
	expect(await databases()).not.toContain('tung-nha-practice');
	expect(asked.filter((line) => !line.startsWith('GET ') || line.includes('/api/'))).toEqual([]);
});

const VNEID = 'VNeID mức 2';
const HEAD = 'Lê An';

/** "Đổi người", from wherever she is; the button of one member of this phone. */
async function memberOf(page: Page, name: string) {
	await page.getByRole('link', { name: 'Máy này' }).click();
	await page.getByRole('link', { name: 'Đổi người' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Ai dùng máy này?' })).toBeVisible();
	return page.getByRole('button', { name: new RegExp(name) });
}

const handedIn = (page: Page) =>
	expect(page.getByText(/Xã đã nhận hết lúc/)).toBeVisible({ timeout: 20_000 });

test('[F18] two members share a phone without a network, and each hands in under her own name', async ({
	page,
	context
}) => {
	for (const link of [commune.links.volunteer, commune.links.secondVolunteer]) {
		await signIn(page, link);
		await expect(page.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible();
	}
	await untilReadyForTheRoad(page);
	await context.setOffline(true);

	await test.step('Hoa records', async () => {
		const hoa = await memberOf(page, 'Nguyễn Thị Hoa');
		await expect(hoa).toContainText('Không có gì chờ gửi');
		await expect(page.getByRole('button', { name: /Trần Văn Bình/ })).toContainText('Đang dùng');
		await hoa.click();
		await openHousehold(page, 'le an', HEAD);
		await answer(page, VNEID, HEAD, 'Đã có');
		await expect(saved(page)).toBeVisible();
	});

	await test.step('[F8] she practises in between, and finds her own work as it was', async () => {
		await page.getByRole('link', { name: 'Máy này' }).click();
		await page.getByRole('button', { name: 'Tập làm thử' }).click();
		await expect(page.getByRole('heading', { level: 1, name: /Thôn Tập/ })).toBeVisible();
		await expect(page.getByRole('link', { name: /Đặng Tấn Lộc/ })).toHaveCount(0);
		await page.getByRole('button', { name: 'Thôi tập' }).click();
		await expect(page.getByText(/Còn 1 nhà \(1 mục\) chưa gửi/)).toBeVisible();
		await expect(page.getByText('Đang tập')).toHaveCount(0);
	});

	await test.step('Bình takes the phone: her work waits beside his, and he does not see it', async () => {
		const binh = await memberOf(page, 'Trần Văn Bình');
		await expect(page.getByRole('button', { name: /Nguyễn Thị Hoa/ })).toContainText('Chưa gửi 1 mục');
		await expectNoBarriers(page);
		await binh.click();
		await openHousehold(page, 'le an', HEAD);
		const hers = itemOf(page, VNEID, HEAD).getByRole('button', { name: 'Đã có', exact: true });
		await expect(hers).toHaveAttribute('aria-pressed', 'false');
		await answer(page, VNEID, 'Nguyễn Thị Thảo', 'Chưa');
		await expect(saved(page)).toBeVisible();
	});

	await test.step('back to Hoa, and both hand in', async () => {
		const hoa = await memberOf(page, 'Nguyễn Thị Hoa');
		await expect(page.getByRole('button', { name: /Trần Văn Bình/ })).toContainText('Chưa gửi 1 mục');
		await hoa.click();
		await expect(page.getByText(/Còn 1 nhà \(1 mục\) chưa gửi/)).toBeVisible();
		await context.setOffline(false);
		await handedIn(page);
		await (await memberOf(page, 'Trần Văn Bình')).click();
		await handedIn(page);
		expect(await commune.answersBy()).toEqual([
			`${HEAD}, VN2: Nguyễn Thị Hoa`,
			'Nguyễn Thị Thảo, VN2: Trần Văn Bình'
		]);
	});
});

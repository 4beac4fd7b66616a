import { expect, test, type Page } from '@playwright/test';
import { communePerTest } from '../support/commune-for-tests.ts';
import { lostWordsOf, smallTargetsOf } from '../support/screen-faults.ts';
import {
	answer,
	expectNoBarriers,
	itemOf,
	openHousehold,
	saved,
	untilReadyForTheRoad
} from '../support/story.ts';

const HEAD = 'Lê An';
const WIFE = 'Nguyễn Thị Thảo';
const VNEID = 'VNeID mức 2';

const here = communePerTest();

const handedIn = (page: Page) => page.getByText(/Xã đã nhận hết lúc/);

/** What the walk through every page sees empty is seen here with something on it, with the largest letters too. */
async function expectNoFaults(page: Page): Promise<void> {
	await expectNoBarriers(page);
	for (const text of ['', 'largest']) {
		await page.evaluate((size) => (document.documentElement.dataset.text = size), text);
		expect(await lostWordsOf(page)).toEqual([]);
		expect(await smallTargetsOf(page)).toEqual([]);
	}
	await page.evaluate(() => delete document.documentElement.dataset.text);
}

test('[F3] what the head wants looked at again stands first on Today, until somebody has looked', async () => {
	test.setTimeout(120_000);
	const [hoa, mai] = [
		await here.aPhone(here.commune.links.volunteer),
		await here.aPhone(here.commune.links.hamletHead)
	];
	for (const { page } of [hoa, mai]) {
		await expect(page.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible({ timeout: 20_000 });
		await untilReadyForTheRoad(page);
	}
	await openHousehold(hoa.page, 'le an', HEAD);
	await answer(hoa.page, VNEID, HEAD, 'Đã có');
	await answer(hoa.page, VNEID, WIFE, 'Đã có');
	await expect(hoa.page.getByRole('link', { name: 'Xem lại câu trả lời' })).toHaveCount(0);
	await hoa.page.getByRole('link', { name: 'Quay lại' }).click();
	await expect(handedIn(hoa.page)).toBeVisible({ timeout: 60_000 });
	await hoa.page.getByRole('searchbox').fill('');

	await test.step('at night the head marks one answer and confirms another, without a network', async () => {
		const { page } = mai;
		await page.getByRole('link', { name: 'Bảng thôn' }).click();
		await expect(page.getByText('Đã đến 1/248 hộ.')).toBeVisible({ timeout: 30_000 });
		await expect(page.getByRole('link', { name: /Câu cần kiểm tra lại/ })).toHaveCount(0);
		await page.getByRole('link', { name: 'Hôm nay', exact: true }).click();
		await openHousehold(page, 'le an', HEAD);
		await mai.setOffline(true);
		await page.getByRole('link', { name: 'Xem lại câu trả lời' }).click();
		const again = itemOf(page, VNEID, HEAD).getByRole('button', { name: 'Cần kiểm tra lại' });
		const confirm = itemOf(page, VNEID, WIFE).getByRole('button', { name: 'Cơ quan đã xác nhận' });
		await again.click();
		await expect(again).toHaveAttribute('aria-pressed', 'true');
		await page.getByRole('button', { name: 'Hoàn lại' }).click();
		await expect(again).toHaveAttribute('aria-pressed', 'false');
		await again.click();
		await confirm.click();
		await expect(confirm).toHaveAttribute('aria-pressed', 'true');
		await expect(page.getByText(`Cơ quan đã xác nhận: ${VNEID}, ${WIFE}`)).toBeVisible();
		await expect(saved(page)).toBeVisible();
		await expectNoFaults(page);
		await mai.setOffline(false);
		await page.goto(`${here.commune.origin}/hamlet`);
		await expect(handedIn(page)).toBeVisible({ timeout: 60_000 });
		await expect(page.getByText('Đã đến 1/248 hộ.')).toBeVisible();
		const line = page.getByRole('link', { name: /Câu cần kiểm tra lại/ });
		await expect(line).toContainText('1 câu');
		await line.click();
		await expect(page.getByRole('link', { name: HEAD })).toContainText(`${HEAD}: ${VNEID}`);
		await expectNoFaults(page);
	});

	await test.step('the volunteer sees it before all others, and why', async () => {
		const { page } = hoa;
		await page.goto(`${here.commune.origin}/today`);
		const reason = page.getByText(`Cần kiểm tra lại: ${VNEID}`);
		await expect(reason).toBeVisible({ timeout: 30_000 });
		await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText('Cần đến lại hôm nay · 1 nhà');
		await expectNoFaults(page);
		await hoa.setOffline(true);
		await page
			.getByRole('link', { name: new RegExp(HEAD) })
			.last()
			.click();
		await expect(itemOf(page, VNEID, WIFE)).toContainText('cơ quan đã xác nhận');
		await expect(itemOf(page, VNEID, HEAD)).toContainText('Cần kiểm tra lại');
		await expectNoFaults(page);
	});

	await test.step('who may not mark answers is told whose work it is', async () => {
		const { page } = hoa;
		const door = page.url();
		await page.goto(`${door}/check`);
		await expect(page.getByText('Việc này của trưởng thôn và cán bộ xã.')).toBeVisible();
		await expect(page.getByRole('button', { name: 'Cần kiểm tra lại' })).toHaveCount(0);
		await page.goto(door);
	});

	await test.step('says without a network that it stands, and is not asked again', async () => {
		const { page } = hoa;
		const has = itemOf(page, VNEID, HEAD).getByRole('button', { name: 'Đã có', exact: true });
		const before = await has.boundingBox();
		await has.click();
		await expect(itemOf(page, VNEID, HEAD)).not.toContainText('Cần kiểm tra lại');
		await expect(itemOf(page, VNEID, HEAD)).toContainText('Đã kiểm tra lại');
		await expect(page.getByText(`Đã kiểm tra lại: ${VNEID}, Đã có`)).toBeVisible();
		expect(await has.boundingBox()).toEqual(before);
		await expect(page.getByRole('button', { name: /Vừa giúp xong/ })).toHaveCount(0);
		await expect(saved(page)).toBeVisible();
		await page.getByRole('link', { name: 'Quay lại' }).click();
		await expect(page.getByText('Cần đến lại hôm nay')).toHaveCount(0);
		await hoa.setOffline(false);
		await expect(handedIn(page)).toBeVisible({ timeout: 60_000 });
	});

	await test.step('and the head, whose page stayed open, sees that nothing is left', async () => {
		await expect(mai.page.getByText('Không có câu nào cần kiểm tra lại.')).toBeVisible({ timeout: 30_000 });
	});
});

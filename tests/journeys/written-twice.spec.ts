import { expect, test, type Page } from '@playwright/test';
import { communePerTest } from '../support/commune-for-tests.ts';
import { lostWordsOf, smallTargetsOf } from '../support/screen-faults.ts';
import { answer, expectNoBarriers, openHousehold, saved, untilReadyForTheRoad } from '../support/story.ts';

const HEAD = 'Lê An';
const [FIRST, SECOND] = ['Lê Thị Bé Na', 'Le Thi Be Na'];
const VNEID = 'VNeID mức 2';
const MONEY = 'Mobile Money';

const here = communePerTest();

async function writeDown(page: Page, name: string): Promise<void> {
	await openHousehold(page, 'le an', HEAD);
	await page.getByRole('link', { name: 'Thêm người' }).click();
	await page.getByLabel('Họ và tên').fill(name);
	await page.getByLabel(/Ngày sinh/).fill('2001');
	await page.getByRole('button', { name: /^Con$/i }).click();
	await page.getByRole('button', { name: 'Lưu' }).click();
	await expect(page.getByRole('heading', { name })).toBeVisible();
}

async function handIn(phone: { page: Page; setOffline: (is: boolean) => Promise<void> }): Promise<void> {
	await phone.setOffline(false);
	await phone.page.getByRole('link', { name: 'Máy này' }).click();
	await phone.page.getByRole('button', { name: 'Gửi ngay' }).click();
	await expect(phone.page.getByText(/Xã đã nhận hết/)).toBeVisible({ timeout: 60_000 });
}

async function expectNoFaults(page: Page): Promise<void> {
	await expectNoBarriers(page);
	for (const text of ['', 'largest']) {
		await page.evaluate((size) => (document.documentElement.dataset.text = size), text);
		expect(await lostWordsOf(page)).toEqual([]);
		expect(await smallTargetsOf(page)).toEqual([]);
	}
	await page.evaluate(() => delete document.documentElement.dataset.text);
}

test('[F13] a daughter whom two wrote down stands once, and nothing that either recorded is lost', async () => {
	test.setTimeout(120_000);
	const { links } = here.commune;
	const [hoa, mai] = [await here.aPhone(links.volunteer), await here.aPhone(links.hamletHead)];
	for (const phone of [hoa, mai]) {
		await expect(phone.page.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible({ timeout: 20_000 });
		await untilReadyForTheRoad(phone.page);
		await phone.setOffline(true);
	}

	await test.step('both write her down without a network, and the head sees it once both have handed in', async () => {
		await writeDown(hoa.page, FIRST);
		await answer(hoa.page, VNEID, FIRST, 'Đã có');
		await writeDown(mai.page, SECOND);
		await handIn(hoa);
		await hoa.setOffline(true);
		await handIn(mai);
		await mai.page.getByRole('link', { name: 'Bảng thôn' }).click();
		await mai.page.getByRole('link', { name: /Có thể ghi hai lần.*1 chỗ cần xem/ }).click();
		await expect(mai.page.getByText('cùng năm sinh 2001, cùng một hộ')).toBeVisible();
		await expectNoFaults(mai.page);
	});

	await test.step('she chooses which row stays, sees what it takes over, and merges them without a network', async () => {
		const { page } = mai;
		await mai.setOffline(true);
		await page.getByRole('link', { name: 'Xem và gộp' }).click();
		const rows = page.getByRole('button', { name: 'Giữ dòng này' });
		await expect(rows).toHaveCount(2);
		await expect(page.getByText('Dòng được giữ đã có đủ.')).toBeVisible();
		await rows.and(page.locator('[aria-pressed=false]')).click();
		await expect(page.getByText('Lấy từ dòng kia: VNeID mức 2: Đã có.')).toBeVisible();
		await expectNoFaults(page);
		await page.getByRole('button', { name: 'Gộp thành một người' }).click();
		await expect(page.getByText('Không thấy ai bị ghi hai lần.')).toBeVisible();
		await page.getByRole('button', { name: /Hoàn lại/ }).click();
		await expect(page.getByRole('link', { name: 'Xem và gộp' })).toBeVisible();
		await page.getByRole('link', { name: 'Xem và gộp' }).click();
		await rows.and(page.locator('[aria-pressed=false]')).click();
		await page.getByRole('button', { name: 'Gộp thành một người' }).click();
		await expect(page.getByText('Không thấy ai bị ghi hai lần.')).toBeVisible();
	});

	await test.step('what the other records meanwhile on the row that went comes to the head, who takes it over', async () => {
		await openAgain(hoa.page);
		await answer(hoa.page, MONEY, FIRST, 'Đã có');
		await expect(saved(hoa.page)).toBeVisible();
		await handIn(mai);
		await handIn(hoa);
		const { page } = mai;
		await page.getByRole('link', { name: 'Bảng thôn' }).click();
		await page.getByRole('link', { name: /Có thể ghi hai lần.*1 chỗ cần xem/ }).click({ timeout: 30_000 });
		await expect(page.getByText(/Ghi thêm ở dòng đã gộp: Mobile money: Đã có/i)).toBeVisible();
		await expectNoFaults(page);
		await page.getByRole('button', { name: 'Lấy sang dòng được giữ' }).click();
		await expect(page.getByText('Không thấy ai bị ghi hai lần.')).toBeVisible();
		await handIn(mai);
	});

	await test.step('on the other phone she stands once, with all of it', async () => {
		// Opened again, a phone asks what is new.
		await hoa.page.reload();
		await openAgain(hoa.page);
		await expect(hoa.page.getByRole('heading', { name: FIRST, exact: true })).toHaveCount(0, {
			timeout: 30_000
		});
		for (const item of [VNEID, MONEY]) {
			const had = hoa.page
				.getByRole('group', { name: `${item}, ${SECOND}` })
				.getByRole('button', { name: 'Đã có', exact: true });
			await expect(had).toHaveAttribute('aria-pressed', 'true', { timeout: 30_000 });
		}
	});
});

async function openAgain(page: Page): Promise<void> {
	await page.getByRole('link', { name: 'Hôm nay', exact: true }).click();
	await openHousehold(page, 'le an', HEAD);
}

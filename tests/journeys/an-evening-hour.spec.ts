// "Mỗi đêm 1 giờ" (F21), apart from the evening that goes as planned (a-whole-evening): what nobody ended, what was tapped
// by mistake, what may not be written down.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { communePerTest } from '../support/commune-for-tests.ts';
import type { Phone } from '../support/real-phone.ts';
import {
	answer,
	checkIn,
	expectNoBarriers,
	itemOf,
	nextPerson,
	untilReadyForTheRoad
} from '../support/story.ts';

const HEAD = 'Lê An';
const DAUGHTER = 'Lê Ngọc Nở';
const VNEID = 'VNeID mức 2';

const here = communePerTest();

const phoneOf = async (who: 'hamletHead' | 'official'): Promise<Phone> => {
	const phone = await here.aPhone(here.commune.links[who]);
	await expect(phone.page.getByRole('navigation')).toBeVisible({ timeout: 30_000 });
	await expect(phone.page.getByText('Đang tải danh sách')).toHaveCount(0, { timeout: 30_000 });
	await untilReadyForTheRoad(phone.page);
	return phone;
};

const back = (page: Page) => page.getByRole('link', { name: 'Quay lại' }).click();

const came = (page: Page, count: number): Locator =>
	page.getByRole('heading', { name: new RegExp(`^Đã đến\\s· ${count}$`) });

test('[F21] a training that nobody ended is over at 02:00 with its last mark, and a mistake is taken back', async () => {
	test.setTimeout(200_000);
	const sen = await phoneOf('hamletHead');
	const { page } = sen;
	await sen.setOffline(true);
	await page.getByRole('link', { name: 'Bảng thôn' }).click();
	await page.getByRole('link', { name: /^Buổi tối nay/ }).click();

	await test.step('planned by mistake, taken back, and given back by the bar', async () => {
		await page.getByRole('link', { name: 'Lên lịch buổi mới' }).click();
		await page.getByRole('button', { name: 'Tập huấn' }).click();
		await page.getByLabel('Nơi khác').fill('Đình làng Đông');
		await page.getByRole('button', { name: 'Lưu lịch' }).click();
		await page.getByRole('link', { name: /^Tập huấn · .*Đình làng Đông/ }).click();
		await page.getByRole('link', { name: 'Sửa buổi này' }).click();
		await expect(page.getByRole('button', { name: 'Đình làng Đông' })).toHaveAttribute(
			'aria-pressed',
			'true'
		);
		await page.getByRole('button', { name: 'Bỏ buổi này' }).click();
		await page.getByRole('button', { name: 'Hoàn lại' }).click();
		await expect(page.getByRole('searchbox')).toBeVisible();
	});

	await test.step('its first mark begins it', async () => {
		await checkIn(page, 'le an', HEAD);
		await nextPerson(page);
		await expect(page.getByText(/^Bắt đầu lúc \d\d:\d\d · đã 0 phút$/)).toBeVisible();
		await expect(page.getByRole('link', { name: new RegExp(`^${HEAD}`) })).toContainText('chưa hỏi');
	});

	const now = await page.evaluate(() => Date.now());
	const midnight = new Date(now + 7 * 3_600_000).setUTCHours(24, 0, 0, 0) - 7 * 3_600_000;
	const lookAt = async (at: number) => {
		await page.clock.setFixedTime(at);
		await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
	};

	await test.step('it runs past midnight, and is over at two', async () => {
		await lookAt(midnight + 2 * 3_600_000 - 60_000);
		await expect(page.getByText(/^Bắt đầu lúc .* · đã [\d.]+ phút$/)).toBeVisible();
		await expect(page.getByRole('button', { name: 'Kết thúc buổi' })).toBeVisible();
		await lookAt(midnight + 2 * 3_600_000);
		await expect(page.getByText(/^Từ (\d\d:\d\d) đến \1 · 0 phút$/)).toBeVisible();
		await expect(page.getByText('Không ai bấm kết thúc, nên tính đến lần ghi cuối.')).toBeVisible();
		await expect(page.getByText('1 người đến, giúp 0 người, 0 lượt.')).toBeVisible();
		await expectNoBarriers(page);
	});

	await test.step('days later it is read again, and who was forgotten is added without making it longer', async () => {
		await lookAt(midnight + 3 * 86_400_000);
		await page.getByRole('link', { name: 'Quay lại' }).click();
		await page.getByRole('link', { name: /^Tập huấn · .*Đã kết thúc · 1 người đến/ }).click();
		await page.getByRole('button', { name: 'Ghi thêm người đã đến' }).click();
		await checkIn(page, 'le ngoc no', DAUGHTER);
		await expect(itemOf(page, VNEID, DAUGHTER)).toHaveCount(0);
		await nextPerson(page);
		await expect(came(page, 2)).toBeVisible();
		await expect(page.getByText(/^Từ (\d\d:\d\d) đến \1 · 0 phút$/)).toBeVisible();
	});
});

test('[F37] where the ground is consent, nobody is written down as having come before they agreed', async () => {
	test.setTimeout(200_000);
	const office = await phoneOf('official');
	await office.page.getByRole('link', { name: 'Chọn căn cứ ghi thông tin' }).click();
	await office.page.getByRole('button', { name: 'Từng người đồng ý' }).click();
	await office.page.getByLabel(/Dân hỏi ai/).fill('Bà Trần Thị Mai');
	await office.page.getByLabel(/Số điện thoại/).fill('0234 3822 123');
	await office.page.getByLabel(/giữ thêm mấy tháng/).fill('12');
	await office.page.getByRole('button', { name: 'Lưu' }).click();
	await expect(office.page.getByText('Đang dùng: từng người đồng ý mới ghi.')).toBeVisible();

	const { page } = await phoneOf('hamletHead');
	await page.getByRole('link', { name: 'Bảng thôn' }).click();
	await page.getByRole('link', { name: /^Buổi tối nay/ }).click();
	await page.getByRole('link', { name: 'Lên lịch buổi mới' }).click();
	await page.getByRole('button', { name: 'Nhà văn hóa' }).click();
	await page.getByRole('button', { name: 'Lưu lịch' }).click();
	await page.getByRole('link', { name: /^Mỗi đêm 1 giờ · / }).click();
	await checkIn(page, 'le an', HEAD);
	await expect(page.getByText(`Chưa hỏi ý kiến: ${HEAD}`)).toBeVisible();
	await expect(itemOf(page, VNEID, HEAD)).toHaveCount(0);
	await expect(page.getByRole('button', { name: 'Ghi đã đến' })).toHaveCount(0);
	await nextPerson(page);
	await expect(page.getByRole('button', { name: 'Bắt đầu buổi' })).toBeVisible();
	await expect(page.getByText(/^Bắt đầu lúc/)).toHaveCount(0);

	await checkIn(page, 'le an', HEAD);
	await page.getByRole('link', { name: /^Chưa thông báo cho nhà này/ }).click();
	await page.getByRole('button', { name: 'Đã thông báo' }).click();
	await page.getByRole('region', { name: HEAD }).getByRole('button', { name: 'Đồng ý', exact: true }).click();
	await back(page);
	await page.getByRole('button', { name: 'Ghi đã đến' }).click();
	await answer(page, VNEID, HEAD, 'Chưa');
	await nextPerson(page);
	await expect(came(page, 1)).toBeVisible();
});

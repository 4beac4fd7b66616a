// "Mỗi đêm 1 giờ" (F21): planned by the head, run by several phones without a network, and told afterwards.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { communePerTest } from '../support/commune-for-tests.ts';
import type { Phone } from '../support/real-phone.ts';
import {
	answer,
	answerBlocked,
	expectNoBarriers,
	itemOf,
	openHousehold,
	saved,
	untilReadyForTheRoad
} from '../support/story.ts';

const HEAD = 'Lê An';
const WIFE = 'Nguyễn Thị Thảo';
const DAUGHTER = 'Lê Ngọc Nở';
const VNEID = 'VNeID mức 2';
const RECEIVED = /Xã đã nhận hết lúc/;

const here = communePerTest();

const phoneOf = async (who: 'hamletHead' | 'volunteer' | 'secondVolunteer' | 'official'): Promise<Phone> => {
	const phone = await here.aPhone(here.commune.links[who]);
	await expect(phone.page.getByRole('navigation')).toBeVisible({ timeout: 30_000 });
	await expect(phone.page.getByText('Đang tải danh sách')).toHaveCount(0, { timeout: 30_000 });
	await untilReadyForTheRoad(phone.page);
	return phone;
};

const back = (page: Page) => page.getByRole('link', { name: 'Quay lại' }).click();

/** Who just came in, found as typed. */
async function checkIn(page: Page, typed: string, name: string): Promise<void> {
	await page.getByRole('searchbox').fill(typed);
	await page
		.getByRole('main')
		.getByRole('button', { name: new RegExp(`^${name}`) })
		.first()
		.click();
	await expect(page.getByRole('link', { name: /^Mở nhà / })).toBeVisible();
}

const nextPerson = (page: Page) => page.getByRole('button', { name: 'Xong, người tiếp theo' }).click();
const came = (page: Page, count: number): Locator =>
	page.getByRole('heading', { name: new RegExp(`^Đã đến\\s· ${count}$`) });
const handedIn = (page: Page) => expect(page.getByText(RECEIVED)).toBeVisible({ timeout: 60_000 });

test('[F21] an evening on three phones without a network: who came twice came once, and all tell the same', async () => {
	test.setTimeout(300_000);
	const [sen, hoa, binh] = [
		await phoneOf('hamletHead'),
		await phoneOf('volunteer'),
		await phoneOf('secondVolunteer')
	];
	const phones = [sen, hoa, binh];

	await test.step('what was open at the door is whom the board invites, one call for the household', async () => {
		await openHousehold(hoa.page, 'le an', HEAD);
		await answer(hoa.page, VNEID, HEAD, 'Chưa');
		await answer(hoa.page, VNEID, DAUGHTER, 'Chưa');
		await back(hoa.page);
		await hoa.page.getByRole('searchbox').fill('');
		await handedIn(hoa.page);
		await sen.page.getByRole('link', { name: 'Bảng thôn' }).click();
		await expect(sen.page.getByText('Tối nay nên mời 2 người.')).toBeVisible({ timeout: 30_000 });
		await sen.page.getByRole('link', { name: /^Buổi tối nay/ }).click();
		await sen.page.getByRole('link', { name: /^Gọi mời từng nhà/ }).click();
		await expect(sen.page.getByText('2 người, 1 cuộc gọi.')).toBeVisible();
		await expect(sen.page.getByText(`${DAUGHTER}: còn ${VNEID}`)).toBeVisible();
		await expectNoBarriers(sen.page);
		await back(sen.page);
	});

	await test.step('the head plans it for two helpers, whose Today leads there', async () => {
		const { page } = sen;
		await page.getByRole('link', { name: 'Lên lịch buổi mới' }).click();
		await page.getByRole('button', { name: 'Lưu lịch' }).click();
		await expect(page.getByText('Chọn một nơi ở trên, hoặc gõ nơi khác.')).toBeVisible();
		await page.getByRole('button', { name: 'Nhà văn hóa' }).click();
		for (const name of ['Nguyễn Thị Hoa', 'Trần Văn Bình']) await page.getByRole('button', { name }).click();
		await expectNoBarriers(page);
		await page.getByRole('button', { name: 'Lưu lịch' }).click();
		await page.getByRole('link', { name: /^Mỗi đêm 1 giờ · / }).click();
		await handedIn(page);
		for (const helper of [hoa, binh]) {
			await helper.page.getByRole('link', { name: 'Máy này' }).click();
			await helper.page.getByRole('button', { name: 'Gửi ngay' }).click();
			await helper.page.getByRole('link', { name: 'Hôm nay', exact: true }).click();
			await helper.page.getByRole('link', { name: /^Hôm nay: Mỗi đêm 1 giờ/ }).click({ timeout: 60_000 });
			await expect(helper.page.getByText('Người hỗ trợ: Nguyễn Thị Hoa, Trần Văn Bình')).toBeVisible();
			await expect(helper.page.getByRole('button', { name: 'Bắt đầu buổi' })).toHaveCount(0);
		}
	});

	for (const phone of phones) await phone.setOffline(true);

	await test.step('the head begins, and writes down who comes in first', async () => {
		const { page } = sen;
		await page.getByRole('button', { name: 'Bắt đầu buổi' }).click();
		await expect(page.getByText(/^Bắt đầu lúc \d\d:\d\d · đã 0 phút$/)).toBeVisible();
		await checkIn(page, 'le an', HEAD);
		await expectNoBarriers(page);
		await nextPerson(page);
		await expect(came(page, 1)).toBeVisible();
	});

	await test.step('a helper writes the same person down, helps, and hears what is in the way of another', async () => {
		const { page } = hoa;
		await checkIn(page, 'lean', HEAD);
		await answer(page, VNEID, HEAD, 'Đã có');
		await page.getByRole('button', { name: /^Vừa giúp xong/ }).click();
		await expect(saved(page)).toBeVisible();
		await nextPerson(page);
		await expect(came(page, 1)).toBeVisible();
	});

	await test.step('the other taps the wrong person, takes that back, and marks the right one', async () => {
		const { page } = binh;
		await checkIn(page, 'nguyen thi thao', WIFE);
		await page.getByRole('button', { name: `Ghi nhầm, ${WIFE} không đến` }).click();
		await expect(page.getByRole('button', { name: 'Ghi đã đến' })).toBeVisible();
		await back(page);
		await expect(page.getByText('Chưa ghi ai đến.')).toBeVisible();
		await checkIn(page, 'le ngoc no', DAUGHTER);
		await answerBlocked(page, VNEID, DAUGHTER, 'Quên mật khẩu');
		await nextPerson(page);
		await expect(came(page, 1)).toBeVisible();
		// What is asked here is no door where he stopped.
		await page.getByRole('link', { name: 'Hôm nay', exact: true }).click();
		await expect(page.getByRole('link', { name: /^Hôm nay: Mỗi đêm 1 giờ/ })).toContainText('1 người đến');
		await expect(page.getByText(/^Làm tiếp/)).toHaveCount(0);
		await page.getByRole('link', { name: /^Hôm nay: Mỗi đêm 1 giờ/ }).click();
	});

	await test.step('once they hand in, all count the same two people', async () => {
		for (const phone of phones) await phone.setOffline(false);
		for (const { page } of phones) {
			await handedIn(page);
			await expect(came(page, 2)).toBeVisible({ timeout: 90_000 });
		}
	});

	await test.step('the head ends it, and everybody reads what came of it', async () => {
		await sen.page.getByRole('button', { name: 'Kết thúc buổi' }).click();
		for (const { page } of phones) {
			await expect(page.getByText('2 người đến, giúp 1 người, 1 lượt.')).toBeVisible({ timeout: 90_000 });
			await expect(page.getByText('1 mục vừa giúp nay đã có.')).toBeVisible();
			await expect(page.getByText(`${VNEID}: 1 lượt`)).toBeVisible();
			await expect(page.getByRole('heading', { name: /^Cần đến lần nữa\s· 1$/ })).toBeVisible();
			await expect(page.getByText(`còn ${VNEID}`, { exact: true })).toBeVisible();
			await expectNoBarriers(page);
		}
		await expect(hoa.page.getByRole('button', { name: 'Mở lại buổi' })).toHaveCount(0);
		await sen.page.getByRole('link', { name: 'Tin gửi nhóm Zalo' }).click();
		await expect(sen.page.getByText('Mỗi đêm 1 giờ: 2 người đến, giúp 1 người.')).toBeVisible();
		await back(sen.page);
		await expect(sen.page.getByText('Chỗ ghi khác nhau')).toHaveCount(0);
		expect(await here.commune.laidAside()).toEqual([]);
		for (const { complaints } of phones) expect(complaints).toEqual([]);
	});

	await test.step('[F17] whoever helped finds the evening among what they have done', async () => {
		for (const { page } of [hoa, binh]) {
			await page.getByRole('link', { name: 'Máy này' }).click();
			await page.getByRole('link', { name: /^Việc tôi đã làm/ }).click();
			await expect(page.getByText('Giúp ở 1 buổi.').first()).toBeVisible();
			await expectNoBarriers(page);
		}
	});
});

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

import { expect, test, type Locator, type Page } from '@playwright/test';
import { addDays, dayOf } from '#domain/calendar.ts';
import { formatDay } from '#i18n/format.ts';
import { communePerTest } from '../support/commune-for-tests.ts';
import { answer, expectNoBarriers, itemOf, openHousehold, untilReadyForTheRoad } from '../support/story.ts';

const HEAD = 'Lê An';
const here = communePerTest();

const back = (page: Page) => page.getByRole('link', { name: 'Quay lại' }).click();
const received = (page: Page): Locator => page.getByText(/Xã đã nhận hết lúc/);

async function handIn(page: Page): Promise<void> {
	await page.getByRole('link', { name: 'Máy này' }).click();
	await page.getByRole('button', { name: 'Gửi ngay' }).click();
	await expect(received(page).first()).toBeVisible({ timeout: 60_000 });
}

test('[F39] [F34] a campaign planned without a network changes what is asked and what the head sees, and goes when it is taken back', async () => {
	test.setTimeout(240_000);
	const { links } = here.commune;
	const office = await here.aPhone(links.official);
	const hoa = await here.aPhone(links.volunteer);
	const ha = await here.aPhone(links.hamletHead);
	const [desk, door, board] = [office.page, hoa.page, ha.page];
	const last = addDays(dayOf(Date.now()), 11);

	await test.step('the official takes the template, changes it, and saves it without a network', async () => {
		await expect(desk.getByText('Các mục chính, cả xã')).toBeVisible();
		await untilReadyForTheRoad(desk);
		await office.setOffline(true);
		await desk.getByRole('link', { name: /^Đợt cao điểm/ }).click();
		await expect(desk.getByText('Chưa có đợt nào đang chạy hay sắp tới.')).toBeVisible();
		await desk.getByRole('link', { name: 'Theo mẫu “TĐA06 3+”' }).click();
		for (const force of ['Tổ công nghệ số cộng đồng', 'Tổ Đề án 06', 'Tổ đoàn kết', 'Thanh niên tình nguyện'])
			await expect(desk.getByRole('button', { name: force })).toHaveAttribute('aria-pressed', 'true');
		await desk.getByLabel(/^Tên đợt/).fill('');
		await desk.getByRole('button', { name: 'Lưu' }).click();
		await expect(desk.getByText('Hãy ghi tên đợt.')).toBeVisible();
		await expect(desk.getByLabel(/^Tên đợt/)).toBeFocused();
		await desk.getByLabel(/^Tên đợt/).fill('Hai tuần VNeID');
		await desk.getByLabel(/^Ngày cuối/).fill(last);
		await desk.getByRole('button', { name: 'SIM chính chủ' }).click();
		await expectNoBarriers(desk);
		await desk.getByRole('button', { name: 'Lưu' }).click();
		await expect(
			desk.getByRole('link', { name: /^Hai tuần VNeID.*Thẻ căn cước.*Còn 12 ngày/s })
		).toBeVisible();
		await back(desk);
	});

	await test.step('a number for each hamlet, saved as she leaves the field; what cannot be read is said', async () => {
		await desk.getByRole('link', { name: 'Chỉ tiêu' }).click();
		const east = desk.getByLabel(/^Thôn Đông/);
		await east.fill('chừng 60');
		await east.blur();
		await expect(desk.getByText(/Chưa đọc được số này/)).toBeVisible();
		await east.fill('60');
		await east.blur();
		await expect(desk.getByText('Thôn Đông, VNeID mức 2: chỉ tiêu 60')).toBeVisible();
		await expect(desk.getByText('Xã: 60 người, đã đặt cho 1 thôn.')).toBeVisible();
		const west = desk.getByLabel(/^Thôn Tây/);
		await west.fill('50');
		await west.blur();
		await expect(desk.getByText('Xã: 110 người, đã đặt cho 2 thôn.')).toBeVisible();
		// Taken back while she is in the field, as another phone may: what she does not touch she does not say.
		await west.focus();
		await desk.getByRole('button', { name: 'Hoàn lại' }).evaluate((button: HTMLElement) => button.click());
		await expect(desk.getByText('Xã: 60 người, đã đặt cho 1 thôn.')).toBeVisible();
		await west.blur();
		await expect(west).toHaveValue('');
		await expect(desk.getByText('Xã: 60 người, đã đặt cho 1 thôn.')).toBeVisible();
		await expectNoBarriers(desk);
		await office.setOffline(false);
		await back(desk);
		await expect(received(desk)).toBeVisible({ timeout: 60_000 });
	});

	await test.step('at the door the campaign’s item is asked in the place of the commune’s', async () => {
		await handIn(door);
		await door.getByRole('link', { name: 'Hôm nay', exact: true }).click();
		await expect(door.getByText(/Đang có đợt “Hai tuần VNeID”/)).toBeVisible();
		await openHousehold(door, 'le an', HEAD);
		await expect(itemOf(door, 'Phòng chống lừa đảo', HEAD)).toHaveCount(0);
		await answer(door, 'Thẻ căn cước', HEAD, 'Đã có');
		await answer(door, 'VNeID mức 2', HEAD, 'Đã có');
		await handIn(door);
	});

	await test.step('the head sees the days left, her target, and the pace it needs', async () => {
		await board.getByRole('link', { name: 'Bảng thôn' }).click();
		await board.getByRole('link', { name: /^Hai tuần VNeID.*Còn 12 ngày/s }).click();
		await expect(board.getByRole('heading', { level: 1, name: 'Hai tuần VNeID' })).toBeVisible();
		await expect(
			board.getByText('Đã có 1 · chỉ tiêu 60 · còn lại 59. Còn 12 ngày, mỗi ngày 5 người.')
		).toBeVisible({
			timeout: 60_000
		});
		await expect(board.getByText('Thẻ căn cước', { exact: true })).toBeVisible();
		await expectNoBarriers(board);
	});

	await test.step('how it goes from day to day is a line, and the same in words', async () => {
		const needed = `Trong đợt đã giúp xong 0 người. Còn thiếu 59: mỗi ngày 5 người đến hết ${formatDay(last)}.`;
		await expect(board.getByText(needed)).toBeVisible();
		await expect(board.getByRole('img', { name: needed })).toBeVisible();
		await board.getByRole('button', { name: 'Hộ gặp được' }).click();
		await expect(
			board.getByRole('img', { name: /^Hộ gặp được\. Trong đợt đã gặp \d trên 248 hộ/ })
		).toBeVisible();
	});

	await test.step('taken back, everything is asked as before, and the answers are still there', async () => {
		await desk.getByRole('link', { name: /^Đợt cao điểm.*Còn 12 ngày/s }).click();
		await expect(desk.getByRole('heading', { name: 'Tiến độ: Hai tuần VNeID' })).toBeVisible();
		await expect(
			desk.getByText(/^Trong đợt đã giúp xong 0 người\. Còn thiếu 59: mỗi ngày 5 người/)
		).toBeVisible();
		await expectNoBarriers(desk);
		await desk.getByRole('link', { name: /^Hai tuần VNeID/ }).click();
		await desk.getByRole('button', { name: 'Bỏ đợt này' }).click();
		await expect(desk.getByText('Đã bỏ đợt “Hai tuần VNeID”')).toBeVisible();
		await back(desk);
		await expect(received(desk)).toBeVisible({ timeout: 60_000 });
		await handIn(door);
		await door.getByRole('link', { name: 'Hôm nay', exact: true }).click();
		await expect(door.getByText(/Đang có đợt/)).toHaveCount(0);
		await openHousehold(door, 'le an', HEAD);
		await expect(itemOf(door, 'Phòng chống lừa đảo', HEAD)).toBeVisible();
		await expect(board.getByText('Không có đợt cao điểm nào lúc này.')).toBeVisible({ timeout: 60_000 });
	});
});

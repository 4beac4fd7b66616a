import { expect, test, type Page } from '@playwright/test';
import { startCommune, type CommuneServer } from '../support/real-commune.ts';
import { Phone } from '../support/real-phone.ts';
import { expectNoBarriers, itemOf, openHousehold, signIn, untilReadyForTheRoad } from '../support/story.ts';

let commune: CommuneServer;
let phone: Phone;

test.beforeEach(async () => {
	commune = await startCommune();
	phone = await Phone.make();
});

test.afterEach(async () => {
	await phone.dispose();
	await commune.close();
});

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const heading2 = (page: Page, name: RegExp) => page.getByRole('heading', { level: 2, name });

test('[F6] guides are read at the door without a network, and lead back to the household', async () => {
	const { page } = phone;
	await signIn(page, commune.links.volunteer);
	await expect(page.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible();
	await untilReadyForTheRoad(page);
	await phone.setOffline(true);

	await test.step('from the item, to its card, and back to the same household', async () => {
		await openHousehold(page, 'le an', 'Lê An');
		await itemOf(page, 'VNeID mức 2', 'Lê An').getByRole('link').click();
		await expect(heading(page, 'VNeID mức 2, đã kích hoạt')).toBeVisible();
		await expect(page.getByText('Không lắp SIM của bà con vào máy của mình.')).toBeVisible();
		await expect(page.getByText('Đã kiểm tra ngày')).toBeVisible();
		await expectNoBarriers(page);
		await page.getByRole('link', { name: 'Cho bà con xem chữ lớn' }).click();
		await expect(page.getByText('Không đọc mã cho ai')).toBeVisible();
		await expectNoBarriers(page);
		await page.getByRole('link', { name: 'Quay lại' }).click();
		await page.getByRole('link', { name: 'Quay lại' }).click();
		await expect(heading(page, 'Lê An')).toBeVisible();
	});

	await test.step('from the reasons, when something is in the way', async () => {
		await itemOf(page, 'VNeID mức 2', 'Lê An').getByRole('button', { name: 'Vướng', exact: true }).click();
		await page.getByRole('link', { name: 'Hướng dẫn: VNeID mức 2' }).click();
		await expect(page.getByText('Đến công an xã đổi số điện thoại đã đăng ký.')).toBeVisible();
	});

	await test.step('by search, and the card by which a volunteer is known', async () => {
		await page.getByRole('link', { name: 'Hướng dẫn', exact: true }).click();
		await expectNoBarriers(page);
		await page.getByRole('searchbox').fill('suc khoe');
		await page.getByRole('link', { name: /Sổ sức khỏe điện tử/ }).click();
		await expect(page.getByText('Bấm “Sổ sức khỏe điện tử”.')).toBeVisible();
		await page.getByRole('link', { name: 'Quay lại' }).click();
		await page.getByRole('link', { name: /Thẻ của tôi/ }).click();
		await expect(page.getByText('Tôi không bao giờ hỏi mật khẩu, mã xác nhận hay tiền.')).toBeVisible();
		await expectNoBarriers(page);
	});

	await test.step('[F17] ten questions on the guides, answered with the keyboard', async () => {
		await page.getByRole('link', { name: 'Quay lại' }).click();
		await page.getByRole('link', { name: /Tự kiểm tra/ }).click();
		for (let at = 1; at <= 10; at += 1) {
			await expect(page.getByText(`Câu ${at} trên 10`)).toBeVisible();
			await page.getByRole('main').getByRole('button').first().press('Enter');
			await expect(page.getByRole('status')).toContainText(/Đúng rồi|Chưa đúng/);
			if (at === 1) await expectNoBarriers(page);
			await page.getByRole('button', { name: /Câu tiếp|Xem kết quả/ }).press('Enter');
		}
		await expect(heading2(page, /Đúng \d+ trên 10 câu/)).toBeFocused();
		await expectNoBarriers(page);
	});
});

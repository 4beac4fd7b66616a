import { expect, test } from '@playwright/test';
import { communePerTest } from '../support/commune-for-tests.ts';
import { expectNoBarriers, openHousehold, saved, signIn, untilReadyForTheRoad } from '../support/story.ts';

const here = communePerTest();

test('[F2] people and a household that no list had are written down without a network, and reach another phone', async () => {
	const [hoa, head] = [await here.aPhone(), await here.aPhone()];
	const { page } = hoa;
	await signIn(page, here.commune.links.volunteer);
	await expect(page.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible();
	await untilReadyForTheRoad(page);
	await hoa.setOffline(true);

	await test.step('a child is added; what cannot be read is said and nothing typed is lost', async () => {
		await openHousehold(page, 'le an', 'Lê An');
		await page.getByRole('link', { name: 'Thêm người' }).click();
		await page.getByLabel('Họ và tên').fill('Lê Thị Bé Na');
		await page.getByLabel(/Ngày sinh/).fill('31/02/2019');
		await page.getByRole('button', { name: 'Lưu' }).click();
		await expect(page.getByText('Chưa đọc được ngày sinh.')).toBeVisible();
		await expectNoBarriers(page);
		await page.getByRole('link', { name: 'Quay lại' }).click();
		await page.getByRole('link', { name: 'Thêm người' }).click();
		await expect(page.getByLabel('Họ và tên')).toHaveValue('Lê Thị Bé Na');
		await page.getByLabel(/Ngày sinh/).fill('2019');
		await page.getByRole('button', { name: 'Cháu' }).click();
		await page.getByRole('button', { name: 'Lưu' }).click();
		await expect(page.getByRole('heading', { name: 'Lê Thị Bé Na' })).toBeVisible();
		await expect(saved(page)).toBeVisible();
	});

	await test.step('a name is corrected, and taken back with one tap', async () => {
		await page.getByRole('button', { name: 'Sửa, Lê An' }).click();
		await page.getByRole('link', { name: 'Sửa tên, ngày sinh, số điện thoại' }).click();
		await page.getByLabel('Họ và tên').fill('Lê Văn An');
		await page.getByRole('button', { name: 'Lưu' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Lê Văn An' })).toBeVisible();
		await page.getByRole('button', { name: /Hoàn lại/ }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Lê An' })).toBeVisible();
	});

	await test.step('a household found on the way', async () => {
		await page.getByRole('link', { name: 'Hôm nay', exact: true }).click();
		await page.getByRole('searchbox').fill('');
		await page.getByRole('link', { name: 'Thêm nhà chưa có trong danh sách' }).click();
		await expectNoBarriers(page);
		await page.getByLabel('Họ và tên chủ hộ').fill('Hồ Văn Mới');
		await page.getByLabel(/Địa chỉ/).fill('Lán tôn sau đình');
		await page.getByRole('link', { name: 'Quay lại' }).click();
		await page.getByRole('link', { name: 'Thêm nhà chưa có trong danh sách' }).click();
		await expect(page.getByLabel(/Địa chỉ/)).toHaveValue('Lán tôn sau đình');
		await page.getByRole('button', { name: 'Lưu' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Hồ Văn Mới' })).toBeVisible();
		await expect(page.getByText('Lán tôn sau đình')).toBeVisible();
		await expect(saved(page)).toBeVisible();
	});

	await test.step('once handed in, the hamlet head finds both', async () => {
		await hoa.setOffline(false);
		await page.getByRole('link', { name: 'Máy này' }).click();
		await page.getByRole('button', { name: 'Gửi ngay' }).click();
		await expect(page.getByText(/Xã đã nhận hết lúc/)).toBeVisible();
		await signIn(head.page, here.commune.links.hamletHead);
		await openHousehold(head.page, 'ho van moi', 'Hồ Văn Mới');
		await head.page.getByRole('link', { name: 'Hôm nay', exact: true }).click();
		await openHousehold(head.page, 'be na', 'Lê An');
		await expect(head.page.getByRole('heading', { name: 'Lê Thị Bé Na' })).toBeVisible();
	});
});

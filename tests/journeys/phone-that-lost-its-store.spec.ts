import { expect, type Page, test } from '@playwright/test';
import { leftOnPhone, NOTHING_LEFT } from '../support/left-on-phone.ts';
import { communePerTest } from '../support/commune-for-tests.ts';
import type { Phone } from '../support/real-phone.ts';
import {
	answer,
	expectNoBarriers,
	itemOf,
	openHousehold,
	saved,
	signIn,
	untilReadyForTheRoad
} from '../support/story.ts';

const HEAD = 'Lê An';

const here = communePerTest();

/** Signed in, with the list, the app's files and the key told: then closed, so that the cookie is on the disk. */
async function enrolledPhone(link: string): Promise<Phone> {
	const phone = await here.aPhone();
	const keyTold = phone.page.waitForResponse((response) => response.url().endsWith('/api/outbox-key'));
	await signIn(phone.page, link);
	await expect(phone.page.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible();
	await untilReadyForTheRoad(phone.page);
	expect((await keyTold).status()).toBe(200);
	await phone.close();
	return phone;
}

/** Two answers without a network, and the second copy of them. */
async function recordTwo(page: Page): Promise<void> {
	await openHousehold(page, 'le an', HEAD);
	await answer(page, 'VNeID mức 2', HEAD, 'Đã có');
	await answer(page, 'Mobile money', HEAD, 'Chưa');
	await expect(saved(page)).toBeVisible();
	await page.getByRole('link', { name: 'Quay lại' }).click();
	await page.getByRole('link', { name: 'Máy này' }).click();
	await expect(page.getByText('Việc chưa gửi có thêm một bản giữ riêng trên máy.')).toBeVisible();
}

async function expectTwoAnswers(page: Page): Promise<void> {
	await openHousehold(page, 'le an', HEAD);
	for (const [item, word] of [
		['VNeID mức 2', 'Đã có'],
		['Mobile money', 'Chưa']
	] as const) {
		const button = itemOf(page, item, HEAD).getByRole('button', { name: word, exact: true });
		await expect(button).toHaveAttribute('aria-pressed', 'true');
	}
}

test('[LS8] the browser loses its databases: unsent work arrives from the second copy after one tap', async () => {
	const phone = await enrolledPhone(here.commune.links.volunteer);

	await test.step('two answers are recorded without a network, and the phone dies', async () => {
		await phone.open({ offline: true });
		await phone.page.goto(`${here.commune.origin}/today`);
		await recordTwo(phone.page);
		await phone.kill();
	});

	await test.step('its databases are gone: the app opens without a network and says what happened', async () => {
		await phone.loseDatabases();
		await phone.open({ offline: true });
		const { page } = phone;
		await page.goto(`${here.commune.origin}/today`);
		await expect(
			page.getByRole('heading', { level: 1, name: 'Danh sách không còn trên máy này' })
		).toBeVisible();
		await expect(page.getByText('2 mục chưa gửi')).toBeVisible();
		await expectNoBarriers(page);
		await page.getByRole('button', { name: 'Gửi ngay' }).click();
		await expect(page.getByText('Các mục chưa gửi vẫn nằm trên máy này.')).toBeVisible();
		await expectNoBarriers(page);
	});

	await test.step('with a network one tap brings the work to the commune', async () => {
		await phone.setOffline(false);
		await phone.page.getByRole('button', { name: 'Gửi ngay' }).click();
		await expect(phone.page.getByText('Xã đã nhận 2 mục.')).toBeVisible();
		await expect(phone.page.getByText('mục chưa gửi')).toBeHidden();
		expect(await here.commune.stats()).toMatchObject({ answers: 2 });
	});

	await test.step('another fetches the list again, without an invite', async () => {
		const { page } = phone;
		await page.getByRole('button', { name: 'Tải lại danh sách' }).click();
		await expect(page.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible();
		await expectTwoAnswers(page);
		await answer(page, 'Sổ sức khỏe điện tử', HEAD, 'Đã có');
		await page.getByRole('link', { name: 'Quay lại' }).click();
		await expect(page.getByText(/Xã đã nhận hết lúc/)).toBeVisible({ timeout: 30_000 });
		// It goes on under a number of its own.
		expect(await here.commune.stats()).toMatchObject({ answers: 3, devices: 2 });
	});
});

test('[F15] unsent work leaves the phone as a sealed file, and another phone brings it to the commune', async () => {
	const phone = await enrolledPhone(here.commune.links.volunteer);
	const other = await enrolledPhone(here.commune.links.secondVolunteer);

	const file =
		await test.step('a phone without a network saves what waits, which goes on counting as not sent', async () => {
			await phone.open({ offline: true });
			await phone.page.goto(`${here.commune.origin}/today`);
			await recordTwo(phone.page);
			const { page } = phone;
			const download = page.waitForEvent('download');
			await page.getByRole('button', { name: 'Lưu việc chưa gửi ra tệp' }).click();
			const saving = await download;
			expect(saving.suggestedFilename()).toMatch(/^tung-nha-\d{4}-\d\d-\d\d\.txt$/);
			await expect(page.getByText('Các mục này vẫn tính là chưa gửi, đến khi xã nhận.')).toBeVisible();
			await expect(page.getByText('xã đã nhận 0 + chưa gửi 2 + cần xem lại 0')).toBeVisible();
			await page.getByRole('button', { name: 'Xóa dữ liệu của tôi khỏi máy' }).click();
			await expect(page.getByText('Còn 2 mục chưa gửi, nên chưa xóa được.')).toBeVisible();
			await expectNoBarriers(page);
			return saving.path();
		});

	await test.step('the other phone takes it in, and a second time changes nothing', async () => {
		await other.open();
		const { page } = other;
		await page.goto(`${here.commune.origin}/device`);
		await page.locator('input[type=file]').setInputFiles(file);
		await expect(page.getByText('Xã đã nhận 2 mục.')).toBeVisible();
		expect(await here.commune.stats()).toMatchObject({ answers: 2 });
		await page.locator('input[type=file]').setInputFiles(file);
		await expect(page.getByText('Trong đó 2 mục xã đã có từ trước.')).toBeVisible();
		expect(await here.commune.stats()).toMatchObject({ answers: 2 });
	});

	await test.step('back in the network the first phone learns that all has arrived', async () => {
		await phone.setOffline(false);
		const { page } = phone;
		await page.getByRole('button', { name: 'Gửi ngay' }).click();
		await expect(page.getByText('xã đã nhận 2 + chưa gửi 0 + cần xem lại 0')).toBeVisible({
			timeout: 30_000
		});
		expect(await here.commune.stats()).toMatchObject({ answers: 2 });
	});

	await test.step('and may be given up: nothing of its member stays on it', async () => {
		const { page } = phone;
		await page.getByRole('button', { name: 'Xóa dữ liệu của tôi khỏi máy' }).click();
		await page.getByRole('button', { name: 'Xóa hết' }).click();
		await expect(page.getByText('Danh sách và mọi thứ của bạn đã được xóa khỏi máy này.')).toBeVisible();
		await expectNoBarriers(page);
		expect(await leftOnPhone(page)).toEqual(NOTHING_LEFT);
	});
});

test('[WIPE] a phone the commune shut out hands in what it holds, then empties itself and says so', async () => {
	const phone = await enrolledPhone(here.commune.links.volunteer);

	await test.step('two answers wait on it while the operator shuts it out', async () => {
		await phone.open({ offline: true });
		await phone.page.goto(`${here.commune.origin}/today`);
		await recordTwo(phone.page);
		await here.commune.shutOut('Nguyễn Thị Hoa');
	});

	await test.step('they are laid aside at the here.commune, and the phone says what happened', async () => {
		const { page } = phone;
		const confirmed = page.waitForResponse((response) => response.url().endsWith('/api/wiped'));
		await phone.setOffline(false);
		await expect(
			page.getByRole('heading', { level: 1, name: 'Máy này không còn trong danh sách' })
		).toBeVisible({
			timeout: 30_000
		});
		expect((await confirmed).status()).toBe(200);
		await expect(page.getByText('Danh sách và mọi thứ của bạn đã được xóa khỏi máy này.')).toBeVisible();
		await expectNoBarriers(page);
		expect(await here.commune.laidAside()).toEqual(['revoked', 'revoked']);
		expect(await here.commune.stats()).toMatchObject({ answers: 0 });
	});

	await test.step('nothing of its member stays on it, and it asks for an invite again', async () => {
		const { page } = phone;
		expect(await leftOnPhone(page)).toEqual(NOTHING_LEFT);
		await page.goto(`${here.commune.origin}/today`);
		await expect(page).toHaveURL(/sign-in/);
	});
});

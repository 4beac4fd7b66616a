import { expect, test } from '@playwright/test';
import { communePerTest } from '../support/commune-for-tests.ts';
import {
	answer,
	answerBlocked,
	expectNoBarriers,
	itemOf,
	openHousehold,
	saved,
	signIn,
	untilReadyForTheRoad
} from '../support/story.ts';

// Four grown-ups of the sample register: five mục chính each, twenty answers.
const HEAD = 'Lê An';
const FAMILY = [HEAD, 'Nguyễn Thị Thảo', 'Lê Ngọc Nở', 'Lê Như Nở'];
const ITEMS = [
	'VNeID mức 2',
	'Cổng Dịch vụ công',
	'Sổ sức khỏe điện tử',
	'Mobile money',
	'Phòng chống lừa đảo'
];

const here = communePerTest();

test("a household recorded without a network reaches the hamlet head's board", async () => {
	const [volunteer, head, official] = [await here.aPhone(), await here.aPhone(), await here.aPhone()];

	await test.step('the head signs in and sees that nobody has been visited', async () => {
		await signIn(head.page, here.commune.links.hamletHead);
		await head.page.getByRole('link', { name: 'Bảng thôn' }).click();
		await expect(head.page.getByText('Đã đến 0/248 hộ.')).toBeVisible();
		await expectNoBarriers(head.page);
	});

	await test.step('the volunteer signs in and gets the hamlet onto the phone', async () => {
		await signIn(volunteer.page, here.commune.links.volunteer);
		await expect(volunteer.page.getByRole('heading', { level: 1, name: 'Thôn Đông' })).toBeVisible();
		await expect(volunteer.page.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible();
		await untilReadyForTheRoad(volunteer.page);
		await expectNoBarriers(volunteer.page);
	});

	await test.step('the network goes, the server dies, the phone is opened again and the page reloaded', async () => {
		await volunteer.close();
		await here.commune.kill();
		await volunteer.open({ offline: true });
		await volunteer.page.goto(`${here.commune.origin}/today`);
		await expect(volunteer.page.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible();
		await volunteer.page.reload();
		await expect(volunteer.page.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible();
	});

	await test.step('a household of four is recorded: five items each, and the visit', async () => {
		const { page } = volunteer;
		await openHousehold(page, 'le an', HEAD);
		for (const person of FAMILY) {
			for (const item of ITEMS.slice(0, 3)) await answer(page, item, person, 'Đã có');
			if (person === HEAD) await answerBlocked(page, 'Mobile money', person, 'SIM không chính chủ');
			else await answer(page, 'Mobile money', person, 'Chưa');
			await answer(page, 'Phòng chống lừa đảo', person, 'Đã có');
		}
		await page.getByRole('button', { name: 'Gặp', exact: true }).click();
		await expect(saved(page)).toBeVisible();
		await expectNoBarriers(page);
	});

	await test.step('the phone dies and comes back without a network: everything is there', async () => {
		await volunteer.kill();
		await volunteer.open({ offline: true });
		const { page } = volunteer;
		await page.goto(`${here.commune.origin}/today`);
		await expect(page.getByText('Còn 1 nhà (21 mục) chưa gửi. Mở ứng dụng khi có mạng.')).toBeVisible();
		await openHousehold(page, 'le an', HEAD);
		for (const person of FAMILY) {
			for (const item of ITEMS) {
				const word = item !== 'Mobile money' ? 'Đã có' : person === HEAD ? 'Vướng' : 'Chưa';
				const button = itemOf(page, item, person).getByRole('button', { name: word, exact: true });
				await expect(button).toHaveAttribute('aria-pressed', 'true');
			}
		}
		await expect(page.getByText(/Gặp, hôm nay lúc/)).toBeVisible();
	});

	await test.step('the server is back: the phone hands in by itself', async () => {
		await here.commune.restart();
		await volunteer.setOffline(false);
		await volunteer.page.getByRole('link', { name: 'Quay lại' }).click();
		await expect(volunteer.page.getByText(/Xã đã nhận hết lúc/)).toBeVisible({ timeout: 90_000 });
		await volunteer.page.getByRole('link', { name: 'Máy này' }).click();
		await expect(
			volunteer.page.getByText('Đã ghi 21 = xã đã nhận 21 + chưa gửi 0 + cần xem lại 0')
		).toBeVisible();
		await expectNoBarriers(volunteer.page);
		expect(await here.commune.stats()).toMatchObject({
			households: 1236,
			people: 4056,
			visits: 1,
			answers: 21,
			devices: 2
		});
	});

	await test.step("the head's board has moved by itself", async () => {
		await expect(head.page.getByText('Đã đến 1/248 hộ.')).toBeVisible({ timeout: 60_000 });
		await expect(head.page.getByText('Còn 247 hộ.')).toBeVisible();
		await expect(head.page.getByText('Tối nay nên mời 4 người.')).toBeVisible();
		await expectNoBarriers(head.page);
	});

	await test.step('the official sees the hamlet', async () => {
		await signIn(official.page, here.commune.links.official);
		await expect(official.page.getByRole('link', { name: /Thôn Đông/ })).toContainText('1/248');
		await expectNoBarriers(official.page);
	});

	expect(volunteer.complaints.concat(head.complaints, official.complaints)).toEqual([]);
});

test('two volunteers record the same household offline, different items: both survive', async () => {
	const [one, other] = [await here.aPhone(), await here.aPhone()];
	for (const [phone, link] of [
		[one, here.commune.links.volunteer],
		[other, here.commune.links.secondVolunteer]
	] as const) {
		await signIn(phone.page, link);
		await expect(phone.page.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible();
		await untilReadyForTheRoad(phone.page);
		await phone.setOffline(true);
		await openHousehold(phone.page, 'le an', HEAD);
	}
	await answer(one.page, 'VNeID mức 2', HEAD, 'Đã có');
	await answer(other.page, 'Mobile money', HEAD, 'Chưa');
	await expect(saved(one.page)).toBeVisible();
	await expect(saved(other.page)).toBeVisible();

	for (const phone of [one, other]) {
		await phone.setOffline(false);
		await phone.page.getByRole('link', { name: 'Quay lại' }).click();
		await expect(phone.page.getByText(/Xã đã nhận hết lúc/)).toBeVisible({ timeout: 60_000 });
	}
	expect(await here.commune.stats()).toMatchObject({ answers: 2 });
	for (const { page } of [one, other]) {
		await page.getByRole('link', { name: 'Máy này' }).click();
		await page.getByRole('button', { name: 'Gửi ngay' }).click();
		await page.getByRole('link', { name: 'Hôm nay', exact: true }).click();
		await openHousehold(page, 'le an', HEAD);
		for (const [item, word] of [
			['VNeID mức 2', 'Đã có'],
			['Mobile money', 'Chưa']
		] as const) {
			const button = itemOf(page, item, HEAD).getByRole('button', { name: word, exact: true });
			await expect(button).toHaveAttribute('aria-pressed', 'true', { timeout: 30_000 });
		}
	}
});

test('a phone whose sign-in was lost says so, and loses nothing', async () => {
	const phone = await here.aPhone();
	await signIn(phone.page, here.commune.links.volunteer);
	await expect(phone.page.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible();
	await phone.loseSignIn();
	await openHousehold(phone.page, 'le an', HEAD);
	await answer(phone.page, 'VNeID mức 2', HEAD, 'Đã có');
	await expect(phone.page.getByText('Cần đăng nhập lại để gửi. Việc đã ghi vẫn còn nguyên.')).toBeVisible({
		timeout: 20_000
	});
	await expectNoBarriers(phone.page);

	await signIn(phone.page, await here.commune.invite());
	await expect(phone.page.getByText(/Xã đã nhận hết lúc/)).toBeVisible({ timeout: 30_000 });
	await openHousehold(phone.page, 'le an', HEAD);
	const button = itemOf(phone.page, 'VNeID mức 2', HEAD).getByRole('button', { name: 'Đã có', exact: true });
	await expect(button).toHaveAttribute('aria-pressed', 'true');
	expect(await here.commune.stats()).toMatchObject({ answers: 1, devices: 2 });
});

test('an invite works once, and says so and whom to ask', async () => {
	const [first, second] = [await here.aPhone(), await here.aPhone()];
	await first.page.goto(here.commune.links.volunteer);
	await expect(first.page.getByText('Thôn Đông')).toBeVisible();
	// Looking uses nothing up.
	await signIn(second.page, here.commune.links.volunteer);
	await expect(second.page.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible();

	await first.page.getByRole('button', { name: 'Bắt đầu' }).click();
	await expect(first.page.getByText('Lời mời này đã được dùng rồi.')).toBeVisible();
	await expect(first.page.getByText(/một lời mời mới/)).toBeVisible();
	await expectNoBarriers(first.page);
});

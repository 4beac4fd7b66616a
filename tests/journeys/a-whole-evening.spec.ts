// The evening hour from the first call to the picture in the group, and who was out of coverage the day after (F20–F25).
import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { communePerTest } from '../support/commune-for-tests.ts';
import { readPdf } from '../support/read-pdf.ts';
import type { Phone } from '../support/real-phone.ts';
import { readPeople } from '../support/sample-ids.ts';
import {
	answer,
	answerBlocked,
	checkIn,
	nextPerson,
	openHousehold,
	untilReadyForTheRoad
} from '../support/story.ts';

const HEAD = 'Lê An';
const WIFE = 'Nguyễn Thị Thảo';
const DAUGHTER = 'Lê Ngọc Nở';
const NEIGHBOUR = 'Đặng Tấn Lộc';
const FAR_AWAY = 'Phạm Văn Tín';
const VNEID = 'VNeID mức 2';
const MONEY = 'Mobile money';
const LACK = '1 người chưa gửi: số liệu có thể thiếu.';
const RECEIVED = /Xã đã nhận hết lúc/;

const here = communePerTest();

async function phoneWith(link: string): Promise<Phone> {
	const phone = await here.aPhone(link);
	await expect(phone.page.getByRole('link', { name: new RegExp(NEIGHBOUR) })).toBeVisible({
		timeout: 30_000
	});
	await untilReadyForTheRoad(phone.page);
	return phone;
}

const go = (page: Page, place: 'Hôm nay' | 'Bảng thôn' | 'Máy này') =>
	page.getByRole('navigation').getByRole('link', { name: place, exact: true }).click();

async function handIn({ page }: Phone): Promise<void> {
	await go(page, 'Máy này');
	await page.getByRole('button', { name: 'Gửi ngay' }).click();
	await expect(page.getByText(RECEIVED)).toBeVisible({ timeout: 60_000 });
}

async function toTonight(page: Page): Promise<void> {
	await go(page, 'Bảng thôn');
	await page.getByRole('link', { name: /^Buổi tối nay/ }).click();
}

async function toTheHour(page: Page): Promise<void> {
	await go(page, 'Hôm nay');
	await page.getByRole('link', { name: /^Hôm nay: Mỗi đêm 1 giờ/ }).click();
}

/** Who came and what is still open for each, as this phone tells it. */
async function cameBy(page: Page): Promise<string[]> {
	await expect(page.getByRole('heading', { name: /^Đã đến\s· 3$/ })).toBeVisible({ timeout: 90_000 });
	const came = page
		.getByRole('main')
		.getByRole('link', { name: new RegExp(`^(${[HEAD, WIFE, DAUGHTER].join('|')})`) });
	await expect(came).toHaveCount(3);
	return came.allInnerTexts();
}

test('[F20–F25] a whole evening: called, checked in, marked on three phones, handed in, told, and completed a day later', async () => {
	test.setTimeout(300_000);
	const { commune } = here;
	const [sen, hoa, binh, tin] = [
		await phoneWith(commune.links.hamletHead),
		await phoneWith(commune.links.volunteer),
		await phoneWith(commune.links.secondVolunteer),
		await phoneWith(await commune.invite(FAR_AWAY))
	];
	const phones = [sen, hoa, binh];

	await test.step('one volunteer is out of coverage from the day before, and knocks at a door', async () => {
		await tin.setOffline(true);
		commune.unheardForADay(FAR_AWAY);
		await openHousehold(tin.page, 'dang tan loc', NEIGHBOUR);
		await answer(tin.page, VNEID, NEIGHBOUR, 'Đã có');
		await tin.page.getByRole('button', { name: 'Gặp', exact: true }).click();
		await openHousehold(hoa.page, 'le an', HEAD);
		for (const name of [HEAD, WIFE, DAUGHTER]) await answer(hoa.page, VNEID, name, 'Chưa');
		await hoa.page.getByRole('link', { name: 'Quay lại' }).click();
		await hoa.page.getByRole('searchbox').fill('');
		await handIn(hoa);
	});

	await test.step('the head sees whom to invite and who has not handed in, plans the hour, and prints whom to call', async () => {
		const { page } = sen;
		await go(page, 'Bảng thôn');
		await expect(page.getByText('Tối nay nên mời 3 người.')).toBeVisible({ timeout: 30_000 });
		await expect(page.getByText(LACK)).toBeVisible({ timeout: 30_000 });
		await page.getByRole('link', { name: /^Buổi tối nay/ }).click();
		await page.getByRole('link', { name: 'Lên lịch buổi mới' }).click();
		await page.getByRole('button', { name: 'Lưu lịch' }).click();
		await expect(page.getByText('Chọn một nơi ở trên, hoặc gõ nơi khác.')).toBeVisible();
		await page.getByRole('button', { name: 'Nhà văn hóa' }).click();
		for (const name of ['Nguyễn Thị Hoa', 'Trần Văn Bình']) await page.getByRole('button', { name }).click();
		await page.getByRole('button', { name: 'Lưu lịch' }).click();
		await page.getByRole('link', { name: /^Gọi mời từng nhà/ }).click();
		await expect(page.getByText('3 người, 1 cuộc gọi.')).toBeVisible();
		await expect(page.getByText(`${DAUGHTER}: còn ${VNEID}`)).toBeVisible();
		await page.evaluate(() => (window.print = () => (document.title = 'printed')));
		await page.getByRole('button', { name: 'In danh sách' }).click();
		await expect(page).toHaveTitle('printed');
		const paper = (await readPdf(await page.pdf({ preferCSSPageSize: true }))).join(' ');
		for (const name of [HEAD, WIFE, DAUGHTER]) expect(paper).toContain(name);
		expect(paper).not.toContain(NEIGHBOUR);
		await handIn(sen);
		for (const helper of [hoa, binh]) {
			await handIn(helper);
			await toTheHour(helper.page);
		}
		for (const phone of phones) await phone.setOffline(true);
	});

	await test.step('three phones write down and mark who comes, without a network and the same people twice', async () => {
		await toTonight(sen.page);
		await sen.page.getByRole('link', { name: /^Mỗi đêm 1 giờ · / }).click();
		await sen.page.getByRole('button', { name: 'Bắt đầu buổi' }).click();
		await checkIn(sen.page, 'le an', HEAD);
		await nextPerson(sen.page);
		for (const { page } of [hoa, binh]) {
			await expect(page.getByText('Người hỗ trợ: Nguyễn Thị Hoa, Trần Văn Bình')).toBeVisible();
			await expect(page.getByRole('button', { name: /^(Bắt đầu|Kết thúc) buổi$/ })).toHaveCount(0);
		}
		await checkIn(hoa.page, 'le an', HEAD);
		await answer(hoa.page, VNEID, HEAD, 'Đã có');
		await hoa.page.getByRole('button', { name: /^Vừa giúp xong/ }).click();
		await nextPerson(hoa.page);
		await checkIn(hoa.page, 'nguyen thi thao', WIFE);
		await answer(hoa.page, MONEY, WIFE, 'Chưa');
		await nextPerson(hoa.page);
		await checkIn(binh.page, 'le ngoc no', DAUGHTER);
		await answerBlocked(binh.page, VNEID, DAUGHTER, 'Quên mật khẩu');
		await nextPerson(binh.page);
	});

	await test.step('one taps the wrong person and takes that back; what is asked here is no door where he stopped', async () => {
		const { page } = binh;
		await checkIn(page, 'nguyen thi thao', WIFE);
		await page.getByRole('button', { name: `Ghi nhầm, ${WIFE} không đến` }).click();
		await expect(page.getByRole('button', { name: 'Ghi đã đến' })).toBeVisible();
		await page.getByRole('link', { name: 'Quay lại' }).click();
		await expect(page.getByRole('heading', { name: /^Đã đến\s· 1$/ })).toBeVisible();
		await go(page, 'Hôm nay');
		await expect(page.getByRole('link', { name: /^Hôm nay: Mỗi đêm 1 giờ/ })).toContainText('1 người đến');
		await expect(page.getByText(/^Làm tiếp/)).toHaveCount(0);
	});

	await test.step('handed in, the figures agree on all three, and say what they lack', async () => {
		for (const phone of phones) await phone.setOffline(false);
		for (const phone of phones) await handIn(phone);
		// Who was first has not heard of the others yet.
		for (const phone of phones) await handIn(phone);
		for (const { page } of phones) await toTheHour(page);
		const told = await cameBy(sen.page);
		expect(told.join()).toContain(`còn ${VNEID}, ${MONEY}`);
		for (const { page } of [hoa, binh])
			await expect.poll(() => cameBy(page), { timeout: 60_000 }).toEqual(told);
		await hoa.page.getByRole('link', { name: new RegExp(HEAD) }).click();
		await expect(hoa.page.getByText(/Đến lúc \d\d:\d\d\s+· Lê Thị Sen ghi/)).toBeVisible();
		await hoa.page.getByRole('link', { name: 'Quay lại' }).click();
		await go(sen.page, 'Bảng thôn');
		await expect(sen.page.getByText('Đã đến 1/248 hộ.')).toBeVisible();
		await expect(sen.page.getByText('1 trên 741 người từ 14 tuổi · vướng 1 · chưa hỏi 738')).toBeVisible();
		await expect(sen.page.getByText(LACK)).toBeVisible();
	});

	await test.step('the head ends the hour and sends the group numbers only, with what is missing', async () => {
		const { page } = sen;
		await toTonight(page);
		await page.getByRole('link', { name: /^Mỗi đêm 1 giờ · / }).click();
		await page.getByRole('button', { name: 'Kết thúc buổi' }).click();
		await expect(page.getByText('3 người đến, giúp 1 người, 1 lượt.')).toBeVisible();
		await expect(page.getByText('1 mục vừa giúp nay đã có.')).toBeVisible();
		await expect(page.getByText(`${VNEID}: 1 lượt`)).toBeVisible();
		await expect(page.getByRole('heading', { name: /^Cần đến lần nữa\s· 2$/ })).toBeVisible();
		await page.getByRole('link', { name: 'Tin gửi nhóm Zalo' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Tin gửi nhóm Zalo' })).toBeVisible();
		const told = page.locator('.text');
		await expect(told).toContainText('Mỗi đêm 1 giờ: 3 người đến, giúp 1 người.');
		await expect(told).toContainText(LACK);
		const text = await told.innerText();
		const { names, phones: numbers } = readPeople(commune.dataDir);
		expect([...names, ...numbers].filter((one) => text.includes(one))).toEqual([]);
		const saving = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Lưu ảnh' }).click();
		expect(
			readFileSync(await (await saving).path())
				.subarray(1, 4)
				.toString()
		).toBe('PNG');
		await handIn(sen);
		// Whose page of the hour is open hears of it there.
		await expect(hoa.page.getByText('3 người đến, giúp 1 người, 1 lượt.')).toBeVisible({ timeout: 60_000 });
		await expect(hoa.page.getByRole('button', { name: 'Mở lại buổi' })).toHaveCount(0);
	});

	await test.step('a day later the last one hands in: what he found is counted, and nothing is said to be missing', async () => {
		await go(sen.page, 'Bảng thôn');
		await expect(sen.page.getByText('Đã đến 1/248 hộ.')).toBeVisible();
		await tin.setOffline(false);
		await handIn(tin);
		await expect(sen.page.getByText('Đã đến 2/248 hộ.')).toBeVisible({ timeout: 60_000 });
		await expect(sen.page.getByText(LACK)).toHaveCount(0, { timeout: 60_000 });
		await expect(sen.page.getByText('Chỗ ghi khác nhau')).toHaveCount(0);
		await toTonight(sen.page);
		await sen.page.getByRole('link', { name: /^Mỗi đêm 1 giờ · / }).click();
		await expect(sen.page.getByText('3 người đến, giúp 1 người, 1 lượt.')).toBeVisible();
		expect(await commune.laidAside()).toEqual([]);
		for (const { complaints } of [...phones, tin]) expect(complaints).toEqual([]);
	});
});

// What a household says beyond the three buttons. One phone, without a network from the first test to the last, in which
// everything is handed in. Taps that survive a killed phone are told in recorded-without-network.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { startCommune, type CommuneServer } from '../support/real-commune.ts';
import { Phone } from '../support/real-phone.ts';
import {
	answer,
	expectNoBarriers,
	itemOf,
	openHousehold,
	saved,
	signIn,
	triesInVain,
	untilReadyForTheRoad
} from '../support/story.ts';

const MONEY = 'Mobile money';
const VNEID = 'VNeID mức 2';
const HEALTH = 'Sổ sức khỏe điện tử';

let commune: CommuneServer;
let phone: Phone;
let page: Page;

test.beforeAll(async () => {
	commune = await startCommune();
	phone = await Phone.make();
	page = phone.page;
	await signIn(page, commune.links.volunteer);
	await expect(page.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible();
	await untilReadyForTheRoad(page);
	await phone.setOffline(true);
});

test.afterAll(async () => {
	await phone.dispose();
	await commune.close();
});

test.beforeEach(async () => {
	await page.getByRole('link', { name: 'Hôm nay', exact: true }).click();
});

const button = (within: Page | Locator, name: string | RegExp): Locator =>
	within.getByRole('button', { name, exact: true });
const undo = (): Promise<void> => button(page, 'Hoàn lại').click();

/** An hour of yesterday, in Việt Nam. */
function yesterdayAt(hour: number): number {
	const HOUR = 3_600_000;
	const today = Math.floor((Date.now() + 7 * HOUR) / (24 * HOUR)) * 24 * HOUR - 7 * HOUR;
	return today - (24 - hour) * HOUR;
}

/** Turns the clock of the page; without an instant, back to the time that it is. */
async function standAt(at: number | undefined): Promise<void> {
	await page.evaluate((wanted) => {
		const clock = Date as DateConstructor & { real?: () => number };
		const real = (clock.real ??= Date.now);
		Date.now = wanted === undefined ? real : () => wanted;
	}, at);
}

test('[F3] a grandmother without a smartphone: one tap says it everywhere, and one takes it back', async () => {
	const grandmother = 'Ung Thị Ưng';
	await openHousehold(page, 'ung thi ung', grandmother);
	const tap = button(page, `Không có điện thoại thông minh, ${grandmother}`);
	const blocked = page
		.getByRole('region', { name: grandmother })
		.getByRole('button', { name: 'Vướng', pressed: true });
	await tap.click();
	await expect(itemOf(page, VNEID, grandmother)).toContainText('Không có điện thoại thông minh');
	await expect(blocked).toHaveCount(4);
	await undo();
	await expect(blocked).toHaveCount(0);
	await tap.click();
	await expect(blocked).toHaveCount(4);
	// The lesson against scams needs no phone.
	await answer(page, 'Phòng chống lừa đảo', grandmother, 'Đã có');
	await expect(saved(page)).toBeVisible();
});

test('[F2] who works far away leaves the list of the door, is called, and asked by phone', async () => {
	const son = 'Võ Hữu Ước';
	await openHousehold(page, 'ung thi ung', 'Ung Thị Ưng');
	await button(page, `Sửa, ${son}`).click();
	await button(page, 'Đi làm ăn xa').click();
	await expect(itemOf(page, VNEID, son)).toHaveCount(0);
	await page.getByLabel('Về khoảng tháng').selectOption({ index: 3 });
	await expect(page.getByText(/Đi làm ăn xa, về khoảng tháng/).first()).toBeVisible();
	await undo();
	await expect(page.getByLabel('Về khoảng tháng')).toHaveValue('');
	await button(page, `Sửa, ${son}`).click();
	const call = page.getByRole('link', { name: /^Gọi 0706\s907\s209$/ });
	await expect(call).toHaveAttribute('href', 'tel:0706907209');

	// What he says on the phone is recorded, a reason among it, and the list of calls knows how much is left.
	await button(page, `Hỏi qua điện thoại, ${son}`).click();
	await expectNoBarriers(page);
	await button(itemOf(page, MONEY, son), 'Vướng').click();
	await button(page, 'SIM không chính chủ').click();
	await expect(button(itemOf(page, MONEY, son), 'Vướng')).toHaveAttribute('aria-pressed', 'true');
	await answer(page, VNEID, son, 'Chưa');
	await page.getByRole('link', { name: 'Hôm nay', exact: true }).click();
	await page.getByRole('searchbox').fill('');
	await page.getByRole('link', { name: 'Gọi người đi làm ăn xa' }).click();
	const row = page.getByRole('link', { name: new RegExp(son) });
	await expect(row).toContainText(/0706\s907\s209/);
	await expect(row).toContainText('Còn 1 mục chưa hỏi');
	await expectNoBarriers(page);
	await row.click();
	// Who has just been called is not looked for below those at home.
	await expect(button(page, `Hỏi qua điện thoại, ${son}`)).toBeInViewport();
	await button(page, `Hỏi qua điện thoại, ${son}`).click();
	await expect(button(itemOf(page, VNEID, son), 'Chưa')).toHaveAttribute('aria-pressed', 'true');
});

test('[F3] Chưa has a day to come back, given and taken away with one tap', async () => {
	await openHousehold(page, 'le an', 'Lê An');
	const row = itemOf(page, MONEY, 'Lê An');
	await answer(page, MONEY, 'Lê An', 'Chưa');
	await button(row, 'Hẹn ngày').click();
	await expect(page.getByRole('heading', { level: 1, name: 'Hẹn lại ngày nào?' })).toBeVisible();
	await expectNoBarriers(page);
	await button(page, 'Tuần sau').click();
	await button(row, /^Hẹn \d\d\/\d\d$/).click();
	await button(page, 'Bỏ ngày hẹn').click();
	await expect(button(row, 'Hẹn ngày')).toBeVisible();
	await expect(button(row, 'Chưa')).toHaveAttribute('aria-pressed', 'true');
});

test('[F2] what a household has as a whole is asked once, with a reason and undone like anything else', async () => {
	await openHousehold(page, 'le an', 'Lê An');
	const folded = button(page, /^Của cả nhà/);
	await folded.click();
	await answer(page, 'Có máy tính', 'cả nhà', 'Chưa');
	await button(itemOf(page, 'Nhận tiền bằng mã QR', 'cả nhà'), 'Vướng').click();
	await button(page, 'Không muốn, sợ lừa đảo').click();
	await expect(folded).toContainText('Đã hỏi 2/5');
	await undo();
	await expect(folded).toContainText('Đã hỏi 1/5');
});

test('[F3] what turns from Chưa into Đã có may be a help; what was there before is none', async () => {
	await openHousehold(page, 'le an', 'Lê An');
	const wife = 'Nguyễn Thị Thảo';
	const helped = itemOf(page, MONEY, wife).getByText('Vừa giúp xong · hôm nay');
	const offer = button(page, `Vừa giúp xong, ${MONEY}, ${wife}`);
	await answer(page, MONEY, 'Lê Như Nở', 'Đã có');
	await answer(page, MONEY, wife, 'Chưa');
	await answer(page, MONEY, wife, 'Đã có');
	await expect(button(page, /^Vừa giúp xong/)).toHaveCount(1);
	// A look at another page forgets no offer.
	await answer(page, MONEY, 'Lê Ngọc Nở', 'Chưa');
	await button(itemOf(page, MONEY, 'Lê Ngọc Nở'), 'Hẹn ngày').click();
	await page.getByRole('link', { name: 'Quay lại' }).click();
	await offer.click();
	await expect(helped).toBeVisible();
	await expect(offer).toHaveCount(0);
	await triesInVain(page);
	await undo();
	await expect(helped).toHaveCount(0);
	await offer.click();
	// Undo is gone with the next tap; the row itself takes a help of today back.
	await answer(page, VNEID, wife, 'Chưa');
	await button(page, `Bỏ lượt này, ${MONEY}, ${wife}`).click();
	await expect(helped).toHaveCount(0);
	await undo();
	await expect(helped).toBeVisible();
	await expectNoBarriers(page);
});

test('[F5] an item is asked against its rule, or set aside, with a reason', async () => {
	const [child, mother] = ['Đặng Công Long', 'Nguyễn Thị Loan'];
	await openHousehold(page, 'dang tan loc', 'Đặng Tấn Lộc');
	const others = page.getByRole('region', { name: child }).getByRole('button', { name: /^Mục khác/ });
	await others.click();
	await expect(itemOf(page, VNEID, child)).toContainText('Không thuộc diện: từ 14 tuổi');
	await expectNoBarriers(page);
	await button(itemOf(page, VNEID, child), 'Vẫn hỏi').click();
	await expectNoBarriers(page);
	await button(page, /người này muốn làm/i).click();
	await expect(itemOf(page, VNEID, child)).toContainText('Vẫn hỏi: người này muốn làm');
	await answer(page, VNEID, child, 'Đã có');
	await expect(itemOf(page, HEALTH, child)).toHaveCount(0);

	await button(itemOf(page, MONEY, mother), 'Vướng').click();
	await page.getByRole('button', { name: /^Không thuộc diện\?/ }).click();
	await expectNoBarriers(page);
	await button(page, /đang ở nước ngoài/i).click();
	await expect(itemOf(page, MONEY, mother)).toHaveCount(0);
	await page
		.getByRole('region', { name: mother })
		.getByRole('button', { name: /^Mục khác/ })
		.click();
	await expect(itemOf(page, MONEY, mother)).toContainText('Không thuộc diện: đang ở nước ngoài');
	await button(itemOf(page, MONEY, mother), 'Hỏi lại').click();
	await expect(button(itemOf(page, MONEY, mother), 'Chưa')).toBeVisible();
});

test('[F1] a door that stays shut says when to try again, and is found at home the next evening', async () => {
	const head = 'Bùi Thị Hoa';
	const row = page.getByRole('link', { name: new RegExp(head) }).first();
	const endWith = async (outcome: string) => {
		await openHousehold(page, 'bui thi hoa', head);
		await button(page, outcome).click();
	};
	await test.step('yesterday morning nobody opens, in the evening a neighbour says to come tomorrow', async () => {
		await standAt(yesterdayAt(9));
		await endWith('Vắng nhà');
		await page.getByRole('link', { name: 'Quay lại' }).click();
		await expect(row).toContainText('Vắng buổi sáng. Thử buổi tối.');
		await standAt(yesterdayAt(19));
		await endWith('Hẹn lại');
		await button(page, 'Ngày mai').click();
		await expect(saved(page)).toBeVisible();
	});
	await test.step('today it stands first, with its reason, until somebody is met', async () => {
		await standAt(undefined);
		await page.getByRole('link', { name: 'Quay lại' }).click();
		await page.getByRole('searchbox').fill('');
		await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText('Hẹn lại hôm nay · 1 nhà');
		await expect(row).toContainText(/Hẹn hôm nay · nhà hẹn hôm \d\d\/\d\d/);
		await row.click();
		await button(page, 'Gặp').click();
		await expect(page.getByText(/^Gặp, hôm nay lúc/)).toBeVisible();
		await page.getByRole('link', { name: 'Quay lại' }).click();
		await expect(page.getByText('Hẹn lại hôm nay')).toHaveCount(0);
	});
});

test('[F4] a family that does not want the visit is one tap, and so is taking it back', async () => {
	await openHousehold(page, 'do dinh hau', 'Đỗ Đình Hậu');
	await button(page, 'Không đồng ý').click();
	await expect(page.getByText(/Không đồng ý, hôm nay lúc/)).toBeVisible();
	await button(page, 'Bỏ lượt thăm vừa ghi').click();
	await expect(page.getByText(/Không đồng ý, hôm nay lúc/)).toHaveCount(0);
});

test('[F2] a note waits for the next visitor, holds no card number, and all of it reaches the commune', async () => {
	await openHousehold(page, 'do dinh hau', 'Đỗ Đình Hậu');
	await button(page, 'Nhắn người đến sau').click();
	const field = page.getByLabel(/Lời nhắn/);
	await expect(page.getByText('Không ghi bệnh tật, số giấy tờ, chuyện riêng.')).toBeVisible();
	await field.fill('Thẻ 038061012345');
	await button(page, 'Để lại lời nhắn').click();
	await expect(page.getByText('Có vẻ là số giấy tờ. Hãy bỏ số ấy đi.')).toBeVisible();
	await expectNoBarriers(page);
	await field.fill('Chó dữ, gọi cổng sau');
	await page.getByRole('link', { name: 'Hôm nay', exact: true }).click();
	await openHousehold(page, 'do dinh hau', 'Đỗ Đình Hậu');
	await button(page, 'Nhắn người đến sau').click();
	await expect(field).toHaveValue('Chó dữ, gọi cổng sau');
	await button(page, 'Để lại lời nhắn').click();
	await expect(saved(page)).toBeVisible();
	await page.reload();
	await expect(page.getByText(/^Bạn nhắn ngày/)).toBeVisible();
	await button(page, 'Xóa lời nhắn').click();
	await expect(page.getByText('Chó dữ, gọi cổng sau')).toHaveCount(0);
	await undo();
	await expect(page.getByText('Chó dữ, gọi cổng sau')).toBeVisible();

	await phone.setOffline(false);
	await page.getByRole('link', { name: 'Máy này' }).click();
	await button(page, 'Gửi ngay').click();
	await expect(page.getByText(/chưa gửi 0 \+ cần xem lại 0/)).toBeVisible({ timeout: 30_000 });
	expect(await commune.stats()).toMatchObject({ parked: 0, visits: 4 });
	expect(phone.complaints).toEqual([]);
});

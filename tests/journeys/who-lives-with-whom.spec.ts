import { expect, test, type Page } from '@playwright/test';
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

const VNEID = 'VNeID mức 2';

let commune: CommuneServer;
let hoa: Phone;
let headsOwn: Phone | undefined;
let officesOwn: Phone | undefined;

// One commune and one phone for all of it: each story leaves the others' households alone.
test.beforeAll(async () => {
	commune = await startCommune();
	hoa = await Phone.make();
	const { page } = hoa;
	await signIn(page, commune.links.volunteer);
	await expect(page.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible();
	await untilReadyForTheRoad(page);
});

test.afterAll(async () => {
	await hoa.dispose();
	await headsOwn?.dispose();
	await officesOwn?.dispose();
	await commune.close();
});

/** The head's phone, signed in by whichever story comes first: her link can be used once. */
async function headsPhone(): Promise<Phone> {
	if (headsOwn !== undefined) return headsOwn;
	headsOwn = await Phone.make();
	const { page } = headsOwn;
	await signIn(page, commune.links.hamletHead);
	await expect(page.getByRole('searchbox')).toBeVisible();
	await untilReadyForTheRoad(page);
	return headsOwn;
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const open = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).click();

test('[F2] a family is split at the door without a network, and merged again by the head', async () => {
	const { page } = hoa;
	await hoa.setOffline(true);

	await test.step('who leaves takes along what was recorded of them', async () => {
		await openHousehold(page, 'bui thi hoa', 'Bùi Thị Hoa');
		await answer(page, VNEID, 'Nguyễn Quang Nam', 'Đã có');
		await open(page, /Sửa hộ này/);
		await expectNoBarriers(page);
		await open(page, /Tách hộ/);
		await button(page, /^Nguyễn Văn Hải/).click();
		await button(page, /^Nguyễn Quang Nam/).click();
		await expect(button(page, 'Nguyễn Quang Nam').last()).toHaveAttribute('aria-pressed', 'true');
		await page.getByLabel(/Địa chỉ nhà mới/).fill('Nhà mới sau vườn');
		await expectNoBarriers(page);
		await button(page, 'Tách hộ').click();
		await expect(page.getByRole('heading', { level: 1, name: 'Nguyễn Quang Nam' })).toBeVisible();
		await expect(page.getByText('Nhà mới sau vườn')).toBeVisible();
		const done = itemOf(page, VNEID, 'Nguyễn Quang Nam').getByRole('button', { name: 'Đã có', exact: true });
		await expect(done).toHaveAttribute('aria-pressed', 'true');
		await expect(page.getByRole('heading', { name: 'Nguyễn Văn Hải' })).toBeVisible();
		await expect(saved(page)).toBeVisible();
	});

	await test.step('a volunteer is told who merges', async () => {
		await open(page, /Sửa hộ này/);
		await open(page, /Gộp hộ trùng/);
		await expect(page.getByText(/Chỉ trưởng thôn hoặc cán bộ gộp được hộ/)).toBeVisible();
		await expectNoBarriers(page);
	});

	await test.step('the head merges the two rows, and the old address says where it went', async () => {
		await hoa.setOffline(false);
		await page.goto(`${commune.origin}/device`);
		await button(page, 'Gửi ngay').click();
		await expect(page.getByText(/Xã đã nhận hết lúc/)).toBeVisible();
		const head = await headsPhone();
		await head.page.goto(`${commune.origin}/today`);
		await openHousehold(head.page, 'nguyen quang nam', 'Nguyễn Quang Nam');
		const old = head.page.url();
		await open(head.page, /Sửa hộ này/);
		await open(head.page, /Gộp hộ trùng/);
		await head.page.getByRole('searchbox').fill('bui thi hoa');
		await button(head.page, /^Bùi Thị Hoa/)
			.first()
			.click();
		await button(head.page, 'Bùi Thị Hoa').click();
		await expect(head.page.getByText(/^Sau khi gộp: 7 người/)).toBeVisible();
		await expectNoBarriers(head.page);
		await button(head.page, 'Gộp hai hộ').click();
		await expect(head.page.getByRole('heading', { level: 1, name: 'Bùi Thị Hoa' })).toBeVisible();
		await expect(head.page.getByRole('heading', { name: 'Nguyễn Quang Nam' })).toBeVisible();
		await head.page.goto(old);
		await expect(head.page.getByText('Hộ này đã gộp vào hộ Bùi Thị Hoa.')).toBeVisible();
		await expectNoBarriers(head.page);
		await open(head.page, 'Mở hộ Bùi Thị Hoa');
		await expect(head.page.getByRole('heading', { level: 1, name: 'Bùi Thị Hoa' })).toBeVisible();
	});
});

test('[F2] one moves out, one moves to a neighbour, and the history tells it', async () => {
	const { page } = hoa;
	await page.goto(`${commune.origin}/today`);
	await openHousehold(page, 'tran duc nghia', 'Trần Đức Nghĩa');
	await button(page, 'Sửa, Trần Ngọc Hạnh').click();
	await page.getByRole('button', { name: 'Đã chuyển', exact: true }).click();
	await expect(page.getByText('Đã ghi: Trần Ngọc Hạnh, Đã chuyển')).toBeVisible();
	await button(page, 'Sửa, Trần Ngọc Tuyết').click();
	await page.getByRole('button', { name: 'Đã mất', exact: true }).click();
	await expect(page.getByText('Đã ghi: Trần Ngọc Tuyết, Đã mất')).toBeVisible();
	await open(page, /Sửa hộ này/);
	await open(page, /Chuyển người sang hộ khác/);
	await button(page, /^Trần Ngọc Hải/).click();
	await page.getByRole('searchbox').fill('vo van tu');
	await button(page, /^Võ Văn Tư/)
		.first()
		.click();
	await expectNoBarriers(page);
	await button(page, 'Chuyển sang nhà này').click();
	await expect(page.getByText('Đã chuyển Trần Ngọc Hải sang hộ Võ Văn Tư')).toBeVisible();
	await open(page, /Lịch sử/);
	await expect(page.getByText('Trần Ngọc Hạnh: Đã chuyển')).toBeVisible();
	await expect(page.getByText('Trần Ngọc Tuyết: Đã mất')).toBeVisible();
	await expect(page.getByText(/^Bạn, lúc /).first()).toBeVisible();
	await expectNoBarriers(page);
	await open(page, 'Hôm nay');
	await openHousehold(page, 'vo van tu', 'Võ Văn Tư');
	await expect(page.getByRole('heading', { name: 'Trần Ngọc Hải' })).toBeVisible();

	await test.step('who has gone from the household stands on its lists no more, also on one that lies open', async () => {
		await open(page, /Sửa hộ này/);
		await open(page, /Tách hộ/);
		await expect(button(page, /^Trần Ngọc Hải/)).toBeVisible();
		await button(page, 'Hoàn lại').click();
		await expect(button(page, /^Trần Ngọc Hải/)).toHaveCount(0);
		await expect(button(page, /^Võ Văn Tư/)).toBeVisible();
	});

	await test.step('the head looks at both, without a network: one is confirmed, one comes back', async () => {
		await page.goto(`${commune.origin}/device`);
		await button(page, 'Gửi ngay').click();
		await expect(page.getByText(/Xã đã nhận hết lúc/)).toBeVisible();
		const head = await headsPhone();
		await head.page.goto(`${commune.origin}/hamlet`);
		await expect(head.page.getByText('2 cần xem')).toBeVisible();
		await head.setOffline(true);
		await open(head.page, /Đã mất, đã chuyển.*2 cần xem/);
		await expectNoBarriers(head.page);
		const about = (name: string) => head.page.getByRole('group', { name });
		await about('Trần Ngọc Tuyết').getByRole('button', { name: 'Đúng', exact: true }).click();
		await expect(head.page.getByText('Đã xác nhận: Trần Ngọc Tuyết, Đã mất')).toBeVisible();
		await expect(about('Trần Ngọc Tuyết')).toHaveCount(0);
		await about('Trần Ngọc Hạnh').getByRole('button', { name: 'Chưa đúng, vẫn ở nhà' }).click();
		await expect(head.page.getByText('Đã ghi: Trần Ngọc Hạnh, Ở nhà')).toBeVisible();
		await expect(head.page.getByText('Không còn ai cần xem.')).toBeVisible();
		await head.setOffline(false);
	});

	await test.step('who was back at home and is said to be gone again waits for the head again', async () => {
		const head = await headsPhone();
		await handIn(head.page);
		await handIn(page);
		await page.goto(`${commune.origin}/today`);
		await openHousehold(page, 'tran duc nghia', 'Trần Đức Nghĩa');
		await button(page, /^Không ở nhà/).click();
		await button(page, 'Sửa, Trần Ngọc Tuyết').click();
		const where = page.getByRole('group', { name: 'Nơi ở của Trần Ngọc Tuyết' });
		await where.getByRole('button', { name: 'Ở nhà' }).click();
		await where.getByRole('button', { name: 'Đã mất' }).click();
		await expect(page.getByText('Đã ghi: Trần Ngọc Tuyết, Đã mất')).toBeVisible();
		await handIn(page);
		await handIn(head.page);
		await open(head.page, 'Bảng thôn');
		await open(head.page, /Đã mất, đã chuyển.*1 cần xem/);
		await expect(head.page.getByRole('group', { name: 'Trần Ngọc Tuyết' })).toBeVisible();
	});
});

test('[F2] a form that was left open takes back nothing that another phone has corrected meanwhile', async () => {
	const { page } = hoa;
	const head = (await headsPhone()).page;
	const openForm = async (one: Page) => {
		await openHousehold(one, 'le an', 'Lê An');
		await button(one, 'Sửa, Lê An').click();
		await open(one, 'Sửa tên, ngày sinh, số điện thoại');
	};
	const name = page.getByRole('textbox', { name: 'Họ và tên' });
	await page.goto(`${commune.origin}/today`);
	await openForm(page);
	await name.fill('Lê Văn An');
	await open(page, 'Hôm nay');

	await head.goto(`${commune.origin}/today`);
	await openForm(head);
	await head.getByRole('textbox', { name: 'Số điện thoại' }).fill('0912 000 111');
	await button(head, 'Lưu').click();
	await handIn(head);

	await open(page, 'Máy này');
	await sendNow(page);
	await open(page, 'Hôm nay');
	await openForm(page);
	await expect(name).toHaveValue('Lê Văn An');
	await expect(page.getByRole('textbox', { name: 'Số điện thoại' })).toHaveValue('0912000111');
	await button(page, 'Lưu').click();
	await expect(page.getByText('Đã sửa: Lê Văn An')).toBeVisible();
	await handIn(page);
	await handIn(head);
	await head.goto(`${commune.origin}/today`);
	await openHousehold(head, 'le van an', 'Lê Văn An');
	await button(head, 'Sửa, Lê Văn An').click();
	await open(head, 'Sửa tên, ngày sinh, số điện thoại');
	await expect(head.getByRole('textbox', { name: 'Số điện thoại' })).toHaveValue('0912000111');
});

test('[F2] a whole household moves out: no longer on the list, found with its history, and put back with one tap', async () => {
	const { page } = hoa;
	const head = 'Đặng Tấn Lộc';
	const row = page.getByRole('link', { name: new RegExp(head) });
	await page.goto(`${commune.origin}/today`);
	await page.getByRole('searchbox').fill('');
	await row.click();
	await button(page, 'Đã chuyển đi').click();
	await expect(page.getByText('Nhà này đã chuyển đi, không còn trong danh sách.')).toBeVisible();
	await open(page, 'Quay lại');
	await expect(page.getByText(/^Còn \d+ nhà$/)).toBeVisible();
	await expect(row).toHaveCount(0);
	await page.getByRole('searchbox').fill('dang tan loc');
	await expect(row).toContainText('Đã chuyển đi');
	await row.click();
	await open(page, /Sửa hộ này/);
	await open(page, /Lịch sử/);
	await expect(page.getByText('Lượt thăm: Đã chuyển đi', { exact: true })).toBeVisible();
	await open(page, 'Quay lại');
	await open(page, 'Quay lại');
	await button(page, 'Đưa lại vào danh sách').click();
	await open(page, 'Quay lại');
	await page.getByRole('searchbox').fill('');
	await expect(row).toBeVisible();
});

test('[F2] the list had a household under the wrong hamlet: the official moves it, and it leaves the volunteer’s list', async () => {
	const head = 'Ung Thị Ưng';
	const door = hoa.page;
	await door.goto(`${commune.origin}/today`);
	await openHousehold(door, 'ung thi ung', head);
	const household = door.url();

	await test.step('a volunteer is not offered it, and is told so at its address', async () => {
		await open(door, /Sửa hộ này/);
		await expect(door.getByRole('link', { name: /Tách hộ/ })).toBeVisible();
		await expect(door.getByRole('link', { name: /Hộ này thuộc thôn khác/ })).toHaveCount(0);
		await door.goto(`${household}/hamlet`);
		await expect(door.getByText(/^Chỉ cán bộ xã chuyển được hộ/)).toBeVisible();
		await expect(button(door, 'Thôn Tây')).toHaveCount(0);
		await expectNoBarriers(door);
	});

	officesOwn = await Phone.make();
	const desk = officesOwn.page;
	await test.step('the official comes to it from the board of the hamlet', async () => {
		await signIn(desk, commune.links.official);
		await open(desk, /^Thôn Đông/);
		await open(desk, /^Hộ chưa đến/);
		await open(desk, new RegExp(`^${head}`));
		await expect(desk.getByRole('heading', { level: 1, name: head })).toBeVisible();
		await open(desk, /Sửa hộ này/);
		await open(desk, /Hộ này thuộc thôn khác/);
		await expect(desk.getByText('Đang ở danh sách của Thôn Đông.')).toBeVisible();
		await expect(button(desk, 'Thôn Đông')).toHaveCount(0);
		await expectNoBarriers(desk);
	});

	await test.step('a hamlet chosen is no decision; moved by mistake it comes back with one tap', async () => {
		await button(desk, 'Thôn Tây').click();
		await expect(desk.getByRole('heading', { name: 'Chuyển sang: Thôn Tây' })).toBeVisible();
		await button(desk, 'Chọn thôn khác').click();
		await button(desk, 'Thôn Tây').click();
		await expectNoBarriers(desk);
		await button(desk, 'Chuyển hộ này').click();
		await expect(desk.getByRole('heading', { level: 1, name: head })).toBeVisible();
		await expect(desk.getByText('Đã chuyển hộ sang Thôn Tây')).toBeVisible();
		await expect(desk.getByText(/Tổ đoàn kết 4/)).toHaveCount(0);
		await button(desk, /Hoàn lại/).click();
		await expect(desk.getByText(/Tổ đoàn kết 4/)).toBeVisible();
	});

	await test.step('moved, it stands on the board of its hamlet, where Back leads', async () => {
		await open(desk, /Sửa hộ này/);
		await open(desk, /Hộ này thuộc thôn khác/);
		await button(desk, 'Thôn Tây').click();
		await button(desk, 'Chuyển hộ này').click();
		await expect(desk.getByText('Đã chuyển hộ sang Thôn Tây')).toBeVisible();
		await open(desk, 'Quay lại');
		await expect(desk.getByRole('heading', { level: 1, name: 'Thôn Tây' })).toBeVisible();
		await open(desk, 'Máy này');
		await button(desk, 'Gửi ngay').click();
		await expect(desk.getByText(/Xã đã nhận hết lúc/)).toBeVisible();
	});

	await test.step('the volunteer’s list is without it, and its address says so', async () => {
		await door.goto(`${commune.origin}/device`);
		await button(door, 'Gửi ngay').click();
		await expect(door.getByText(/Xã đã nhận hết lúc/)).toBeVisible();
		await open(door, 'Hôm nay');
		await door.getByRole('searchbox').fill('ung thi ung');
		await expect(door.getByRole('link', { name: new RegExp(head) })).toHaveCount(0);
		await door.goto(household);
		await expect(door.getByText('Không tìm thấy nhà này trên máy.')).toBeVisible();
		await expectNoBarriers(door);
	});
	expect(await commune.laidAside()).toEqual([]);
	expect(officesOwn.complaints).toEqual([]);
});

test('[F37] a family hears the notice and refuses: nothing of what was just recorded leaves the phone', async () => {
	const { page } = hoa;
	await page.goto(`${commune.origin}/today`);
	const { answers } = await commune.stats();
	await hoa.setOffline(true);
	await openHousehold(page, 'le xuan phuc', 'Lê Xuân Phúc');
	await answer(page, VNEID, 'Lê Xuân Phúc', 'Đã có');
	await open(page, /Thông báo về thông tin được ghi/);
	await expect(page.getByText('Quyền của gia đình')).toBeVisible();
	await expectNoBarriers(page);
	await button(page, 'đọc cho nghe').click();
	await button(page, 'Đã thông báo').click();
	await expect(page.getByText(/^Đã thông báo ngày .* \(đọc cho nghe\)$/)).toBeVisible();
	await open(page, 'Không cho ghi thông tin');
	await expectNoBarriers(page);
	await button(page, 'Không cho ghi thông tin').click();
	await expect(page.getByRole('heading', { level: 1, name: 'Nhà không cho ghi thông tin' })).toBeVisible();

	await test.step('a mistake is taken back with one tap, after tries to send it in vain too', async () => {
		await triesInVain(page);
		await button(page, /Hoàn lại/).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Lê Xuân Phúc' })).toBeVisible();
		await open(page, /Sửa hộ này/);
		await open(page, /Không cho ghi thông tin/);
		await button(page, 'Không cho ghi thông tin').click();
		await expect(page.getByRole('heading', { level: 1, name: 'Nhà không cho ghi thông tin' })).toBeVisible();
		await expect(page.getByText('Đã ghi: không cho ghi thông tin')).toBeVisible();
		await expect(page.getByText('Phan Thị Mai')).toHaveCount(0);
		await expect(page.getByRole('button', { name: 'Gặp', exact: true })).toHaveCount(0);
		await expectNoBarriers(page);
	});

	await test.step('what goes out says that they refused, and not what was recorded', async () => {
		await hoa.setOffline(false);
		await page.goto(`${commune.origin}/device`);
		await button(page, 'Gửi ngay').click();
		await expect(page.getByText(/Xã đã nhận hết lúc/)).toBeVisible();
		expect((await commune.stats()).answers).toBe(answers);
		expect(await commune.laidAside()).toEqual([]);
		await page.getByRole('link', { name: 'Hôm nay', exact: true }).click();
		await page.getByRole('searchbox').fill('le xuan phuc');
		await expect(page.getByText(/Không tìm thấy nhà nào/)).toBeVisible();
	});
});

/** What waits has reached the commune, and what others recorded is here. */
async function handIn(page: Page): Promise<void> {
	await page.goto(`${commune.origin}/device`);
	await sendNow(page);
}

async function sendNow(page: Page): Promise<void> {
	const answered = page.waitForResponse((response) => response.url().endsWith('/api/sync'));
	await button(page, 'Gửi ngay').click();
	await answered;
	await expect(page.getByText(/Xã đã nhận hết lúc/)).toBeVisible();
}

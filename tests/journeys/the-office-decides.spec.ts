import { expect, test, type Page } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { communePerTest } from '../support/commune-for-tests.ts';
import {
	answer,
	expectNoBarriers,
	itemOf,
	openHousehold,
	saved,
	untilReadyForTheRoad
} from '../support/story.ts';

const HEAD = 'Lê An';
/** Nobody in the sample is called so: wherever these letters lie, they came from this journey. */
const SILENT = 'Đỗ Thị Kínxyz';

const here = communePerTest();

/** The files below a folder that hold a text, as UTF-8 or in the two bytes a letter of a browser's own strings. */
function filesWith(text: string, folder: string): string[] {
	const written = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((file) => written.some((bytes) => readFileSync(file).includes(bytes)));
}

/** How many entries the phone says that it has ever recorded. */
async function recordedOn(page: Page): Promise<string> {
	await page.getByRole('link', { name: 'Máy này' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Máy này' })).toBeVisible();
	const count = /Đã ghi\s+([\d.]+)/.exec(await page.getByRole('main').innerText())?.[1];
	if (count === undefined) throw new Error('the phone does not say how much it has recorded');
	return count;
}

test('[F33] [F37] what the official decides without a network reaches the doors: another main item, and who is asked first', async () => {
	test.setTimeout(240_000);
	const [office, hoa] = [
		await here.aPhone(here.commune.links.official),
		await here.aPhone(here.commune.links.volunteer)
	];
	const [desk, door] = [office.page, hoa.page];

	await test.step('the ground is the first thing that the official is asked for', async () => {
		await expect(desk.getByText('Xã chưa chọn căn cứ ghi thông tin của dân.')).toBeVisible();
		await untilReadyForTheRoad(desk);
		await desk.reload();
		await expect(desk.getByText('Các mục chính, cả xã')).toBeVisible();
		await office.setOffline(true);
		await desk.getByRole('link', { name: 'Chọn căn cứ ghi thông tin' }).click();
		await expectNoBarriers(desk);
		await desk.getByRole('button', { name: 'Từng người đồng ý' }).click();
		await desk.getByLabel(/Dân hỏi ai/).fill('Bà Trần Thị Mai');
		await desk.getByLabel(/Số điện thoại/).fill('0912');
		await desk.getByLabel(/giữ thêm mấy tháng/).fill('12');
		await desk.getByRole('button', { name: 'Lưu' }).click();
		await expect(desk.getByText(/Chưa đọc được số này/)).toBeVisible();
		await expect(desk.getByLabel(/Số điện thoại/)).toBeFocused();
		await desk.getByLabel(/Số điện thoại/).fill('0234 3822 123');
		await desk.getByRole('button', { name: /Xem điều được đọc/ }).click();
		await expect(desk.getByText('Bà Trần Thị Mai, Xã Đại Thạnh.')).toBeVisible();
		await expect(desk.getByText('Chỉ ghi khi người được hỏi đồng ý.')).toBeVisible();
		// A look is no decision.
		await expect(desk.getByText('Xã chưa chọn căn cứ ghi thông tin của dân.')).toBeVisible();
		await desk.getByRole('button', { name: 'Lưu' }).click();
		await expect(desk.getByText('Đang dùng: từng người đồng ý mới ghi.')).toBeVisible();
		await expect(desk.getByText(/Còn 1 mục chưa gửi/)).toBeVisible();
		await expectNoBarriers(desk);
	});

	await test.step('one more main item, in the place of another', async () => {
		await desk.getByRole('link', { name: 'Quay lại' }).click();
		await desk.getByRole('link', { name: /^Mục chính/ }).click();
		await expect(desk.getByText('VNeID mức 2, Cổng Dịch vụ công')).toBeVisible();
		await desk.getByRole('button', { name: 'Thẻ căn cước' }).click();
		await desk.getByRole('button', { name: 'Kỹ năng số cơ bản' }).click();
		await expect(desk.getByText('Đã đủ hai mục.')).toBeVisible();
		await desk.getByRole('button', { name: 'Phòng chống lừa đảo' }).click();
		await expect(desk.getByText('Phòng chống lừa đảo sẽ về “Mục khác”.')).toBeVisible();
		await expectNoBarriers(desk);
		await desk.getByRole('button', { name: 'Lưu' }).click();
		await expect(desk.getByText(/Còn 3 mục chưa gửi/)).toBeVisible();
		await expect(desk.getByText('Đang hỏi ở mọi nhà · 5 mục')).toBeVisible();
	});

	await test.step('until then the volunteer works as ever; what she records of fraud is not lost', async () => {
		await openHousehold(door, 'le an', HEAD);
		await expect(door.getByRole('group', { name: /^Thẻ căn cước, / })).toHaveCount(0);
		await answer(door, 'Phòng chống lừa đảo', HEAD, 'Đã có');
		await expect(saved(door)).toBeVisible();
	});

	await test.step('handed in, it comes to her phone: nobody is asked before they have agreed', async () => {
		await office.setOffline(false);
		await desk.getByRole('link', { name: 'Quay lại' }).click();
		await expect(desk.getByText(/Xã đã nhận hết lúc/)).toBeVisible({ timeout: 60_000 });
		await handIn(door);
		await openAgain(door);
		await expect(door.getByRole('link', { name: /^Chưa thông báo cho nhà này/ })).toBeVisible();
		await expect(door.getByText(/Chưa hỏi ý kiến: Lê An/)).toBeVisible();
		await expect(itemOf(door, 'VNeID mức 2', HEAD)).toHaveCount(0);
		await expect(door.getByText('Hỏi sau khi một người lớn trong nhà đồng ý.')).toBeVisible();
		await expect(door.getByRole('button', { name: /^Của cả nhà/ })).toHaveCount(0);
		await door.getByRole('link', { name: /^Chưa thông báo cho nhà này/ }).click();
		await expect(door.getByText(/0234.3822.123/)).toBeVisible();
		await door.getByRole('button', { name: 'Đã thông báo' }).click();
		await door
			.getByRole('region', { name: HEAD })
			.getByRole('button', { name: 'Đồng ý', exact: true })
			.click();
		await expect(
			saved(door)
				.or(door.getByText(`Đã ghi: ${HEAD} đồng ý`))
				.first()
		).toBeVisible();
		await door.getByRole('link', { name: 'Quay lại' }).click();
	});

	await test.step('the item is asked; what is main no more stands under the others with its answer', async () => {
		await answer(door, 'Thẻ căn cước', HEAD, 'Chưa');
		await expect(door.getByRole('button', { name: /^Của cả nhà/ })).toBeVisible();
		await expect(itemOf(door, 'Phòng chống lừa đảo', HEAD)).toHaveCount(0);
		await door
			.getByRole('region', { name: HEAD })
			.getByRole('button', { name: /^Mục khác/ })
			.click();
		await expect(
			itemOf(door, 'Phòng chống lừa đảo', HEAD).getByRole('button', { name: 'Đã có', exact: true })
		).toHaveAttribute('aria-pressed', 'true');
	});

	await test.step('of who has not agreed yet nothing is said but that they live elsewhere now', async () => {
		const [son, daughter] = ['Lê Ngọc Nở', 'Lê Như Nở'];
		const silent = door.getByRole('region', { name: son });
		await expect(silent).toContainText('Hỏi ý kiến rồi mới ghi các mục.');
		await door.getByRole('button', { name: `Sửa, ${son}` }).click();
		await expectNoBarriers(door);
		await silent.getByRole('button', { name: 'Đi làm ăn xa' }).click();
		await expect(silent).toHaveCount(0);
		await expect(door.getByText(/^Chưa hỏi ý kiến: /)).toContainText(daughter);
		await expect(door.getByText(/^Chưa hỏi ý kiến: /)).not.toContainText(son);
		await expect(door.getByRole('button', { name: /^Không ở nhà/ })).toContainText('1 người');
	});

	await test.step('who is on the list is asked before anything of them is corrected, too', async () => {
		const daughter = 'Lê Như Nở';
		const before = await recordedOn(door);
		await openAgain(door);
		await correct(door, daughter, SILENT);
		await expect(door.getByRole('heading', { name: `Đã nói cho ${SILENT} biết` })).toBeFocused();
		await expectNoBarriers(door);
		await door.getByRole('button', { name: 'Quay lại sửa' }).click();
		await door.getByLabel('Họ và tên').fill(daughter);
		await door.getByRole('link', { name: 'Quay lại' }).click();
		expect(await recordedOn(door)).toBe(before);

		await openAgain(door);
		// What was told and agreed goes back only while nobody has heard of it.
		await hoa.setOffline(true);
		await correct(door, daughter, 'Lê Như Nụ');
		await door.getByRole('button', { name: 'Đồng ý, lưu' }).click();
		await expect(itemOf(door, 'VNeID mức 2', 'Lê Như Nụ')).toBeVisible();
		await door.getByRole('button', { name: /Hoàn lại/ }).click();
		await expect(door.getByRole('region', { name: daughter })).toContainText('Hỏi ý kiến');
		await hoa.setOffline(false);

		await correct(door, daughter, SILENT);
		await door.getByRole('button', { name: 'Không đồng ý' }).click();
		await expect(door.getByText(`Không sửa gì. Đã ghi: ${daughter} không cho ghi.`)).toBeVisible();
		await expectNoBarriers(door);
		await door.getByRole('button', { name: 'Về trang của nhà' }).click();
		await expect(door.getByRole('region', { name: daughter })).toHaveCount(0);
	});

	await test.step('who does not agree leaves nothing, here or at the commune; who agrees is on the list', async () => {
		const before = await recordedOn(door);
		await door.getByRole('link', { name: 'Hôm nay', exact: true }).click();
		await openHousehold(door, 'le an', HEAD);
		await add(door, SILENT);
		await expect(door.getByRole('heading', { name: `Đã nói cho ${SILENT} biết` })).toBeFocused();
		await expectNoBarriers(door);
		await door.getByRole('button', { name: 'Quay lại sửa' }).click();
		await expect(door.getByLabel('Họ và tên')).toHaveValue(SILENT);
		await door.getByRole('button', { name: 'Tiếp tục' }).click();
		await door.getByRole('button', { name: 'Không đồng ý' }).click();
		await expect(door.getByText('Không lưu gì về người này.')).toBeVisible();
		await expectNoBarriers(door);
		await door.getByRole('button', { name: 'Về trang của nhà' }).click();
		await expect(door.getByRole('heading', { level: 1, name: HEAD })).toBeVisible();
		await door.getByRole('link', { name: 'Thêm người' }).click();
		await expect(door.getByLabel('Họ và tên')).toHaveValue('');
		await door.getByRole('link', { name: 'Quay lại' }).click();
		expect(await recordedOn(door)).toBe(before);

		await door.getByRole('link', { name: 'Hôm nay', exact: true }).click();
		await openHousehold(door, 'le an', HEAD);
		await add(door, 'Lê Thị Út');
		await door.getByRole('button', { name: 'Đồng ý, lưu' }).click();
		await expect(itemOf(door, 'VNeID mức 2', 'Lê Thị Út')).toBeVisible();
		await handIn(door);
		expect(filesWith('Lê Thị Út', here.commune.dataDir)).not.toEqual([]);
		expect(filesWith(SILENT, here.commune.dataDir)).toEqual([]);
		expect(filesWith(SILENT, hoa.profile)).toEqual([]);
	});

	await test.step('a household whose head is a child: an adult who speaks for them is written down, and asked, with them', async () => {
		const [child, adult] = ['Hồ Bé Na', 'Hồ Thị Mẹ'];
		await door.getByRole('link', { name: 'Hôm nay', exact: true }).click();
		await door.getByRole('searchbox').fill('');
		await door.getByRole('link', { name: 'Thêm nhà chưa có trong danh sách' }).click();
		await door.getByLabel('Họ và tên chủ hộ').fill(child);
		await door.getByLabel(/Ngày sinh/).fill('2019');
		await door.getByRole('button', { name: 'Tiếp tục' }).click();
		const speaker = door.getByRole('group', { name: 'Ai nói thay?' });
		await expect(speaker.getByRole('heading')).toBeFocused();
		await expectNoBarriers(door);
		await speaker.getByLabel('Họ và tên người lớn').fill(adult);
		await speaker.getByLabel(/Ngày sinh/).fill('2015');
		await door.getByRole('button', { name: 'Tiếp tục' }).click();
		await expect(speaker.getByText('Người này cũng chưa đủ 16 tuổi.')).toBeVisible();
		await speaker.getByLabel(/Ngày sinh/).fill('1990');
		await door.getByRole('button', { name: 'Tiếp tục' }).click();
		await expect(door.getByRole('heading', { name: `Đã nói cho ${adult} biết` })).toBeFocused();
		await expect(door.getByText(`${adult} nói cho mình, và nói thay ${child}.`)).toBeVisible();
		await expectNoBarriers(door);
		await door.getByRole('button', { name: 'Cả hai đồng ý, lưu' }).click();
		await expect(door.getByRole('heading', { level: 1, name: child })).toBeVisible();
		await expect(itemOf(door, 'VNeID mức 2', adult)).toBeVisible();
		await expect(door.getByRole('button', { name: /^Của cả nhà/ })).toBeVisible();
		await expect(door.getByText(/Chưa hỏi ý kiến/)).toHaveCount(0);
		await handIn(door);
	});

	await test.step('[F6] who wants to ask whether she is who she says finds the number on her card', async () => {
		await door.goto(`${here.commune.origin}/guides/member-card`);
		await expect(door.getByText(/Bà Trần Thị Mai · Gọi số 0234.3822.123/)).toBeVisible();
		await expectNoBarriers(door);
	});

	await test.step('the pages of the office are no volunteer’s', async () => {
		for (const path of ['/commune', '/commune/main-items', '/commune/terms']) {
			await door.goto(`${here.commune.origin}${path}`);
			await expect(door.getByText('Trang này dành cho cán bộ xã.')).toBeVisible();
			await expect(door.getByRole('button', { name: 'Lưu' })).toHaveCount(0);
		}
		await expectNoBarriers(door);
	});
	expect(await here.commune.laidAside()).toEqual([]);
	expect([...office.complaints, ...hoa.complaints]).toEqual([]);
});

test('[F10] every page of the office opens from a cold start without a network, whether it was ever opened or not', async () => {
	const office = await here.aPhone(here.commune.links.official);
	await expect(office.page.getByText('Các mục chính, cả xã')).toBeVisible();
	await untilReadyForTheRoad(office.page);
	await office.kill();
	await office.open({ offline: true });
	const desk = office.page;
	for (const [path, heading] of [
		['/', 'Xã Đại Thạnh'],
		['/commune/main-items', 'Mục chính'],
		['/commune/terms', 'Căn cứ ghi thông tin'],
		['/commune/review', 'Việc cần xem lại']
	] as const) {
		await desk.goto(`${here.commune.origin}${path}`);
		await expect(desk.getByRole('heading', { level: 1, name: heading })).toBeVisible();
	}
	await expect(desk.getByText('Cần có mạng để xem và nhận những việc này.')).toBeVisible();
	await expectNoBarriers(desk);
	expect(office.complaints).toEqual([]);
});

test('[F37] a household that no list had is told or asked before it is written down', async () => {
	test.setTimeout(120_000);
	const [office, hoa] = [
		await here.aPhone(here.commune.links.official),
		await here.aPhone(here.commune.links.volunteer)
	];
	const [desk, door] = [office.page, hoa.page];
	await desk.getByRole('link', { name: 'Chọn căn cứ ghi thông tin' }).click();
	await desk.getByRole('button', { name: 'Theo Điều 19 của luật' }).click();
	await desk.getByLabel(/Quy trình của xã/).fill('Quyết định 45/QĐ-UBND');
	await desk.getByLabel(/Dân hỏi ai/).fill('Bà Trần Thị Mai');
	await desk.getByLabel(/Số điện thoại/).fill('0912345678');
	await desk.getByLabel(/giữ thêm mấy tháng/).fill('12');
	await desk.getByRole('button', { name: 'Lưu' }).click();
	await expect(desk.getByText('Đang dùng: ghi theo Điều 19, có thông báo trước.')).toBeVisible();
	await expect(desk.getByText('Đã lưu trên máy này.')).toBeVisible();
	// Taken back with one tap, it is not said to be saved; what was typed is still there.
	await desk.getByRole('button', { name: /Hoàn lại/ }).click();
	await expect(desk.getByText('Xã chưa chọn căn cứ ghi thông tin của dân.')).toBeVisible();
	await expect(desk.getByText('Đã lưu trên máy này.')).toHaveCount(0);
	await desk.getByRole('button', { name: 'Lưu' }).click();
	await expect(desk.getByText('Đang dùng: ghi theo Điều 19, có thông báo trước.')).toBeVisible();
	await expect(desk.getByText(/Xã đã nhận hết lúc/)).toBeVisible({ timeout: 60_000 });

	await expect(door.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible();
	await handIn(door);
	await door.getByRole('link', { name: 'Hôm nay', exact: true }).click();
	await door.getByRole('link', { name: 'Thêm nhà chưa có trong danh sách' }).click();
	await door.getByLabel('Họ và tên chủ hộ').fill('Hồ Văn Mới');
	await door.getByRole('button', { name: 'Tiếp tục' }).click();
	await door.getByRole('button', { name: 'Xem điều cần nói' }).click();
	await expect(door.getByText('Quy trình của xã: Quyết định 45/QĐ-UBND.')).toBeVisible();
	await door.getByRole('button', { name: 'Đã nói, lưu' }).click();
	await expect(door.getByRole('heading', { level: 1, name: 'Hồ Văn Mới' })).toBeVisible();
	await expect(itemOf(door, 'VNeID mức 2', 'Hồ Văn Mới')).toBeVisible();
	await expect(door.getByRole('link', { name: /^Chưa thông báo/ })).toHaveCount(0);

	// Told once: the next person of this house is saved at once.
	await door.getByRole('link', { name: 'Thêm người' }).click();
	await door.getByLabel('Họ và tên').fill('Hồ Thị Hai');
	await door.getByRole('button', { name: 'Lưu' }).click();
	await expect(itemOf(door, 'VNeID mức 2', 'Hồ Thị Hai')).toBeVisible();
});

async function correct(page: Page, name: string, to: string): Promise<void> {
	await page.getByRole('button', { name: `Sửa, ${name}` }).click();
	await page.getByRole('link', { name: 'Sửa tên, ngày sinh, số điện thoại' }).click();
	await page.getByLabel('Họ và tên').fill(to);
	await page.getByRole('button', { name: 'Tiếp tục' }).click();
}

async function add(page: Page, name: string): Promise<void> {
	await page.getByRole('link', { name: 'Thêm người' }).click();
	await page.getByLabel('Họ và tên').fill(name);
	await page.getByRole('button', { name: 'Tiếp tục' }).click();
}

async function handIn(page: Page): Promise<void> {
	await page.getByRole('link', { name: 'Máy này' }).click();
	const answered = page.waitForResponse((response) => response.url().endsWith('/api/sync'));
	await page.getByRole('button', { name: 'Gửi ngay' }).click();
	await answered;
	await expect(page.getByText(/Xã đã nhận hết lúc/)).toBeVisible({ timeout: 30_000 });
}

async function openAgain(page: Page): Promise<void> {
	await page.getByRole('link', { name: 'Hôm nay', exact: true }).click();
	await openHousehold(page, 'le an', HEAD);
}

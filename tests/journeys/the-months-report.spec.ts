import { expect, test } from '@playwright/test';
import { communePerTest } from '../support/commune-for-tests.ts';
import { readPdf, readPdfEdges } from '../support/read-pdf.ts';
import { answer, expectNoBarriers, openHousehold, untilReadyForTheRoad } from '../support/story.ts';

const HEAD = 'Lê An';
const here = communePerTest();

test('[F26] the head writes and signs her report without a network, the office reads it as it was signed, and it fits on paper', async () => {
	test.setTimeout(240_000);
	const { links } = here.commune;
	const [sen, office] = [await here.aPhone(links.hamletHead), await here.aPhone(links.official)];
	const [board, desk] = [sen.page, office.page];

	await test.step('the figures are there, and the words that go with them', async () => {
		await openHousehold(board, 'le an', HEAD);
		await answer(board, 'VNeID mức 2', HEAD, 'Đã có');
		await untilReadyForTheRoad(board);
		await sen.setOffline(true);
		await board.getByRole('link', { name: 'Bảng thôn' }).click();
		await board.getByRole('link', { name: /^Xem thêm/ }).click();
		await board.getByRole('link', { name: 'Báo cáo tháng' }).click();
		await expect(board.getByText('1 trên 248 hộ (0,4\u00a0%)')).toBeVisible();
		await expect(board.getByText(/1 trên 741 người \(0,1.%\), chưa hỏi 740/).first()).toBeVisible();
		await expect(board.getByLabel('Kết quả')).toHaveValue(/cộng dồn đã đến 1 trên 248 hộ/);
		await expectNoBarriers(board);
	});

	await test.step('what she writes is saved as she writes it, and there after the phone was shut', async () => {
		await board.getByLabel('Kiến nghị, đề xuất').fill('Xin thêm một máy in cho nhà văn hóa.');
		await expect(board.getByText('Đã lưu phần “Kiến nghị, đề xuất”')).toBeVisible();
		await board.reload();
		await expect(board.getByLabel('Kiến nghị, đề xuất')).toHaveValue('Xin thêm một máy in cho nhà văn hóa.');
		await board.getByRole('button', { name: 'Ký gửi lên xã' }).click();
		await expect(board.getByText(/^Đã ký gửi lúc .*, bản 1\.$/)).toBeVisible();
	});

	await test.step('on paper it has its heads, its figures and its words, and nothing of the app', async () => {
		await board.getByRole('link', { name: 'Xem bản in' }).click();
		await expect(board.getByText('TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG THÔN ĐÔNG')).toBeVisible();
		await expect(board.getByText('UBND XÃ ĐẠI THẠNH')).toBeVisible();
		await expect(
			board.getByText(/^Đại Thạnh, ngày \d\d tháng (0[12]|[3-9]|1[0-2]) năm \d{4}$/)
		).toBeVisible();
		await expectNoBarriers(board);
		await board.emulateMedia({ media: 'print' });
		await expect(board.getByText('Xin thêm một máy in cho nhà văn hóa.')).toBeVisible();
		await expect(board.getByRole('button', { name: 'In ra giấy' })).toBeHidden();
		await expect(board.getByRole('navigation')).toBeHidden();
		await expect(board.getByRole('heading', { level: 1 })).toBeHidden();
		await board.emulateMedia({ media: null });
	});

	await test.step('printed with the largest letters, by night, it is an A4 paper as offices know it, whole and numbered', async () => {
		await board.evaluate(() =>
			Object.assign(document.documentElement.dataset, { theme: 'night', text: 'largest' })
		);
		const pdf = await board.pdf({ preferCSSPageSize: true });
		const pages = await readPdf(pdf);
		const text = pages.join(' ');
		const team = 'Tổ công nghệ số cộng đồng';
		const inOrder = [
			'UBND XÃ ĐẠI THẠNH TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG THÔN ĐÔNG',
			'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Đại Thạnh, ngày ',
			'BÁO CÁO Kết quả hoạt động tháng ',
			'Kính gửi: Ủy ban nhân dân xã Đại Thạnh',
			'1. Kết quả',
			'Hộ đã đến 0 hộ 1 trên 248 hộ',
			'VNeID mức 2',
			'Tài khoản thanh toán',
			'Xin thêm một máy in cho nhà văn hóa./.',
			`Nơi nhận: - Như trên; - Lưu: ${team}.`,
			'TỔ TRƯỞNG Lê Thị Sen'
		].map((words) => [words, text.indexOf(words)] as const);
		expect(inOrder.filter(([, at]) => at < 0)).toEqual([]);
		expect(inOrder.map(([, at]) => at)).toEqual(inOrder.map(([, at]) => at).sort((a, b) => a - b));
		for (const ofTheApp of ['In ra giấy', 'Hôm nay', 'Quay lại', 'Đã ký gửi lúc'])
			expect(text).not.toContain(ofTheApp);
		expect(pages.slice(1).filter((page, at) => !page.startsWith(`${at + 2} `))).toEqual([]);
		for (const page of await readPdfEdges(pdf)) {
			expect([page.width, page.height]).toEqual([210, 297]);
			expect(page.left).toBeGreaterThanOrEqual(30);
			expect(page.right).toBeGreaterThanOrEqual(15);
		}
		await board.getByRole('link', { name: 'Quay lại' }).click();
	});

	await test.step('the office sees who has sent, and reads what was signed, whatever comes in later', async () => {
		await desk.getByRole('link', { name: 'Báo cáo tháng của các nơi' }).click();
		await expect(desk.getByText('Đã gửi: 0 trên 5 thôn.')).toBeVisible();
		await expectNoBarriers(desk);
		await sen.setOffline(false);
		await board.getByRole('link', { name: 'Máy này' }).click();
		await board.getByRole('button', { name: 'Gửi ngay' }).click();
		await expect(board.getByText(/Xã đã nhận hết lúc/).first()).toBeVisible({ timeout: 60_000 });
		await openHouseholdFromToday(board);
		await answer(board, 'VNeID mức 2', HEAD, 'Chưa');
		await board.getByRole('link', { name: 'Máy này' }).click();
		await board.getByRole('button', { name: 'Gửi ngay' }).click();
		await desk.reload();
		await desk.getByRole('link', { name: /^Thôn Đông.*bản 1/s }).click({ timeout: 60_000 });
		await expect(desk.getByText(/1 trên 741 người \(0,1.%\), chưa hỏi 740/).first()).toBeVisible();
		await expect(desk.getByText('Xin thêm một máy in cho nhà văn hóa.')).toBeVisible();
		await expect(desk.getByText('Lê Thị Sen')).toBeVisible();
	});
});

async function openHouseholdFromToday(page: Parameters<typeof openHousehold>[0]): Promise<void> {
	await page.getByRole('link', { name: 'Hôm nay', exact: true }).click();
	await openHousehold(page, 'le an', HEAD);
}

import { expect, test } from '@playwright/test';
import { communePerTest } from '../support/commune-for-tests.ts';
import { expectNoBarriers } from '../support/story.ts';

const here = communePerTest();

test('[F32] the head invites a volunteer who stands beside her, and says so when there is no network', async () => {
	const sen = await here.aPhone(here.commune.links.hamletHead);
	const board = sen.page;
	await board.getByRole('link', { name: 'Bảng thôn' }).click();
	await board.getByRole('link', { name: /^Xem thêm/ }).click();
	await board.getByRole('link', { name: 'Mời người trong tổ' }).click();
	await expect(board.getByRole('button', { name: 'Lê Thị Sen' })).toHaveCount(0);
	await sen.setOffline(true);
	await board.getByRole('button', { name: 'Trần Văn Bình' }).click();
	await expect(board.getByText('Cần có mạng để mời. Hãy thử lại khi có mạng.')).toBeVisible();
	await sen.setOffline(false);
	// A long list: the row is far below the place where the code comes.
	await board.setViewportSize({ width: 360, height: 480 });
	await board.getByRole('button', { name: 'Trần Văn Bình' }).click();
	await expect(board.getByRole('heading', { name: 'Mời Trần Văn Bình' })).toBeVisible();
	await expect(board.getByRole('img', { name: 'Mã để máy kia quét' })).toBeInViewport({ ratio: 0.6 });
	await expectNoBarriers(board);
	const digits = /\d{3} \d{3} \d{3} \d{3}/.exec(await board.getByRole('main').innerText())?.[0];

	const binh = await here.aPhone();
	await binh.page.goto(`${here.commune.origin}/sign-in`);
	await binh.page
		.getByRole('textbox')
		.first()
		.fill(digits ?? '');
	await binh.page
		.getByRole('button', { name: /^Tiếp tục|^Xem/ })
		.first()
		.click();
	await expect(binh.page.getByText('Trần Văn Bình')).toBeVisible();
	await binh.page.getByRole('button', { name: 'Bắt đầu' }).click();
	await expect(binh.page.getByRole('heading', { level: 1, name: 'Thôn Đông' })).toBeVisible({
		timeout: 60_000
	});
});

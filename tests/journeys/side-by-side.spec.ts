import { expect, test } from '@playwright/test';
import { communePerTest } from '../support/commune-for-tests.ts';
import { answer, expectNoBarriers, openHousehold, untilReadyForTheRoad } from '../support/story.ts';

const HEAD = 'Lê An';
const here = communePerTest();

test('[F34] the office and an observer see the hamlets side by side, also without a network; the observer’s phone holds nobody’s name', async () => {
	test.setTimeout(180_000);
	const { links } = here.commune;
	const [hoa, office, lan] = [
		await here.aPhone(links.volunteer),
		await here.aPhone(links.official),
		await here.aPhone(links.observer)
	];
	const [door, desk, chair] = [hoa.page, office.page, lan.page];
	const east = 'Thôn Đông';

	await test.step('an answer is handed in', async () => {
		await openHousehold(door, 'le an', HEAD);
		await answer(door, 'VNeID mức 2', HEAD, 'Đã có');
		await door.getByRole('link', { name: 'Máy này' }).click();
		await door.getByRole('button', { name: 'Gửi ngay' }).click();
		await expect(door.getByText(/Xã đã nhận hết lúc/).first()).toBeVisible({ timeout: 60_000 });
	});

	await test.step('the office reads the matrix from its own copy, item by item, and goes on to a hamlet’s board', async () => {
		await desk.getByRole('link', { name: /^Bảng so sánh/ }).click();
		const row = desk.getByRole('row', { name: new RegExp(`^${east}`) });
		await expect(row).toContainText('Đã đến 1/248 hộ', { timeout: 60_000 });
		await expect(row).toContainText('1 trên 741');
		await expect(row).toContainText('Gửi lần cuối: hôm nay');
		await expect(desk.getByRole('row', { name: /^Thôn Tây/ })).toContainText(
			'Người đang làm chưa gửi lần nào'
		);
		await expectNoBarriers(desk);
		await untilReadyForTheRoad(desk);
		await office.setOffline(true);
		await desk.reload();
		await expect(row).toContainText('1 trên 741');
		await expect(row).toContainText('Gửi lần cuối: hôm nay');
		await expect(
			desk.getByText(/^Ngày gửi lần cuối của từng nơi: Theo lần biết cuối lúc \d\d:\d\d/)
		).toBeVisible();
		await desk.getByRole('button', { name: 'Mobile money' }).click();
		await expect(row).toContainText('0 trên 724');
		await expect(desk.getByText('1 trên 741')).toBeHidden();
		await desk.setViewportSize({ width: 1280, height: 800 });
		await expect(desk.getByText('1 trên 741')).toBeVisible();
		await expect(desk.getByRole('columnheader', { name: 'Mobile money' })).toBeVisible();
		await row.getByRole('link', { name: east }).click();
		await expect(desk.getByRole('heading', { level: 1, name: east })).toBeVisible();
	});

	await test.step('the observer is told the same counts, with their time', async () => {
		await chair.getByRole('button', { name: 'Xem lại' }).click();
		const row = chair.getByRole('row', { name: new RegExp(`^${east}`) });
		await expect(row).toContainText('1 trên 741');
		await expect(row).toContainText('Gửi lần cuối: hôm nay');
		await expect(chair.getByText(/^Số liệu lúc \d\d:\d\d/)).toBeVisible();
		await expect(chair.getByRole('link', { name: east })).toHaveCount(0);
		await expectNoBarriers(chair);
		await untilReadyForTheRoad(chair);
		await lan.setOffline(true);
		await chair.reload();
		await expect(chair.getByText('Chưa có mạng. Đây là số liệu lần trước.')).toBeVisible();
		await expect(row).toContainText('1 trên 741');
		await expect(chair.getByText(/^Số liệu lúc \d\d:\d\d/)).toBeVisible();
	});
});

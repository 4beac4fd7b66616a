// What a hamlet head finds behind her board: lists of whom to see and to call, and what the figures may lack.
import { expect, test, type Page } from '@playwright/test';
import { communePerTest } from '../support/commune-for-tests.ts';
import { readFirstHousehold } from '../support/sample-ids.ts';
import { answer, expectNoBarriers, openHousehold, untilReadyForTheRoad } from '../support/story.ts';
import { giveWeeksOfWork, unheardOf } from '../support/weeks-of-work.ts';

const HEAD = 'Lê An';
const VNEID = 'VNeID mức 2';
const LACKS_ONE = '1 người chưa gửi: số liệu có thể thiếu.';

const here = communePerTest();

/** A head's phone, on the page behind the board's first screen. */
async function behindTheBoard() {
	const phone = await here.aPhone(here.commune.links.hamletHead);
	const { page } = phone;
	await expect(page.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible({ timeout: 20_000 });
	await page.getByRole('link', { name: 'Bảng thôn' }).click();
	await page.getByRole('link', { name: 'Xem thêm' }).click();
	return phone;
}

/** Opens a list, finds one line on it, and goes back. */
async function expectListed(page: Page, title: string, name: string, words: RegExp): Promise<void> {
	await page.getByRole('link', { name: new RegExp(`^${title}`) }).click();
	await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
	const line = page.getByRole('link', { name: new RegExp(`^${name}`) }).first();
	await expect(line).toContainText(words);
	await expectNoBarriers(page);
	await page.getByRole('link', { name: 'Quay lại' }).click();
}

test('[F20] each list leads from the board to names, with what for, and to the household', async () => {
	const on = giveWeeksOfWork(here.commune.dataDir, readFirstHousehold(here.commune.dataDir));
	const phone = await behindTheBoard();
	const { page } = phone;
	await untilReadyForTheRoad(page);
	await phone.setOffline(true);
	await expectListed(page, 'Hẹn đã đến ngày', on.due, /nhà hẹn hôm/);
	await expectListed(page, 'Vắng nhà nhiều lần', on.shut, /Vắng 3 lần/);
	await expectListed(page, 'Gọi người đi làm ăn xa', on.away, /về khoảng tháng 01\/2027/);
	await expectListed(page, 'Thẻ có thể phải đổi', on.card, /sinh /);
	await expectListed(page, 'Lâu chưa gặp lại', on.long, /Gặp lần cuối .* chưa xong/);

	await page.getByRole('link', { name: /^Lâu chưa gặp lại/ }).click();
	await page.getByRole('button', { name: '30 ngày' }).click();
	await expect(page.getByRole('link', { name: new RegExp(`^${on.long}`) })).toHaveCount(0);
	await expect(page.getByText('Chưa rõ ngày gặp')).toBeVisible();
	await page.getByRole('button', { name: '14 ngày' }).click();
	await page.getByRole('link', { name: new RegExp(`^${on.long}`) }).click();
	await expect(page.getByRole('heading', { level: 1, name: on.long })).toBeVisible();
});

test('[F20] an item is told against its target and by group, and what each day brought as far as it is known', async () => {
	giveWeeksOfWork(here.commune.dataDir, readFirstHousehold(here.commune.dataDir));
	const { page } = await behindTheBoard();
	await page.getByRole('link', { name: /^Thêm được mỗi ngày/ }).click();
	await expect(page.getByText('Hôm nay thêm 0 hộ.')).toBeVisible();
	await expect(page.getByText('Hôm qua thêm 1 hộ.')).toBeVisible();
	await expect(page.getByText('thêm 2 hộ.')).toBeVisible();
	await expect(page.getByRole('img', { name: /^Số hộ đã gặp: 1 hộ ngày .*, 3 hộ ngày / })).toBeVisible();
	// One household has answers alone: of no known day, and not invented.
	await expect(page.getByText('1 hộ đã có câu trả lời nhưng không rõ ngày gặp: không tính.')).toBeVisible();
	await expect(page.getByRole('listitem').filter({ hasText: /^VNeID/ })).toContainText(': 1 người.');
	await expectNoBarriers(page);

	await page.goto(`${here.commune.origin}/hamlet`);
	await page.getByRole('link', { name: /^VNeID mức 2.*chỉ tiêu 600, còn 599/ }).click();
	await expect(page.getByRole('heading', { level: 1, name: /^VNeID mức 2/ })).toBeVisible();
	await expect(page.getByText('Tổ đoàn kết 1')).toBeVisible();
	await expectNoBarriers(page);
});

test('[F20] an open list follows while phones hand in', async () => {
	const { page: board } = await behindTheBoard();
	await board.getByRole('link', { name: 'Quay lại' }).click();
	await board.getByRole('link', { name: /^Hộ chưa đến/ }).click();
	await expect(board.getByText(/^248 hộ\./)).toBeVisible();

	// Back from a household far down, she is where she was.
	const far = board.getByRole('main').getByRole('listitem').nth(39);
	await far.getByRole('link').first().click();
	await expect(far).toHaveCount(0);
	await board.goBack();
	await expect(far).toBeInViewport();
	// And back on the board, whose first screen does not show the way she took.
	await board.goBack();
	await expect(board.getByRole('link', { name: /^Hộ chưa đến/ })).toBeInViewport();
	await board.goForward();
	await expect(far).toBeVisible();

	const { page } = await here.aPhone(here.commune.links.volunteer);
	await expect(page.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible();
	await openHousehold(page, 'le an', HEAD);
	await answer(page, VNEID, HEAD, 'Đã có');
	await expect(board.getByText(/^247 hộ\./)).toBeVisible();
});

test('[F24] every total says who has not handed in, without a network as last heard, and no more once all have', async () => {
	const { page: hers } = await here.aPhone(here.commune.links.volunteer);
	await expect(hers.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible();
	await hers.close();
	unheardOf(here.commune.dataDir, 'Nguyễn Thị Hoa');

	const phone = await behindTheBoard();
	const { page } = phone;
	await untilReadyForTheRoad(page);
	for (const title of ['Theo từng tổ đoàn kết', 'Mục khác', 'Đang vướng vì sao', 'Tin gửi nhóm Zalo']) {
		await page.getByRole('link', { name: title }).click();
		await expect(page.getByRole('link', { name: LACKS_ONE })).toBeVisible();
		await page.getByRole('link', { name: 'Quay lại' }).click();
	}
	await page.getByRole('link', { name: 'Tin gửi nhóm Zalo' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Tin gửi nhóm Zalo' })).toBeVisible();
	await expect(page.locator('.text')).toContainText(LACKS_ONE);
	await expectNoBarriers(page);

	await phone.setOffline(true);
	await page.goto(`${here.commune.origin}/hamlet`);
	await expect(page.getByText(new RegExp(`${LACKS_ONE} Theo lần biết cuối lúc`))).toBeVisible();
	await expectNoBarriers(page);

	await phone.setOffline(false);
	const again = await here.commune.invite();
	const { page: anew } = await here.aPhone(again);
	await expect(anew.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible();
	await page.goto(`${here.commune.origin}/hamlet`);
	await expect(page.getByText('Tối nay', { exact: true })).toBeVisible();
	await expect(page.getByText('số liệu có thể thiếu')).toHaveCount(0);
});

test('[F10] a head’s phone has the whole board without a network, a newer version of it too; a volunteer’s is spared it', async () => {
	const kept = (page: Page) =>
		page.evaluate(async () =>
			(await (await caches.open('opened-chunks')).keys()).map(({ url }) => new URL(url).pathname)
		);
	const head = await here.aPhone(here.commune.links.hamletHead);
	await expect(head.page.getByRole('link', { name: 'Bảng thôn' })).toBeVisible({ timeout: 20_000 });
	await untilReadyForTheRoad(head.page);
	const board = await kept(head.page);
	expect(board.length).toBeGreaterThan(20);

	// Asked for once, and not with every change on the phone: the worker looks up each of its files.
	await head.page.addInitScript(() => {
		// eslint-disable-next-line @typescript-eslint/unbound-method -- called below with the worker it was called on
		const { postMessage } = ServiceWorker.prototype;
		let asked = 0;
		ServiceWorker.prototype.postMessage = function (message: unknown) {
			if ((message as { type?: string }).type === 'KEEP_BOARD') asked += 1;
			document.documentElement.dataset.asked = String(asked);
			postMessage.call(this, message);
		};
	});
	await head.page.goto(`${here.commune.origin}/today`);
	await openHousehold(head.page, 'le an', HEAD);
	await answer(head.page, VNEID, HEAD, 'Chưa');
	await expect(head.page.getByText('Đã lưu trên máy').first()).toBeVisible();
	await expect(head.page.locator('html')).toHaveAttribute('data-asked', '1');
	await head.setOffline(true);
	for (const name of ['duplicates', 'summary', 'tally', 'assignments']) {
		await head.page.goto(`${here.commune.origin}/hamlet/${name}`);
		await expect(head.page.getByRole('heading', { level: 1 })).toBeVisible();
		await expect(head.page.getByText('Trang này chưa mở được')).toHaveCount(0);
	}

	// The network may go before all of it has come.
	await head.page.evaluate(async () => {
		const opened = await caches.open('opened-chunks');
		for (const request of await opened.keys()) await opened.delete(request);
	});
	const session = await head.page.context().newCDPSession(head.page);
	await session.send('Network.clearBrowserCache');
	await head.page.goto(`${here.commune.origin}/hamlet/due`);
	await expect(head.page.getByRole('heading', { name: 'Trang này chưa có trên máy' })).toBeVisible();
	await expect(head.page.getByText('Những gì đã ghi vẫn nằm trên máy này.')).toBeVisible();
	await expectNoBarriers(head.page);
	await head.setOffline(false);
	await head.page.getByRole('button', { name: 'Mở lại' }).click();
	await expect(head.page.getByRole('heading', { level: 1, name: 'Hẹn đã đến ngày' })).toBeVisible();
	await untilReadyForTheRoad(head.page);

	// A page that knows nobody asks for no board: what comes now, the worker brings as it is installed.
	await head.page.goto(`${here.commune.origin}/install`);
	await head.page.evaluate(async () => {
		const opened = await caches.open('opened-chunks');
		for (const request of await opened.keys())
			if (!request.url.endsWith('/board-kept')) await opened.delete(request);
		await (await navigator.serviceWorker.ready).unregister();
	});
	await head.page.reload();
	await untilReadyForTheRoad(head.page);
	expect((await kept(head.page)).sort()).toEqual(board.sort());

	const volunteer = await here.aPhone(here.commune.links.volunteer);
	await expect(volunteer.page.getByRole('searchbox')).toBeVisible({ timeout: 20_000 });
	await untilReadyForTheRoad(volunteer.page);
	expect(await kept(volunteer.page)).toEqual([]);
});

import { expect, test, type CDPSession, type Page } from '@playwright/test';
import { startCommune, type CommuneServer } from '../support/real-commune.ts';
import { Phone } from '../support/real-phone.ts';
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
const MEGABYTE = 1_000_000;

let commune: CommuneServer;
let phone: Phone;

test.beforeEach(async () => {
	commune = await startCommune();
	phone = await Phone.make();
});

test.afterEach(async () => {
	await phone.dispose();
	await commune.close();
});

/** What the browser gives this site from now on, in bytes; undefined: what it gives anyway. */
async function give(browser: CDPSession, quotaSize?: number): Promise<void> {
	await browser.send('Storage.overrideQuotaForOrigin', {
		origin: commune.origin,
		...(quotaSize === undefined ? {} : { quotaSize })
	});
}

/** Something else takes all that is left of what the browser gives. */
async function fillUp(page: Page): Promise<void> {
	await page.evaluate(async () => {
		const settled = (request: IDBRequest | IDBTransaction): Promise<boolean> =>
			new Promise((resolve) => {
				request.addEventListener('success', () => resolve(true));
				request.addEventListener('complete', () => resolve(true));
				request.addEventListener('abort', () => resolve(false));
			});
		const opening = indexedDB.open('photos');
		opening.onupgradeneeded = () => void opening.result.createObjectStore('all', { autoIncrement: true });
		await settled(opening);
		for (let bytes = 200_000; bytes >= 1;) {
			const put = opening.result.transaction('all', 'readwrite');
			put.objectStore('all').put(crypto.getRandomValues(new Uint8Array(Math.min(bytes, 65_536))));
			if (!(await settled(put))) bytes = Math.floor(bytes / 4);
		}
		opening.result.close();
	});
}

test('a full phone refuses a tap with a sentence, loses nothing, and goes on when there is room', async () => {
	test.setTimeout(300_000);
	await signIn(phone.page, commune.links.volunteer);
	await expect(phone.page.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible();
	await untilReadyForTheRoad(phone.page);
	// Only so is the cookie of its sign-in on the disk when it dies.
	await phone.close();
	await phone.open({ offline: true });
	const { page } = phone;
	const browser = await page.context().newCDPSession(page);
	// Chromium asks for the quota anew only once the room is used up that it last saw: a little from the beginning.
	await give(browser, 10 * MEGABYTE);
	await page.goto(`${commune.origin}/today`);
	await openHousehold(page, 'le an', HEAD);
	await answer(page, 'VNeID mức 2', HEAD, 'Đã có');
	await expect(saved(page)).toBeVisible();

	await test.step('no room: the tap is taken back, and the page says why', async () => {
		await give(browser, MEGABYTE);
		await fillUp(page);
		const refused = itemOf(page, 'Mobile money', HEAD).getByRole('button', { name: 'Đã có', exact: true });
		await refused.click();
		await expect(page.getByRole('alert')).toHaveText(/Máy hết chỗ nên chưa lưu được/);
		await expect(refused).toHaveAttribute('aria-pressed', 'false');
		await expect(saved(page)).toHaveCount(0);
		const kept = itemOf(page, 'VNeID mức 2', HEAD).getByRole('button', { name: 'Đã có', exact: true });
		await expect(kept).toHaveAttribute('aria-pressed', 'true');
		await expectNoBarriers(page);
	});

	await test.step('room again: the same tap is kept, and all of it is there after the phone dies', async () => {
		// Not by deleting: Chromium gives the place of what was deleted back when it likes.
		await give(browser);
		await answer(page, 'Mobile money', HEAD, 'Đã có');
		await expect(saved(page)).toBeVisible();
		await phone.kill();
		await phone.open();
		await phone.page.goto(`${commune.origin}/today`);
		await openHousehold(phone.page, 'le an', HEAD);
		for (const item of ['VNeID mức 2', 'Mobile money']) {
			const kept = itemOf(phone.page, item, HEAD).getByRole('button', { name: 'Đã có', exact: true });
			await expect(kept).toHaveAttribute('aria-pressed', 'true');
		}
	});

	await test.step('the commune receives what was kept, and nothing of what was refused', async () => {
		await phone.page.goto(`${commune.origin}/device`);
		await phone.page.getByRole('button', { name: 'Gửi ngay' }).click();
		await expect(phone.page.getByText(/Xã đã nhận hết lúc/)).toBeVisible();
		await expect(phone.page.getByText('Đã ghi 2 = xã đã nhận 2 + chưa gửi 0 + cần xem lại 0')).toBeVisible();
		expect(await commune.laidAside()).toEqual([]);
	});
});

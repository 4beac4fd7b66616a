import { expect, test, type Page } from '@playwright/test';
import { startCommune, type CommuneServer } from '../support/real-commune.ts';
import { Phone } from '../support/real-phone.ts';
import { cutWordsOf, overlapsOf } from '../support/screen-faults.ts';
import { answer, expectNoBarriers, itemOf, openHousehold, paleTextOf, signIn } from '../support/story.ts';

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

/** Households of the list that one sees whole at once, when the first of them is at the top. */
async function householdsInSight(page: Page): Promise<number> {
	return page.evaluate(() => {
		const rows = [...document.querySelectorAll('main a[href^="/households/"]')];
		rows[0]?.scrollIntoView();
		window.scrollBy(0, rows[0]?.getBoundingClientRect().top ?? 0);
		const foot = document.querySelector('nav')?.getBoundingClientRect().top ?? innerHeight;
		return rows.filter((row) => {
			const { top, bottom } = row.getBoundingClientRect();
			return top > -1 && bottom < foot + 1;
		}).length;
	});
}

/** Counts the times that the page asks the browser to keep the screen on, instead of asking it. */
async function countScreens(page: Page): Promise<void> {
	await page.evaluate(() => {
		document.body.dataset.screens = '0';
		WakeLock.prototype.request = () => {
			document.body.dataset.screens = String(Number(document.body.dataset.screens) + 1);
			return Promise.reject(new DOMException('', 'NotAllowedError'));
		};
	});
}

const screensOn = (page: Page) => page.evaluate(() => Number(document.body.dataset.screens));

const theme = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test('[F9] with the largest letters, by night, nothing is cut off and every main action is in reach', async () => {
	const { page } = phone;
	await signIn(page, commune.links.volunteer);
	await expect(page.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible();

	await test.step('chosen on this phone, at once and after a reload', async () => {
		await page.getByRole('link', { name: 'Máy này' }).click();
		await page.getByRole('button', { name: 'Rất to' }).click();
		await page.getByRole('button', { name: 'Tối' }).click();
		await page.getByRole('button', { name: 'Giữ màn hình sáng khi đang ghi' }).click();
		expect(await theme(page)).toBe('rgb(18, 19, 15)');
		await page.reload();
		await expect(page.getByRole('button', { name: 'Tối', pressed: true })).toBeVisible();
		expect(await theme(page)).toBe('rgb(18, 19, 15)');
		await expect(page.getByRole('button', { name: /Giữ màn hình sáng/, pressed: true })).toBeVisible();
		expect(await cutWordsOf(page)).toEqual([]);
		await expectNoBarriers(page);
		await countScreens(page);
	});

	await test.step('today', async () => {
		await page.getByRole('link', { name: 'Hôm nay', exact: true }).click();
		await expect(page.getByRole('link', { name: /Đặng Tấn Lộc/ })).toBeVisible();
		expect(await cutWordsOf(page)).toEqual([]);
		expect(await householdsInSight(page)).toBeGreaterThanOrEqual(6);
	});

	await test.step('a name that is cut off, or stands on the next line, would be found', async () => {
		const name = page.getByText('Đặng Tấn Lộc', { exact: true });
		const low = { display: 'block', height: '0.7em' };
		for (const fault of [
			{ ...low, overflow: 'hidden' },
			{ ...low, overflow: 'clip' },
			low,
			{ display: 'block', width: '3em', whiteSpace: 'nowrap', overflow: 'hidden' },
			{ position: 'relative', left: '-2em' }
		]) {
			await name.evaluate((element, style) => Object.assign(element.style, style), fault);
			expect.soft((await cutWordsOf(page)).join('\n'), JSON.stringify(fault)).toContain('Đặng Tấn Lộc');
			await name.evaluate((element) => element.removeAttribute('style'));
		}
		const dress = (style: Partial<CSSStyleDeclaration>) =>
			name.evaluate((element, wanted) => {
				element.removeAttribute('style');
				Object.assign(element.style, wanted);
			}, style);
		await dress({ display: 'block', width: '1.2em', overflowWrap: 'anywhere' });
		expect(await cutWordsOf(page)).toContain('torn: Đặng');
		expect(await overlapsOf(page)).toEqual([]);
		await dress({ position: 'relative', top: '1.3em' });
		expect((await overlapsOf(page)).join('\n')).toContain('Đặng Tấn Lộc');
		await dress({});
		expect(await cutWordsOf(page)).toEqual([]);
	});

	await test.step('what a search finds is drawn to its end, and gives way to the list again', async () => {
		const rows = page.getByRole('main').locator('a[href^="/households/"]').filter({ visible: true });
		const all = await rows.count();
		await page.getByRole('searchbox').fill('nguyen');
		await expect(rows).toHaveCount(20);
		expect(await cutWordsOf(page)).toEqual([]);
		await page.getByRole('button', { name: 'Xem thêm' }).click();
		await expect(rows).toHaveCount(60);
		await page.getByRole('searchbox').fill('');
		await expect(rows).toHaveCount(all);
	});

	await test.step('a household, with an answer and the way to take it back', async () => {
		expect(await screensOn(page)).toBe(0);
		await openHousehold(page, 'le an', 'Lê An');
		await expect.poll(() => screensOn(page)).toBe(1);
		await answer(page, 'VNeID mức 2', 'Lê An', 'Đã có');
		await expect(page.getByRole('button', { name: 'Hoàn lại' })).toBeInViewport({ ratio: 1 });
		expect(await cutWordsOf(page)).toEqual([]);
		await page.getByRole('button', { name: 'Gặp', exact: true }).scrollIntoViewIfNeeded();
		await expect(page.getByRole('button', { name: 'Gặp', exact: true })).toBeInViewport({ ratio: 1 });
		await expectNoBarriers(page);
	});

	await test.step('what is in the way', async () => {
		await itemOf(page, 'Mobile money', 'Lê An').getByRole('button', { name: 'Vướng', exact: true }).click();
		await expect(page.getByRole('button', { name: 'SIM không chính chủ' })).toBeVisible();
		expect(await cutWordsOf(page)).toEqual([]);
		await page.getByRole('button', { name: 'SIM không chính chủ' }).click();
		await expect(itemOf(page, 'Mobile money', 'Lê An').getByText('SIM không chính chủ')).toBeVisible();
	});

	await test.step('[F17] what she has done', async () => {
		await page.getByRole('button', { name: 'Gặp', exact: true }).click();
		await page.getByRole('link', { name: 'Máy này' }).click();
		await page.getByRole('link', { name: /Việc tôi đã làm/ }).click();
		await expect(page.getByText('Đến nhà 1 lượt.').first()).toBeVisible();
		expect(await cutWordsOf(page)).toEqual([]);
		await expectNoBarriers(page);
	});
});

test('[F25] what is printed is black on white, whatever light the screen is made for', async () => {
	const { page } = phone;
	await signIn(page, commune.links.volunteer);
	await openHousehold(page, 'le an', 'Lê An');
	await page.emulateMedia({ media: 'print' });
	for (const name of ['day', 'sun', 'night'] as const) {
		await page.evaluate((theme) => (document.documentElement.dataset.theme = theme), name);
		expect(await theme(page), name).toBe('rgb(255, 255, 255)');
		expect(await paleTextOf(page), name).toEqual([]);
	}
	await page.evaluate(() => delete document.documentElement.dataset.theme);
	await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
	expect(await theme(page)).toBe('rgb(255, 255, 255)');
	expect(await paleTextOf(page)).toEqual([]);
});

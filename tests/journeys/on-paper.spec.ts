// Lists that are taken along on paper (F25): printed by a real Chromium, and read back.
import { expect, test, type Page } from '@playwright/test';
import { dayOf } from '#domain/calendar.ts';
import { formatDay } from '#i18n/format.ts';
import { communePerTest } from '../support/commune-for-tests.ts';
import { readPdf } from '../support/read-pdf.ts';
import { readFirstHousehold, readPeopleOf, type ListedName } from '../support/sample-ids.ts';
import { expectNoBarriers, untilReadyForTheRoad } from '../support/story.ts';
import { giveWeeksOfWork, refuseAll } from '../support/weeks-of-work.ts';

const here = communePerTest();

async function onTheBoard(): Promise<Page> {
	const phone = await here.aPhone(here.commune.links.hamletHead);
	const { page } = phone;
	await expect(page.getByRole('searchbox')).toBeVisible({ timeout: 20_000 });
	await untilReadyForTheRoad(page);
	await phone.setOffline(true);
	await page.getByRole('link', { name: 'Bảng thôn' }).click();
	return page;
}

/** Taps the way to the printer, and reads what would come out of it. By night, with the largest letters. */
async function printed(page: Page, button: string): Promise<string[]> {
	await page.evaluate(() => {
		Object.assign(document.documentElement.dataset, { theme: 'night', text: 'largest' });
		window.print = () => (document.title = 'printed');
	});
	await page.getByRole('button', { name: button }).click();
	await expect(page).toHaveTitle('printed');
	return readPdf(await page.pdf({ preferCSSPageSize: true }));
}

/** Each page has the head and its number, and nothing of the screen. */
function expectHeads(pages: readonly string[], title: string): void {
	for (const [at, text] of pages.entries()) {
		expect(text).toContain(`Xã Đại Thạnh · Thôn Đông · ${formatDay(dayOf(Date.now()))} ${title}`);
		expect(text).toContain('Dùng xong thì xé bỏ, hoặc trả lại xã.');
		expect(text.startsWith(`${at + 1}/${pages.length} `)).toBe(true);
		expect(text).not.toContain('Hôm nay');
	}
}

/** How often a name stands on the paper, where no other name contains it. */
function timesOf(pages: readonly string[], name: string): number {
	return pages.join(' ').split(name).length - 1;
}

const isAlone = ({ name }: ListedName, all: readonly ListedName[]) =>
	all.filter((other) => other.name.includes(name)).length === 1;

test('[F25] households not reached: each name once, numbered, whole on its page, and nobody who refused', async () => {
	const sample = readFirstHousehold(here.commune.dataDir);
	const { reached } = giveWeeksOfWork(here.commune.dataDir, sample);
	const refused = refuseAll(here.commune.dataDir, sample);
	const page = await onTheBoard();
	await page.getByRole('link', { name: /^Hộ chưa đến/ }).click();
	const pages = await printed(page, 'In danh sách');

	expect(pages.length).toBeGreaterThan(3);
	expectHeads(pages, 'Hộ chưa đến');
	const everybody = readPeopleOf(here.commune.dataDir, sample.hamlet);
	const heads = everybody.filter(({ order }) => order === 1);
	const listed = heads.filter(
		({ name, household }) => household !== refused.household && !reached.includes(name)
	);
	expect(listed.length).toBeGreaterThan(200);
	const alone = listed.filter((one) => isAlone(one, everybody));
	expect(alone.length).toBeGreaterThan(100);
	expect(alone.filter(({ name }) => timesOf(pages, name) !== 1)).toEqual([]);
	for (const name of refused.names) expect(timesOf(pages, name)).toBe(0);

	// A line that went on over the page would have its number and its name before, and the number to call after it.
	const rows = pages.flatMap((text) => [...text.matchAll(/ (\d+) (\p{Lu}[\p{L}’ ]+?) \d+ người/gu)]);
	expect(rows.map(([, number]) => Number(number))).toEqual(rows.map((_, at) => at + 1));
	for (const { name, phone } of alone.filter((one) => one.phone !== undefined)) {
		const on = pages.find((text) => text.includes(name)) ?? '';
		expect(on.replaceAll(/[\s\u00a0]/g, '')).toContain(phone);
	}
});

test('[F25] who is blocked, who works far away, and whom to invite, each on a sheet of its own', async () => {
	const on = giveWeeksOfWork(here.commune.dataDir, readFirstHousehold(here.commune.dataDir));
	const page = await onTheBoard();
	await page.getByRole('link', { name: 'Xem thêm' }).click();
	await page.getByRole('link', { name: /^Gọi người đi làm ăn xa/ }).click();
	const calls = await printed(page, 'In danh sách');
	expectHeads(calls, 'Gọi người đi làm ăn xa');
	expect(calls.join(' ')).toContain(`1 ${on.away} Đi làm ăn xa, về khoảng tháng 01/2027`);

	await page.goto(`${here.commune.origin}/hamlet/blocked?r=V15`);
	const blocked = await printed(page, 'In danh sách');
	expectHeads(blocked, 'Không tự đi được, cần đến tận nhà');
	expect(blocked.join(' ')).toContain(`1 ${on.blocked} VNeID`);

	await page.goto(`${here.commune.origin}/hamlet/sessions/invite`);
	const heading = await page.getByRole('heading', { level: 1 }).innerText();
	const invited = await printed(page, 'In danh sách');
	expectHeads(invited, heading);
	expect(invited.join(' ')).toContain(`1 ${on.long} còn VNeID`);
});

test('[F25] the tally sheet has everybody who is asked at a door, by group, and no one who refused', async () => {
	const sample = readFirstHousehold(here.commune.dataDir);
	const refused = refuseAll(here.commune.dataDir, sample);
	const page = await onTheBoard();
	await page.getByRole('link', { name: 'Xem thêm' }).click();
	await page.getByRole('link', { name: 'Phiếu ghi tay khi mất điện' }).click();
	await expectNoBarriers(page);
	const pages = await printed(page, 'In phiếu');

	expectHeads(pages, 'Phiếu ghi tay khi mất điện');
	const everybody = readPeopleOf(here.commune.dataDir, sample.hamlet);
	const listed = everybody.filter(({ household }) => household !== refused.household);
	const alone = listed.filter((one) => isAlone(one, everybody));
	expect(alone.length).toBeGreaterThan(400);
	expect(alone.filter(({ name }) => timesOf(pages, name) !== 1)).toEqual([]);
	for (const name of refused.names) expect(timesOf(pages, name)).toBe(0);
	expect(pages[0]).toMatch(/STT Họ tên VNeID.* Ghi tay Tổ đoàn kết 1 1 /);
});

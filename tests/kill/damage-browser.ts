// The browser's own files damaged between two runs, with unsent work in them: the app has to open, say what happened, and
// bring the work to the commune, by whatever way it offers on the screen.
import type { Page } from '@playwright/test';
import { setTimeout as pause } from 'node:timers/promises';
import { startCommune, type CommuneServer } from '../support/real-commune.ts';
import { Phone } from '../support/real-phone.ts';
import { signIn, untilReadyForTheRoad } from '../support/story.ts';
import { DAMAGES, damage, type Damage } from './damage.ts';
import { differences, FAMILY, type Household, householdsIn, SINGLE, untilDrawn } from './doors.ts';
import { openEyes, storm } from './in-page.ts';
import type { Random } from './random.ts';
import type { Told } from './run.ts';
import { readServerFile } from './server-file.ts';
import { nothingFound } from './verdict.ts';

/** Older than the second that the second copy may take. */
const OLD_ENOUGH_MS = 1_500;
const MEND_MS = 120_000;
/** Headings of the pages that say what happened; or the list is there as ever, and nothing has to be said. */
const SAID = /^(Chưa mở được dữ liệu|Danh sách không còn trên máy này|Hôm nay.*)$/;

interface Case {
	how: Damage;
	door: Household;
	/** What the page showed as saved before. */
	answers: Record<string, string>;
	opened: boolean;
	said: string | undefined;
	mended: boolean;
}

export async function damageBrowser(rounds: number, random: Random): Promise<Told> {
	const commune = await startCommune();
	const cases: Case[] = [];
	try {
		const doors = householdsIn(commune.dataDir);
		for (let round = 0; round < rounds; round += 1) {
			for (const how of DAMAGES) cases.push(await damaged(commune, how, random.of(doors), random));
		}
		await commune.kill();
		return toldAbout(cases, commune);
	} finally {
		await commune.close();
	}
}

async function damaged(commune: CommuneServer, how: Damage, door: Household, random: Random): Promise<Case> {
	const phone = await Phone.make();
	try {
		await signIn(phone.page, await commune.inviteAgain());
		await phone.page.getByRole('link', { name: /Đặng Tấn Lộc/ }).waitFor({ timeout: 60_000 });
		await untilReadyForTheRoad(phone.page);
		await phone.close();
		await phone.open({ offline: true });
		const answers = await tapped(phone.page, `${commune.origin}/households/${door.id}`, random);
		await phone.kill();
		damage(phone.profile, how, random);

		await phone.open();
		await phone.page.goto(`${commune.origin}/today`);
		const { opened, said } = await lookedAt(phone.page);
		const mended = await mend(phone.page, commune);
		return { how, door, answers, opened, said, mended };
	} finally {
		await phone.dispose();
	}
}

/** Taps without a network; what then stood there as saved, for longer than a second. */
async function tapped(page: Page, address: string, random: Random): Promise<Record<string, string>> {
	await page.exposeFunction('willTap', () => {});
	await page.exposeFunction('sawScreen', () => {});
	await page.addInitScript(openEyes);
	await page.goto(address);
	await untilDrawn(page);
	const chances = Array.from({ length: 97 }, () => random.next());
	const tapping = page.evaluate(storm, { single: SINGLE, family: FAMILY, withVisits: false, chances });
	await pause(1_500);
	await page.evaluate(() => (window.stopTapping = true));
	await tapping;
	await page.waitForFunction(() => window.look().isSaved);
	await pause(OLD_ENOUGH_MS);
	return (await page.evaluate(() => window.look())).answers;
}

/** `said`: the sentence of a page that says what happened; undefined when the list came up as ever. */
async function lookedAt(page: Page): Promise<{ opened: boolean; said: string | undefined }> {
	const heading = page.getByRole('heading', { level: 1 });
	const opened = await heading
		.first()
		.waitFor({ timeout: 30_000 })
		.then(
			() => true,
			() => false
		);
	if (!opened) return { opened, said: undefined };
	return { opened, said: await heading.first().innerText() };
}

/** Does what the screen offers, in its own words, until the list is there and nothing waits. */
async function mend(page: Page, commune: CommuneServer): Promise<boolean> {
	const button = (name: string) => page.getByRole('button', { name, exact: true });
	for (const deadline = Date.now() + MEND_MS; Date.now() < deadline; await pause(500)) {
		if (new URL(page.url()).pathname === '/sign-in') {
			await signIn(page, await commune.inviteAgain());
			await page.getByRole('link', { name: /Đặng Tấn Lộc/ }).waitFor({ timeout: 60_000 });
		}
		if (
			await page
				.getByText(/Xã đã nhận hết|Sẵn sàng/)
				.first()
				.isVisible()
		)
			return true;
		for (const name of ['Gửi ngay', 'Tải lại danh sách']) {
			const offered = button(name);
			if ((await offered.isVisible()) && (await offered.isEnabled())) await offered.click();
		}
	}
	return false;
}

function toldAbout(cases: readonly Case[], commune: CommuneServer): Told {
	const file = readServerFile(commune.dataDir);
	const verdict = nothingFound();
	const lines = cases.map(({ how, door, answers, opened, said, mended }) => {
		const given = Object.values(answers).filter((word) => word !== '').length;
		const missing = differences(file, door, answers);
		verdict.acknowledged += given;
		verdict.lost += missing.length;
		verdict.problems.push(...missing.map((what) => `lost after ${how}: ${what}`));
		if (!opened) verdict.problems.push(`after ${how} the page stayed blank`);
		else if (!SAID.test(said ?? '')) verdict.problems.push(`after ${how} nothing was said but "${said}"`);
		if (!mended) verdict.problems.push(`after ${how} the list did not come back`);
		return `${how}: opened ${opened ? 'yes' : 'no'}, said "${said ?? ''}", recovered ${given - missing.length}, lost ${missing.length}`;
	});
	return {
		lines: [`damage: ${cases.length} times to IndexedDB's files`, ...lines],
		kills: cases.length,
		verdict
	};
}

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
import { GONE, mend } from './mend.ts';
import { readPhoneFile } from './phone-file.ts';
import type { Random } from './random.ts';
import type { Told } from './run.ts';
import { readServerFile } from './server-file.ts';
import { nothingFound } from './verdict.ts';

/** Older than the second that the second copy may take. */
const OLD_ENOUGH_MS = 1_500;
/** What is there cannot be read. */
const BROKEN = 'Chưa mở được dữ liệu';
/**
 * The list as ever: right only if nothing is missing. So it is after the loss of a manifest while everything lies in the
 * log: LevelDB makes the one anew and reads the other. Tables it drops, and then the app finds half a database.
 */
const AS_EVER = /^Hôm nay/;

interface Case {
	how: Damage;
	door: Household;
	/** What the page showed as saved before. */
	answers: Record<string, string>;
	/** Heading of the page that came up; undefined when none did. */
	said: string | undefined;
	/** When that page stood there, the phone's own database held every op that it had given a number. */
	isWhole: boolean;
	mended: boolean;
}

/** Two phones side by side, for most of the time is waiting; each goes on after a damage, and is damaged again. */
export async function damageBrowser(rounds: number, random: Random): Promise<Told> {
	const commune = await startCommune();
	try {
		const doors = householdsIn(commune.dataDir);
		const wishes = Array.from({ length: rounds }, () => DAMAGES)
			.flat()
			.map((how, index): Wish => ({ how, door: doors[index % doors.length] ?? random.of(doors) }));
		const lane = (link: string, which: number): Promise<Case[]> =>
			damagedInTurn(
				commune,
				link,
				wishes.filter((_, index) => index % 2 === which),
				random.fork()
			);
		const lanes = [lane(commune.links.volunteer, 0), lane(commune.links.secondVolunteer, 1)];
		const cases = (await Promise.all(lanes)).flat();
		await commune.kill();
		return toldAbout(cases, commune);
	} finally {
		await commune.close();
	}
}

interface Wish {
	how: Damage;
	door: Household;
}

async function damagedInTurn(
	commune: CommuneServer,
	link: string,
	wishes: readonly Wish[],
	random: Random
): Promise<Case[]> {
	const phone = await Phone.make();
	try {
		await signIn(phone.page, link);
		await phone.page.getByRole('link', { name: /Đặng Tấn Lộc/ }).waitFor({ timeout: 60_000 });
		await untilReadyForTheRoad(phone.page);
		const cases: Case[] = [];
		for (const wish of wishes) cases.push(await damaged(phone, commune, wish, random));
		return cases;
	} finally {
		await phone.dispose();
	}
}

async function damaged(
	phone: Phone,
	commune: CommuneServer,
	{ how, door }: Wish,
	random: Random
): Promise<Case> {
	// As people close it: only so is the cookie of its sign-in on the disk.
	await phone.close();
	await phone.open({ offline: true });
	const answers = await tapped(phone.page, `${commune.origin}/households/${door.id}`, random);
	const before = await numbersIn(phone.page);
	await phone.kill();
	damage(phone.profile, how, random);

	await phone.open();
	await phone.page.goto(`${commune.origin}/today`);
	const said = await lookedAt(phone.page);
	const now = await numbersIn(phone.page);
	const isWhole = [...before].every((n) => now.has(n));
	return { how, door, answers, said, isWhole, mended: await mend(phone.page, commune) };
}

/** Numbers of all ops in this phone's database; none when it is not there, or cannot be read. */
async function numbersIn(page: Page): Promise<Set<number>> {
	const names = await page.evaluate(async () => (await indexedDB.databases()).map(({ name = '' }) => name));
	const name = names.find((one) => one.startsWith('tung-nha-'));
	if (name === undefined) return new Set();
	const file = await page.evaluate(readPhoneFile, name).catch(() => ({ outbox: [], journal: [] }));
	return new Set([...file.outbox, ...file.journal]);
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

/** The heading of the page that comes up; undefined when it stays blank. */
async function lookedAt(page: Page): Promise<string | undefined> {
	const heading = page.getByRole('heading', { level: 1 }).first();
	const comes = heading.waitFor({ timeout: 30_000 }).then(() => heading.innerText());
	return comes.catch(() => undefined);
}

function toldAbout(cases: readonly Case[], commune: CommuneServer): Told {
	const file = readServerFile(commune.dataDir);
	const verdict = nothingFound();
	const lines = cases.map((found) => {
		const { how, door, answers, said = 'nothing', mended } = found;
		const given = Object.values(answers).filter((word) => word !== '').length;
		const missing = differences(file, door, answers);
		verdict.acknowledged += given;
		verdict.lost += missing.length;
		verdict.problems.push(...missing.map((what) => `lost after ${how}: ${what}`));
		const wrong = wrongWord(found);
		if (wrong !== undefined) verdict.problems.push(`after ${how} ${wrong}`);
		if (!mended) verdict.problems.push(`after ${how} the list did not come back`);
		const state = found.isWhole ? 'all there' : 'missing';
		return `${how}: ops ${state}, said "${said}", recovered ${given - missing.length}, lost ${missing.length}`;
	});
	return {
		lines: [`damage: ${cases.length} times to IndexedDB's files`, ...lines],
		kills: cases.length,
		verdict
	};
}

/** It has to say what happened if anything did, and that the list is gone only if it is. */
function wrongWord({ said, isWhole }: Case): string | undefined {
	if (said === undefined) return 'the page stayed blank';
	if (isWhole && said === GONE) return `"${said}" was said although all of it is there`;
	if (!isWhole && AS_EVER.test(said)) return 'nothing was said although ops are missing';
	return said === GONE || said === BROKEN || AS_EVER.test(said)
		? undefined
		: `nothing was said but "${said}"`;
}

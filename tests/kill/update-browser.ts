// [F16] The old phone that is updated with work in its queue. A newer version of the app arrives while somebody taps: the
// server changes from one real build to the next under a real Chromium with a full outbox, the new worker is found and
// takes over amid the taps, and what was shown as saved is there afterwards, and reaches the server once. Then the other
// way round: any build is newer than the one before it.
import type { Page } from '@playwright/test';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildIfNeeded } from '../../scripts/demo/build-if-needed.ts';
import { startCommune, type CommuneServer } from '../support/real-commune.ts';
import { Phone } from '../support/real-phone.ts';
import { Hand } from './hand.ts';
import type { Random } from './random.ts';
import type { Told } from './run.ts';

/**
 * How the newer version takes over. `person`: she leaves the door in the middle of saving, and takes what is offered.
 * `other-tab`: somebody took it there, and at this door the tapping goes on. `killed`: the battery dies meanwhile.
 */
const WAYS = ['other-tab', 'person', 'killed'] as const;
type Way = (typeof WAYS)[number];

const BUILDS = [resolve(process.env.BUILD_OUT ?? 'build'), resolve('.cache/next-build')] as const;
const FULL = 100;
const ARRIVES_MS = 30_000;

export async function updateBrowser(times: number, random: Random): Promise<Told> {
	const commune = await startCommune();
	await buildNext();
	const phone = await Phone.make();
	try {
		const hand = await Hand.takeUp(commune, phone, random);
		const waiting: number[] = [];
		const first = random.below(WAYS.length);
		for (let time = 0; time < times; time += 1) {
			const build = BUILDS[(time + 1) % 2] ?? BUILDS[0];
			waiting.push(
				await updated(hand, commune, build, WAYS[(first + time) % WAYS.length] ?? 'person', random)
			);
			await hand.handIn();
		}
		await commune.kill();
		hand.checkServer();
		const { said, verdict } = hand;
		const line = `update: ${times} newer versions amid the taps, ${said}`;
		return { lines: [line, `${waiting.join(', ')} ops unsent when they came`], kills: times, verdict };
	} finally {
		await phone.dispose();
		await commune.close();
	}
}

/** Made once and kept: the same sources built again are another version. */
async function buildNext(): Promise<void> {
	const failed = await buildIfNeeded(process.cwd(), join(BUILDS[1], 'index.js'));
	if (failed !== undefined) throw new Error(failed.lines.join('\n'));
	if (startOf(BUILDS[0]) === startOf(BUILDS[1])) throw new Error('the two builds are the same version');
}

/** The chunk that a build's pages start with: its name tells which version a page runs. */
function startOf(build: string): string {
	const folder = join(build, 'client/_app/immutable/entry');
	const name = readdirSync(folder).find((file) => /^start\..*\.js$/.test(file));
	if (name === undefined) throw new Error(`no start chunk in ${folder}`);
	return name;
}

/** One newer version. Returns how many ops waited on the phone when the server had it. */
async function updated(
	hand: Hand,
	commune: CommuneServer,
	build: string,
	way: Way,
	random: Random
): Promise<number> {
	const { phone } = hand;
	const { page } = phone;
	const door = hand.nextDoor();
	await phone.setOffline(true);
	await hand.goTo(page, door);
	const tapping = hand.storm(page, true);
	await untilFull(hand);
	await commune.kill();
	await commune.restart(build);
	const { outbox } = await hand.file();
	await phone.setOffline(false);
	// As the browser looks for it by itself when an address is opened.
	await page.evaluate(async () => void (await navigator.serviceWorker.getRegistration())?.update());
	if (way === 'killed') await killWhileItArrives(hand, random);
	else {
		await untilItWaits(page);
		if (way === 'other-tab') await takeInOtherTab(hand, random);
		await page.evaluate(() => (window.stopTapping = true));
		await tapping;
	}
	await toNewVersion(hand, build, way, commune.origin);
	await hand.comeBack(door);
	return outbox.length;
}

async function untilFull(hand: Hand): Promise<void> {
	for (const deadline = Date.now() + ARRIVES_MS; Date.now() < deadline; await pause(200))
		if ((await hand.file()).outbox.length >= FULL) return;
	throw new Error(`fewer than ${FULL} ops were tapped in 30 s`);
}

async function untilItWaits(page: Page): Promise<void> {
	const waits = async (): Promise<boolean> =>
		(await navigator.serviceWorker.getRegistration())?.waiting instanceof ServiceWorker;
	for (const deadline = Date.now() + ARRIVES_MS; Date.now() < deadline; await pause(100))
		if (await page.evaluate(waits)) return;
	throw new Error('the newer version did not arrive within 30 s');
}

/** As a second tab does it when somebody takes the newer version there. */
async function takeInOtherTab({ phone }: Hand, random: Random): Promise<void> {
	const tookOver = await phone.page.evaluate(async () => {
		const { waiting } = (await navigator.serviceWorker.getRegistration()) ?? {};
		const changed = new Promise<boolean>((done) => {
			navigator.serviceWorker.addEventListener('controllerchange', () => done(true), { once: true });
			setTimeout(() => done(false), 30_000);
		});
		waiting?.postMessage({ type: 'SKIP_WAITING' });
		return changed;
	});
	if (!tookOver) throw new Error('the newer version did not take over');
	await pause(500 + random.below(1_000));
}

async function killWhileItArrives(hand: Hand, random: Random): Promise<void> {
	await pause(random.below(1_500));
	await hand.phone.kill();
	await hand.open();
}

/** Leaves the door as people do, and finds the app of that build. */
async function toNewVersion(
	{ phone: { page } }: Hand,
	build: string,
	way: Way,
	origin: string
): Promise<void> {
	if (way === 'killed') await page.goto(`${origin}/today`);
	else await page.getByRole('link', { name: 'Hôm nay', exact: true }).click();
	if (way === 'person') await page.getByRole('button', { name: 'Dùng bản mới' }).click();
	const start = startOf(build);
	const runs = (): Promise<boolean> =>
		page.evaluate((start) => document.documentElement.innerHTML.includes(start), start).catch(() => false);
	for (const deadline = Date.now() + ARRIVES_MS; Date.now() < deadline; await pause(200)) {
		if (await runs()) return;
		const offer = page.getByRole('button', { name: 'Dùng bản mới' });
		// Killed before all of it was here, the browser begins anew.
		if (way === 'killed' && (await offer.isVisible())) await offer.click();
	}
	throw new Error(`the app is still the old one (${way})`);
}

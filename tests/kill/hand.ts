// Who holds a real phone: goes from door to door, taps, and compares what stands there with what was shown as saved.
import type { Page } from '@playwright/test';
import { cp, rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { CommuneServer } from '../support/real-commune.ts';
import type { Phone } from '../support/real-phone.ts';
import { signIn, untilReadyForTheRoad } from '../support/story.ts';
import { differences, FAMILY, type Household, householdsIn, SINGLE, untilDrawn } from './doors.ts';
import { hasBegunAnew, tearLog } from './damage.ts';
import { openEyes, type Seen, storm, type Tap } from './in-page.ts';
import { mend } from './mend.ts';
import { Notebook } from './notebook.ts';
import { type PhoneFile, readPhoneFile } from './phone-file.ts';
import type { Random } from './random.ts';
import { readServerFile, type ServerFile } from './server-file.ts';
import { addTo, nothingFound, type Verdict } from './verdict.ts';

const HAND_IN_MS = 90_000;

export interface Door extends Household {
	notebook: Notebook;
	/** The page as it was last found. */
	seen?: Seen;
}

export class Hand {
	readonly verdict: Verdict = nothingFound();
	readonly #commune: CommuneServer;
	readonly phone: Phone;
	readonly #random: Random;
	readonly #doors: Door[];
	#at = 0;
	#name = '';
	#rollbacks = 0;
	#takeovers = 0;
	#lostDatabases = 0;
	/** Its database was lost since the door that is open was begun. */
	#livesOnSecondCopy = false;
	/** Ops that this phone does not know any more; the server has them. */
	#forgotten = 0;

	private constructor(commune: CommuneServer, phone: Phone, random: Random) {
		this.#commune = commune;
		this.phone = phone;
		this.#random = random;
		this.#doors = householdsIn(commune.dataDir).map((door) => ({ ...door, notebook: new Notebook(FAMILY) }));
	}

	static async takeUp(commune: CommuneServer, phone: Phone, random: Random): Promise<Hand> {
		const hand = new Hand(commune, phone, random);
		await signIn(phone.page, commune.links.volunteer);
		await phone.page.getByRole('link', { name: /Đặng Tấn Lộc/ }).waitFor();
		await untilReadyForTheRoad(phone.page);
		hand.#name = await phone.page.evaluate(async () => {
			const names = (await indexedDB.databases()).map(({ name = '' }) => name);
			return names.find((name) => name.startsWith('tung-nha-')) ?? '';
		});
		// Once as people do: Chromium writes a new cookie to the disk up to half a minute later, or when it is closed.
		await phone.close();
		await hand.open();
		return hand;
	}

	/** A storm at the next door, ended by SIGKILL; then the same door again. `tearing`: it comes in the middle of a write. */
	async tapUntilKilled({ withTwoTabs = false, tearing = false } = {}): Promise<void> {
		const door = this.nextDoor();
		const { page } = this.phone;
		const isOffline = !withTwoTabs && this.#random.next() < 0.4;
		await this.phone.setOffline(isOffline);
		await this.goTo(page, door);
		void this.storm(page, true);
		if (withTwoTabs) await this.#takeOver(door);
		// Long enough, now and then, to be killed while it hands in.
		await pause(150 + this.#random.below(this.#random.next() < 0.3 ? 4_000 : 1_200));
		await this.phone.kill();
		if (tearing) tearLog(this.phone.profile);
		await this.open(isOffline);
		await this.comeBack(door);
	}

	/** The profile as it was some taps ago, put back after more had been handed in: what it makes next meets numbers that are taken. */
	async putBackToAnEarlierDay(): Promise<void> {
		this.#rollbacks += 1;
		const door = this.nextDoor();
		const copy = `${this.phone.profile}-copy`;
		await this.goTo(this.phone.page, door);
		await this.#tapAWhile(door);
		const before = await this.file();
		await this.phone.close();
		await cp(this.phone.profile, copy, { recursive: true });

		await this.open();
		await this.goTo(this.phone.page, door);
		const handedIn = await this.#tapAWhile(door);
		await this.handIn();
		await this.phone.close();
		await rm(this.phone.profile, { recursive: true });
		await cp(copy, this.phone.profile, { recursive: true });
		await rm(copy, { recursive: true });

		await this.open(true);
		await this.goTo(this.phone.page, door);
		const touched = new Set<string>();
		const afterwards = await this.#tapAWhile(door, touched);
		await this.phone.setOffline(false);
		await this.handIn();
		if ((await this.file()).device === before.device)
			this.verdict.problems.push('no new number after a rollback');
		await this.#recount();
		await this.goTo(this.phone.page, door, false);
		const answers = Object.entries(handedIn.answers).map(([label, word]) => [
			label,
			touched.has(label) ? (afterwards.answers[label] ?? '') : word
		]);
		door.notebook.begin({ ...handedIn, answers: Object.fromEntries(answers) as Seen['answers'] });
		await this.comeBack(door);
	}

	/** "Gửi ngay", until nothing waits. */
	async handIn(): Promise<void> {
		const { page } = this.phone;
		await this.phone.setOffline(false);
		await page.goto(`${this.#commune.origin}/device`);
		for (const deadline = Date.now() + HAND_IN_MS; Date.now() < deadline; await pause(300)) {
			await page.getByRole('button', { name: 'Gửi ngay' }).click({ timeout: 10_000 });
			await pause(500);
			if ((await this.file()).outbox.length === 0) return;
		}
		throw new Error('the phone did not hand in within 90 s');
	}

	/** The dead server's file: each op once, nothing parked, every door as the phone showed it last. */
	checkServer(): void {
		const file = readServerFile(this.#commune.dataDir);
		const { verdict } = this;
		const known = this.#knownToServer(file);
		const [kept, tapped] = [this.#sum('keptOps'), this.#sum('tappedOps')];
		if (known < kept)
			this.#tell('lost', `the server knows ${known} ops, ${kept} were seen as saved`, kept - known);
		if (known > tapped) this.#tell('doubled', `the server knows ${known} ops, ${tapped} were tapped`);
		if (file.appliedTwice > 0) this.#tell('doubled', `${file.appliedTwice} ops under two identities`);
		if (file.integrity !== 'ok') verdict.problems.push(file.integrity);
		if ([...file.rows.keys()].some((key) => key.startsWith('parked/')))
			verdict.problems.push('ops were parked');
		for (const door of this.#doors) {
			for (const what of differences(file, door, door.seen?.answers ?? {})) this.#tell('lost', what);
		}
	}

	/** Ops that were tapped, and those that were seen as saved. */
	get said(): string {
		return `${this.#sum('tappedOps')} ops tapped, ${this.#sum('keptOps')} seen as saved`;
	}

	get alsoDone(): string {
		const lost = `${this.#lostDatabases} databases lost by the browser`;
		return `${this.#rollbacks} profiles put back, ${this.#takeovers} tabs taken over, ${lost}`;
	}

	/** The same door again, as the phone that was opened again shows it. */
	async comeBack(door: Door): Promise<void> {
		await this.goTo(this.phone.page, door, false);
		door.seen = await this.phone.page.evaluate(() => window.look());
		const { history } = door.notebook;
		addTo(
			this.verdict,
			this.#livesOnSecondCopy
				? door.notebook.reopenedFromSecondCopy(door.seen)
				: door.notebook.reopened(door.seen)
		);
		this.#livesOnSecondCopy = false;
		const { outbox, journal, recorded } = await this.file();
		const all = [...outbox, ...journal].sort((a, b) => a - b);
		if (all.some((n, index) => n !== index + 1)) this.#tell('half', 'the numbers on the phone have a hole');
		if (recorded !== all.length)
			this.verdict.problems.push(`it counts ${recorded} ops and holds ${all.length}`);
		const held = all.length + this.#forgotten;
		const [kept, tapped] = [this.#sum('keptOps'), this.#sum('tappedOps')];
		if (held < kept)
			this.#tell('lost', `${held} ops held, ${kept} were seen as saved: ${history}`, kept - held);
		if (held > tapped) this.#tell('doubled', `${held} ops held, ${tapped} were tapped`);
	}

	async #takeOver(door: Door): Promise<void> {
		this.#takeovers += 1;
		const second = await this.phone.page.context().newPage();
		await this.#arm(second);
		await second.goto(`${this.#commune.origin}/households/${door.id}`);
		await second.getByRole('button', { name: 'Dùng ở đây' }).click();
		await untilDrawn(second);
		void this.storm(second, true);
	}

	/** Taps at this door for a second, until all of it is kept; the page as it then stands. */
	async #tapAWhile(door: Door, touched = new Set<string>()): Promise<Seen> {
		const { page } = this.phone;
		door.notebook.onTap = (tap) => Object.keys(tap.answers).forEach((label) => touched.add(label));
		const tapping = this.storm(page, false);
		await pause(600 + this.#random.below(600));
		await page.evaluate(() => (window.stopTapping = true));
		await tapping;
		await page.waitForFunction(() => window.look().isSaved);
		door.notebook.onTap = undefined;
		return page.evaluate(() => window.look());
	}

	/** Taps in the page until it is told to stop or dies. */
	async storm(page: Page, withVisits: boolean): Promise<void> {
		const chances = Array.from({ length: 997 }, () => this.#random.next());
		const wish = { single: SINGLE, family: FAMILY, withVisits, chances };
		// The browser is killed meanwhile.
		await page.evaluate(storm, wish).catch(() => {});
	}

	nextDoor(): Door {
		const door = this.#doors[this.#at % this.#doors.length];
		this.#at += 1;
		if (door === undefined) throw new Error('there is no door to knock at');
		return door;
	}

	async open(offline = false): Promise<void> {
		await this.phone.open({ offline });
		await this.#arm(this.phone.page);
	}

	async #arm(page: Page): Promise<void> {
		const notebookOf = (path: string): Notebook | undefined =>
			this.#doors.find(({ id }) => path === `/households/${id}`)?.notebook;
		await page.exposeFunction('willTap', (tap: Tap, path: string) => notebookOf(path)?.willTap(tap));
		await page.exposeFunction('sawScreen', (seen: Seen, path: string) => notebookOf(path)?.sawScreen(seen));
		await page.addInitScript(openEyes);
	}

	/** `begins`: the notebook begins with what stands there. */
	async goTo(page: Page, door: Door, begins = true): Promise<void> {
		await page.goto(`${this.#commune.origin}/households/${door.id}`);
		if (!(await untilDrawn(page))) {
			await this.#goOnFromSecondCopy(page);
			return this.goTo(page, door, begins);
		}
		if (begins) door.notebook.begin(await page.evaluate(() => window.look()));
	}

	/** The browser lost its database: what the page then offers brings all of it to the commune, and the list back. */
	async #goOnFromSecondCopy(page: Page): Promise<void> {
		if (!hasBegunAnew(this.phone.profile))
			this.verdict.problems.push('a database was said to be gone that the browser had not lost');
		this.#lostDatabases += 1;
		this.#livesOnSecondCopy = true;
		await this.phone.setOffline(false);
		await page.goto(`${this.#commune.origin}/today`);
		if (!(await mend(page, this.#commune))) throw new Error('the list did not come back');
		await this.#recount();
	}

	/** Once nothing waits: what the server knows and this phone does not. */
	async #recount(): Promise<void> {
		this.#forgotten =
			this.#knownToServer(readServerFile(this.#commune.dataDir)) - (await this.file()).journal.length;
	}

	#knownToServer(file: ServerFile): number {
		return file.identitiesByMember.get(this.#name.replace('tung-nha-', '')) ?? 0;
	}

	file(): Promise<PhoneFile> {
		return this.phone.page.evaluate(readPhoneFile, this.#name);
	}

	#sum(what: 'keptOps' | 'tappedOps'): number {
		return this.#doors.reduce((sum, { notebook }) => sum + notebook[what], 0);
	}

	#tell(kind: 'lost' | 'doubled' | 'half', what: string, count = 1): void {
		this.verdict[kind] += count;
		this.verdict.problems.push(`${kind}: ${what}`);
	}
}

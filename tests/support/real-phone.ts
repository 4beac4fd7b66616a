// A phone: a real Chromium with a profile on disk, that can be killed and opened again on the same profile.
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { launchOptions } from './browser.ts';

const SCREEN = { width: 360, height: 740 };

export class Phone {
	readonly #profile: string;
	#process: ChildProcess | undefined;
	#context: BrowserContext | undefined;
	#page: Page | undefined;
	/** Problems the browser's console reported since the phone was made. */
	readonly complaints: string[] = [];

	private constructor(profile: string) {
		this.#profile = profile;
	}

	static async make(): Promise<Phone> {
		const phone = new Phone(await mkdtemp(join(tmpdir(), 'tung-nha-phone-')));
		await phone.open();
		return phone;
	}

	/** The folder on the disk that holds everything of this phone. */
	get profile(): string {
		return this.#profile;
	}

	get page(): Page {
		if (this.#page === undefined) throw new Error('this phone is off');
		return this.#page;
	}

	/** Starts the browser on this phone's profile. */
	async open({ offline = false } = {}): Promise<void> {
		const { executablePath, args = [], env } = launchOptions();
		const path = executablePath ?? chromium.executablePath();
		const flags = [
			'--headless',
			'--no-sandbox',
			'--no-first-run',
			'--remote-debugging-port=0',
			'--lang=vi-VN'
		];
		this.#process = spawn(path, [...args, ...flags, `--user-data-dir=${this.#profile}`, 'about:blank'], {
			env: { ...env, TZ: 'Asia/Ho_Chi_Minh' },
			stdio: ['ignore', 'ignore', 'pipe']
		});
		const browser = await chromium.connectOverCDP(await debuggingAddress(this.#process));
		const context = browser.contexts()[0];
		if (context === undefined) throw new Error('the browser has no profile open');
		this.#context = context;
		await context.setOffline(offline);
		this.#page = context.pages()[0] ?? (await context.newPage());
		await this.#page.setViewportSize(SCREEN);
		this.#page.on('pageerror', (error) => this.complaints.push(error.message));
		this.#page.on('console', (message) => {
			if (
				message.type() === 'error' &&
				!/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED/.test(message.text())
			)
				this.complaints.push(message.text());
		});
	}

	/** What a browser does that is killed before it wrote its cookies to the disk. */
	async loseSignIn(): Promise<void> {
		await this.#context?.clearCookies();
	}

	/** Network off or on, for pages and service worker. */
	async setOffline(offline: boolean): Promise<void> {
		await this.#context?.setOffline(offline);
	}

	/**
	 * Closes the browser as people do. Chromium writes a new cookie to the disk up to half a minute later, or when it
	 * is closed.
	 */
	async close(): Promise<void> {
		const running = this.#process;
		if (running === undefined || isOver(running)) return;
		const gone = this.#gone(running);
		const session = await this.#context?.browser()?.newBrowserCDPSession();
		await session?.send('Browser.close');
		await gone;
		this.#page = undefined;
	}

	/** SIGKILL to the whole browser, as when the battery dies. */
	async kill(): Promise<void> {
		const running = this.#process;
		if (running === undefined || isOver(running)) return;
		const gone = this.#gone(running);
		running.kill('SIGKILL');
		await gone;
		this.#page = undefined;
	}

	/**
	 * Until the process has ended and whoever drives it has heard so: a test that began before would be told of this
	 * phone's end as of a fault of its own.
	 */
	async #gone(running: ChildProcess): Promise<void> {
		const browser = this.#context?.browser();
		const isDriven = browser?.isConnected() === true;
		const cut = isDriven && new Promise<void>((done) => browser.once('disconnected', () => done()));
		await Promise.all([once(running, 'exit'), cut]);
	}

	/** What a bug, a full disk or a clean-up does to a browser that is off: all its IndexedDB databases are gone. */
	async loseDatabases(): Promise<void> {
		await rm(join(this.#profile, 'Default', 'IndexedDB'), { recursive: true });
	}

	/** Kills the browser and deletes its profile. */
	async dispose(): Promise<void> {
		await this.kill();
		await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
	}
}

/** Also of a process that was killed: it has no exit code, and will not exit once more. */
const isOver = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

async function debuggingAddress(browser: ChildProcess): Promise<string> {
	if (browser.stderr === null) throw new Error('the browser has no output to read');
	for await (const line of createInterface({ input: browser.stderr })) {
		const address = /DevTools listening on (ws:\/\/\S+)/.exec(line)?.[1];
		if (address !== undefined) return address;
	}
	throw new Error('the browser ended before it could be driven');
}

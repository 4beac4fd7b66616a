// Finds a Chromium that runs here without root, without a download and without asking.
// Order: CHROMIUM_PATH, Playwright's own, the system's, the bundled one; on Debian as root apt-get as last resort.
import { chromium, type LaunchOptions } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { bundledBrowser } from './bundled-browser.ts';

export interface Browser {
	/** Where it came from, to be printed in one line. */
	origin: string;
	/** Undefined when Playwright finds it by itself. */
	path: string | undefined;
	/** Variables it needs beside ours. */
	env: Record<string, string>;
}

// A headless shell first: the full Chromium is 1.7 times slower.
const SYSTEM = [
	'/usr/bin/chromium-headless-shell',
	'/usr/bin/chromium',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
];

const NONE = 'No Chromium found. Run `npx playwright install chromium`, or set CHROMIUM_PATH to one.';

const isRoot = () => process.getuid?.() === 0;

/** The Chromium to drive, unpacked or installed if need be. Throws one clear sentence when there is none. */
export function findBrowser(): Browser {
	return named() ?? playwrights() ?? systems() ?? bundled() ?? installedFromDebian();
}

/** Settings that every launch shares. Playwright starts Chromium without its sandbox, so root and containers can. */
export function launchOptions(): LaunchOptions {
	const { path, env } = findBrowser();
	return {
		...(path === undefined ? {} : { executablePath: path }),
		env: { ...process.env, ...env },
		args: [
			'--disable-gpu',
			'--disable-quic',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync'
		]
	};
}

function named(): Browser | undefined {
	const path = process.env.CHROMIUM_PATH;
	if (!path) return undefined;
	if (!existsSync(path)) throw new Error(`CHROMIUM_PATH is ${path}, and no file is there.`);
	return { origin: 'from CHROMIUM_PATH', path, env: {} };
}

function playwrights(): Browser | undefined {
	const full = chromium.executablePath();
	// Playwright finds its headless shell by itself when no path is given, but only tells where the full one lies.
	const shell = full.replace(/([\\/]chromium)(-\d+).*/, '$1_headless_shell$2');
	if (existsSync(shell)) return { origin: "Playwright's own", path: undefined, env: {} };
	return existsSync(full) ? { origin: "Playwright's own", path: full, env: {} } : undefined;
}

function systems(): Browser | undefined {
	const path = SYSTEM.find((candidate) => existsSync(candidate));
	return path === undefined ? undefined : { origin: "this machine's", path, env: {} };
}

function bundled(): Browser | undefined {
	const found = bundledBrowser();
	if (found === undefined) return undefined;
	return { ...found, origin: found.isNew ? 'from node_modules, unpacked now' : 'from node_modules' };
}

function installedFromDebian(): Browser {
	if (!isRoot() || !existsSync('/usr/bin/apt-get')) throw new Error(NONE);
	try {
		execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
		execFileSync('apt-get', ['install', '-yqq', '--no-install-recommends', 'chromium'], { stdio: 'ignore' });
	} catch (cause) {
		throw new Error(NONE, { cause });
	}
	return { origin: 'installed now with apt-get', path: '/usr/bin/chromium', env: {} };
}

import { beforeEach, describe, expect, it } from 'vitest';
import { settled } from '../../../../tests/support/test-timers.ts';
import { AppUpdate, type Registration, type Versions } from './app-update.svelte.ts';

const START = 1_795_000_000_000;
const HOUR = 3_600_000;

/** A browser's registration, moved by hand. */
function makeRegistration() {
	const listeners: Record<string, (event: { isUpdate?: boolean }) => void> = {};
	const asked: string[] = [];
	const versions: { -readonly [part in keyof Versions]: Versions[part] } = {
		installing: null,
		waiting: null
	};
	const network = { isThere: false };
	const registration: Registration = {
		addEventListener: (type: string, listener: (event: { isUpdate?: boolean }) => void) => {
			listeners[type] = listener;
		},
		register: () => {
			asked.push('register');
			return Promise.resolve(versions);
		},
		update: () => {
			asked.push('update');
			return network.isThere ? Promise.resolve() : Promise.reject(new Error('no network'));
		},
		messageSkipWaiting: () => void asked.push('skip')
	};
	const fire = (type: string, event = {}) => listeners[type]?.(event);
	/** Begins to fetch a newer version; the function it returns ends that. */
	const install = () => {
		const worker = Object.assign(new EventTarget(), { state: 'installing' } as { state: ServiceWorkerState });
		network.isThere = true;
		versions.installing = worker;
		return (state: 'installed' | 'redundant') => {
			versions.installing = null;
			if (state === 'installed') versions.waiting = worker;
			worker.state = state;
			worker.dispatchEvent(new Event('statechange'));
		};
	};
	return { registration, asked, fire, network, install };
}

describe('[F16] a newer version of the app', () => {
	let browser: ReturnType<typeof makeRegistration>;
	let update: AppUpdate;

	beforeEach(async () => {
		browser = makeRegistration();
		update = new AppUpdate(browser.registration);
		await update.start(START);
	});

	it('is offered when it waits, and nothing happens until somebody takes it', () => {
		browser.fire('waiting');
		expect(update.isReady).toBe(true);
		expect(browser.asked).toEqual(['register']);
		expect(update.isTaken).toBe(false);
	});

	it('loads the page again, once it has taken over', () => {
		browser.fire('waiting');
		update.take();
		expect(browser.asked).toContain('skip');
		expect(update.isTaken).toBe(false);
		browser.fire('controlling', { isUpdate: true });
		expect(update.isTaken).toBe(true);
	});

	it('does not disturb the page on the first visit', () => {
		browser.fire('controlling', { isUpdate: false });
		expect([update.isTaken, update.isStale]).toEqual([false, false]);
	});

	it('taken in another tab lets this one finish, and marks it stale', () => {
		browser.fire('controlling', { isUpdate: true });
		expect([update.isTaken, update.isStale]).toEqual([false, true]);
	});

	it('is looked for at most once an hour, and no network is no trouble', async () => {
		await update.check(START + HOUR - 1);
		expect(browser.asked).not.toContain('update');
		await update.check(START + HOUR);
		await update.check(START + HOUR + 1);
		expect(browser.asked.filter((call) => call === 'update')).toHaveLength(1);
	});
});

describe('[WR2] a newer version that somebody needs', () => {
	let browser: ReturnType<typeof makeRegistration>;
	let update: AppUpdate;

	beforeEach(async () => {
		browser = makeRegistration();
		update = new AppUpdate(browser.registration);
		await update.start(START);
	});

	it('is fetched at once, and taken only when it is here and the moment is calm', async () => {
		const finish = browser.install();
		const asked = update.get();
		expect(update.wanted).toBe('coming');
		await Promise.resolve();
		expect(update.isReady).toBe(false);
		finish('installed');
		await asked;
		expect([update.wanted, update.isReady]).toEqual(['coming', true]);
		expect(browser.asked).not.toContain('skip');
		update.take();
		update.take();
		expect(browser.asked.filter((call) => call === 'skip')).toHaveLength(1);
	});

	it('is not fetched anew when it lies here already, or another tab took it', async () => {
		browser.fire('waiting');
		await update.get();
		expect([update.wanted, browser.asked]).toEqual(['coming', ['register']]);
		browser.fire('controlling', { isUpdate: true });
		update.take();
		expect(update.isTaken).toBe(true);
	});

	it('is said not to be there when the server has none, and can be asked for again', async () => {
		browser.network.isThere = true;
		await update.get();
		expect(update.wanted).toBe('none');
		browser.install()('installed');
		await update.get();
		expect([update.wanted, update.isReady]).toEqual(['coming', true]);
	});

	it('is said not to have come when there was no network, at the beginning or midway', async () => {
		await update.get();
		expect(update.wanted).toBe('unreachable');
		const finish = browser.install();
		const asked = update.get();
		await settled();
		finish('redundant');
		await asked;
		expect([update.wanted, update.isReady]).toEqual(['unreachable', false]);
	});
});

import { beforeEach, describe, expect, it } from 'vitest';
import { AppUpdate, type Registration } from './app-update.svelte.ts';

const START = 1_795_000_000_000;
const HOUR = 3_600_000;

/** A browser's registration, moved by hand. */
function makeRegistration() {
	const listeners: Record<string, (event: { isUpdate?: boolean }) => void> = {};
	const asked: string[] = [];
	const registration: Registration = {
		addEventListener: (type: string, listener: (event: { isUpdate?: boolean }) => void) => {
			listeners[type] = listener;
		},
		register: () => Promise.resolve(asked.push('register')),
		update: () => {
			asked.push('update');
			return Promise.reject(new Error('no network'));
		},
		messageSkipWaiting: () => void asked.push('skip')
	};
	const fire = (type: string, event = {}) => listeners[type]?.(event);
	return { registration, asked, fire };
}

describe('[F16] a newer version of the app', () => {
	let browser: ReturnType<typeof makeRegistration>;
	let reloads: number;
	let update: AppUpdate;

	beforeEach(async () => {
		browser = makeRegistration();
		reloads = 0;
		update = new AppUpdate(browser.registration, () => (reloads += 1));
		await update.start(START);
	});

	it('is offered when it waits, and nothing happens until somebody takes it', () => {
		browser.fire('waiting');
		expect(update.isReady).toBe(true);
		expect(browser.asked).toEqual(['register']);
		expect(reloads).toBe(0);
	});

	it('loads the page again, once it has taken over', () => {
		browser.fire('waiting');
		update.take();
		expect(browser.asked).toContain('skip');
		expect(reloads).toBe(0);
		browser.fire('controlling', { isUpdate: true });
		expect(reloads).toBe(1);
	});

	it('does not disturb the page on the first visit', () => {
		browser.fire('controlling', { isUpdate: false });
		expect(reloads).toBe(0);
		expect(update.isStale).toBe(false);
	});

	it('taken in another tab lets this one finish, and marks it stale', () => {
		browser.fire('controlling', { isUpdate: true });
		expect(reloads).toBe(0);
		expect(update.isStale).toBe(true);
	});

	it('is looked for at most once an hour, and no network is no trouble', async () => {
		await update.check(START + HOUR - 1);
		expect(browser.asked).not.toContain('update');
		await update.check(START + HOUR);
		await update.check(START + HOUR + 1);
		expect(browser.asked.filter((call) => call === 'update')).toHaveLength(1);
	});
});

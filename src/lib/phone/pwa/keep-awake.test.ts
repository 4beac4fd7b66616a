import { describe, expect, it } from 'vitest';
import { makeStorage, refusedStorage } from '../../../../tests/support/test-storage.ts';
import { settled } from '../../../../tests/support/test-timers.ts';
import { chooseAwake, isAwakeWanted } from './awake-choice.ts';
import { keepAwake } from './keep-awake.ts';

/** A phone with its screen, hidden and shown by hand. The browser lets go of the screen when the page is hidden. */
function makePhone(visibilityState: DocumentVisibilityState = 'visible') {
	const page = Object.assign(new EventTarget(), { visibilityState });
	const screen = { isHeld: 0, asked: 0, isRefused: false, whenGranted: Promise.resolve() };
	let letGoOfAll: (() => void)[] = [];
	const awake = {
		async request() {
			screen.asked += 1;
			await screen.whenGranted;
			if (screen.isRefused || page.visibilityState !== 'visible')
				throw new DOMException('', 'NotAllowedError');
			const lock = new EventTarget();
			let isReleased = false;
			const letGo = () => {
				if (isReleased) return;
				isReleased = true;
				screen.isHeld -= 1;
				lock.dispatchEvent(new Event('release'));
			};
			screen.isHeld += 1;
			letGoOfAll.push(letGo);
			return Object.assign(lock, { release: () => Promise.resolve(letGo()) });
		}
	};
	async function turn(state: DocumentVisibilityState) {
		page.visibilityState = state;
		if (state === 'hidden') {
			letGoOfAll.forEach((letGo) => letGo());
			letGoOfAll = [];
		}
		page.dispatchEvent(new Event('visibilitychange'));
		await settled();
	}
	return { page, screen, awake, turn };
}

describe('[F9] the screen of a visit', () => {
	it('stays on until the page is left', async () => {
		const { page, screen, awake, turn } = makePhone();
		const leave = keepAwake(awake, page);
		await settled();
		expect(screen.isHeld).toBe(1);
		leave();
		await settled();
		expect(screen.isHeld).toBe(0);
		await turn('visible');
		expect(screen.asked).toBe(1);
	});

	it('is asked for again when the page is seen again, and not while it is hidden', async () => {
		const { page, screen, awake, turn } = makePhone('hidden');
		keepAwake(awake, page);
		await settled();
		expect(screen.asked).toBe(0);
		await turn('visible');
		expect(screen.isHeld).toBe(1);
		await turn('hidden');
		expect(screen.isHeld).toBe(0);
		await turn('visible');
		expect(screen.isHeld).toBe(1);
		await turn('visible');
		expect(screen.asked).toBe(2);
	});

	it('is held once, however often the page is hidden and seen before the browser grants it', async () => {
		const { page, screen, awake, turn } = makePhone();
		const { promise, resolve } = Promise.withResolvers<void>();
		screen.whenGranted = promise;
		keepAwake(awake, page);
		await turn('hidden');
		await turn('visible');
		resolve();
		await settled();
		expect(screen.isHeld).toBe(1);
	});

	it('is let go of when it is granted after the page was left', async () => {
		const { page, screen, awake } = makePhone();
		const { promise, resolve } = Promise.withResolvers<void>();
		screen.whenGranted = promise;
		const leave = keepAwake(awake, page);
		await settled();
		leave();
		resolve();
		await settled();
		expect(screen.asked).toBe(1);
		expect(screen.isHeld).toBe(0);
	});

	it('a refusal is borne, and asked about again when the page is seen again', async () => {
		const { page, screen, awake, turn } = makePhone();
		screen.isRefused = true;
		const leave = keepAwake(awake, page);
		await settled();
		expect(screen.isHeld).toBe(0);
		screen.isRefused = false;
		await turn('visible');
		expect(screen.isHeld).toBe(1);
		leave();
	});

	it('is kept on only where that was chosen', () => {
		const keptIn = makeStorage();
		expect(isAwakeWanted(keptIn)).toBe(false);
		chooseAwake(true, keptIn);
		expect(isAwakeWanted(keptIn)).toBe(true);
		chooseAwake(false, keptIn);
		expect(isAwakeWanted(keptIn)).toBe(false);
		expect(isAwakeWanted(refusedStorage)).toBe(false);
	});
});

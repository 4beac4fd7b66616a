// One finger on the screen: it reaches only what lies free in sight, pulls the page to reach more, and counts what it does.
import { expect, type Locator, type Page } from '@playwright/test';
import { type Step, SWIPE_PX } from './keystroke-level.ts';

interface Target {
	x: number;
	y: number;
	size: number;
	isFree: boolean;
}

export class Finger {
	readonly #page: Page;
	#at: { x: number; y: number };
	readonly steps: Step[] = [];

	constructor(page: Page) {
		this.#page = page;
		const { width, height } = page.viewportSize() ?? { width: 360, height: 740 };
		this.#at = { x: width / 2, y: height / 2 };
	}

	/** Taps the middle, as it lies under whatever else is drawn. `opensPage`: what is waited for is another page. */
	async tap(what: Locator, { opensPage = false } = {}): Promise<void> {
		const target = await this.#reach(what);
		const { x, y } = this.#at;
		this.steps.push({
			kind: 'tap',
			distance: Math.hypot(target.x - x, target.y - y),
			size: target.size,
			...(opensPage ? { opensPage } : {})
		});
		this.#at = { x: target.x, y: target.y };
		await this.#page.mouse.click(target.x, target.y);
	}

	async #reach(what: Locator): Promise<Target> {
		const middle = (this.#page.viewportSize()?.height ?? 740) / 2;
		for (let pulls = 0; pulls < 40; pulls += 1) {
			const target = await whereIs(what);
			if (target.isFree) return target;
			await this.#pull(Math.max(-SWIPE_PX, Math.min(SWIPE_PX, target.y - middle)));
		}
		throw new Error('pulled forty times, and it is still not in reach');
	}

	async #pull(by: number): Promise<void> {
		const before = await this.#page.evaluate(() => window.scrollY);
		await this.#page.mouse.wheel(0, by);
		await expect.poll(() => this.#page.evaluate(() => window.scrollY)).not.toBe(before);
		this.steps.push({ kind: 'swipe', distance: Math.abs(by) });
	}
}

async function whereIs(what: Locator): Promise<Target> {
	return what.evaluate((element) => {
		const { left, top, width, height } = element.getBoundingClientRect();
		const [x, y] = [left + width / 2, top + height / 2];
		const hit = document.elementFromPoint(x, y);
		return { x, y, size: Math.min(width, height), isFree: hit !== null && element.contains(hit) };
	});
}

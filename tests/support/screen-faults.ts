// What a tired person with thick fingers would stumble over on a screen, measured in the page itself.
import type { Page } from '@playwright/test';

/** What is to be hit and is smaller than 48 px, or 64 px for the main action: one line each. */
export function smallTargetsOf(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const SMALLEST = 48;
		const MAIN_ACTION = 64;
		const small = new Set<string>();
		for (const target of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
			const { width, height } = target.getBoundingClientRect();
			if (width === 0 && height === 0) continue;
			const name = (target.getAttribute('aria-label') ?? target.textContent ?? '').trim().slice(0, 50);
			// Half a pixel is what rounding takes.
			if (Math.min(width, height) + 0.5 < SMALLEST)
				small.add(`“${name}” is ${width.toFixed(0)} × ${height.toFixed(0)} px`);
			if (target.classList.contains('main') && height + 0.5 < MAIN_ACTION)
				small.add(`the main action “${name}” is ${height.toFixed(0)} px high`);
		}
		return [...small];
	});
}

/** Words that are beyond the right or left edge, where nobody reads them: one line each. */
export function lostWordsOf(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const root = document.scrollingElement ?? document.documentElement;
		const lost = new Set<string>();
		if (root.scrollWidth > root.clientWidth)
			lost.add(`the page is ${root.scrollWidth} px wide on a screen of ${root.clientWidth}`);
		for (const element of document.querySelectorAll('body *')) {
			const words = (element.textContent ?? '').trim();
			if (element.childElementCount > 0 || words === '') continue;
			const { left, right, width } = element.getBoundingClientRect();
			if (width > 1 && (left < -0.5 || right > root.clientWidth + 0.5))
				lost.add(`“${words.slice(0, 50)}” leaves the screen`);
		}
		return [...lost];
	});
}

/** Targets that Tab does not come to, or that do not show that they are reached. The page is left where it was. */
export async function unreachedByKeyboard(page: Page): Promise<string[]> {
	const targets = await page.evaluate(() => {
		(document.activeElement as HTMLElement | null)?.blur();
		window.scrollTo(0, 0);
		for (const target of document.querySelectorAll(
			'a[href], button:not(:disabled), input, select, textarea'
		)) {
			const { width, height } = target.getBoundingClientRect();
			if (width > 0 && height > 0) target.setAttribute('data-unreached', '');
		}
		return document.querySelectorAll('[data-unreached]').length;
	});
	// Where it begins depends on what was touched last; at the end it goes round, by way of the browser's own bars.
	for (let left = targets, presses = 0; left > 0 && presses < 2 * targets + 4; presses += 1) {
		await page.keyboard.press('Tab');
		left = await page.evaluate(() => {
			const focused = document.activeElement;
			if (focused?.hasAttribute('data-unreached') === true) {
				const { outlineStyle, outlineWidth } = getComputedStyle(focused);
				if (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0)
					focused.removeAttribute('data-unreached');
			}
			return document.querySelectorAll('[data-unreached]').length;
		});
	}
	return page.evaluate(() =>
		[...document.querySelectorAll('[data-unreached]')].map((target) => {
			target.removeAttribute('data-unreached');
			return `“${(target.textContent ?? '').trim().slice(0, 50)}” is not reached, or does not show it`;
		})
	);
}

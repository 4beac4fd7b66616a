// The way of somebody without a finger through a page: with Tab from its first target to its last.
import type { CDPSession, Page } from '@playwright/test';

declare global {
	interface Window {
		/** Ends what `followFocus` began: what was wrong on the way. */
		endOfWay?: () => string[];
	}
}

/**
 * What a person without a finger would stumble over: targets that Tab does not come to, that do not show that they are
 * reached or are hidden then, and those it comes to out of the order in which they are seen. Where something sticks to the
 * top, the way back is gone too.
 */
export async function keyboardFaultsOf(page: Page): Promise<string[]> {
	await page.evaluate(untilAtRest);
	await page.evaluate(() => {
		(document.activeElement as HTMLElement | null)?.blur();
		window.scrollTo(0, 0);
	});
	const keyboard = await page.context().newCDPSession(page);
	try {
		const faults = await faultsOnTheWay(page, keyboard, 'there');
		const isCovered = await page.evaluate(() =>
			[...document.querySelectorAll('main *, .sticky')].some(
				(one) => getComputedStyle(one).position === 'sticky'
			)
		);
		if (!isCovered) return faults;
		const back = await faultsOnTheWay(page, keyboard, 'back');
		return [...faults, ...back.map((fault) => `on the way back: ${fault}`)];
	} finally {
		await keyboard.detach();
	}
}

/** Runs in the page: of a long list the rest is drawn after what the screen shows has been painted. */
const untilAtRest = (): Promise<void> =>
	new Promise((resolve) => {
		requestAnimationFrame(() => requestIdleCallback(() => requestIdleCallback(() => resolve())));
	});

type Way = 'there' | 'back';

/** Keys pressed before it is asked how far they came: to ask after each takes longer than the walk itself. */
const AT_ONCE = 20;

async function faultsOnTheWay(page: Page, keyboard: CDPSession, way: Way): Promise<string[]> {
	const targets = await page.evaluate(followFocus, way);
	// Where it begins depends on what was touched last; at the end it goes round, by way of the browser's own bars.
	for (let left = targets, presses = 0; left > 0 && presses < 2 * targets + 4; presses += AT_ONCE) {
		// The browser takes them one after the other, in the order in which they are sent.
		await Promise.all(Array.from({ length: AT_ONCE }, () => pressTab(keyboard, way)));
		left = await page.evaluate(() => document.querySelectorAll('[data-unreached]').length);
	}
	return page.evaluate(() => window.endOfWay?.() ?? []);
}

const SHIFT = 8;

function pressTab(keyboard: CDPSession, way: Way): Promise<unknown> {
	const key = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9, modifiers: way === 'there' ? 0 : SHIFT };
	return Promise.all([
		keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key }),
		keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key })
	]);
}

/**
 * Runs in the page: marks every target as unreached, and looks at where the focus stands each time a key is let go, when the
 * browser has moved it and scrolled there. Answers how many targets there are.
 */
function followFocus(way: Way): number {
	/** Where a target stands on the page; `layer` tells those apart that stay in sight while one scrolls. */
	interface Reached {
		name: string;
		layer: string;
		top: number;
		bottom: number;
		left: number;
		right: number;
	}
	const faults = new Set<string>();
	let last: Reached | undefined;

	/** Above the other, or beside it to the left. */
	const isBefore = (one: Reached, other: Reached): boolean => {
		if (one.layer !== other.layer) return false;
		if (one.bottom <= other.top + 1) return true;
		const isBeside = one.top < other.bottom - 1 && one.bottom > other.top + 1;
		return isBeside && one.right <= other.left + 1 && one.top <= other.top + 1;
	};

	const nameOf = (target: Element): string =>
		(target.getAttribute('aria-label') ?? target.textContent ?? '').trim().slice(0, 50);

	const placeOf = (target: Element): Reached => {
		const { left, right, top, bottom } = target.getBoundingClientRect();
		let layer = '';
		for (let above: Element | null = target; above !== null; above = above.parentElement)
			if (['sticky', 'fixed'].includes(getComputedStyle(above).position))
				layer ||= above.className || above.tagName;
		// What stays where it is on the screen is compared there.
		const from = layer === '' ? window.scrollY : 0;
		return { name: nameOf(target), layer, left, right, top: top + from, bottom: bottom + from };
	};

	const isSeen = (target: Element): boolean => {
		const { left, right, top, bottom } = target.getBoundingClientRect();
		return [top + 4, bottom - 4].every((y) => {
			const shown = document.elementFromPoint((left + right) / 2, y);
			return shown !== null && (target.contains(shown) || shown.contains(target));
		});
	};

	const look = () => {
		const focused = document.activeElement;
		// The first time round; the browser's own bars are between the last and the first.
		if (focused?.hasAttribute('data-unreached') !== true) {
			last = undefined;
			return;
		}
		focused.removeAttribute('data-unreached');
		const { outlineStyle, outlineWidth } = getComputedStyle(focused);
		if (outlineStyle === 'none' || parseFloat(outlineWidth) === 0)
			faults.add(`“${nameOf(focused)}” does not show that it is reached`);
		if (!isSeen(focused)) faults.add(`“${nameOf(focused)}” is reached out of sight`);
		const reached = placeOf(focused);
		const [one, other] = way === 'there' ? [reached, last] : [last, reached];
		if (one && other && isBefore(one, other))
			faults.add(`“${one.name}” comes after “${other.name}”, and is seen before it`);
		last = reached;
	};

	for (const target of document.querySelectorAll(
		'a[href], button:not(:disabled), input, select, textarea, summary, [tabindex="0"]'
	)) {
		const { width, height } = target.getBoundingClientRect();
		if (width > 0 && height > 0) target.setAttribute('data-unreached', '');
	}
	window.addEventListener('keyup', look, true);
	window.endOfWay = () => {
		window.removeEventListener('keyup', look, true);
		const unreached = [...document.querySelectorAll('[data-unreached]')];
		for (const target of unreached) target.removeAttribute('data-unreached');
		const names = unreached.map((target) => `“${nameOf(target)}” is not reached`);
		return [...faults, ...names];
	};
	return document.querySelectorAll('[data-unreached]').length;
}

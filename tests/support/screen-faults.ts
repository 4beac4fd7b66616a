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

/** What stands outside of the screen, is cut off by what it stands in, or hangs out of it: one line each, by its words. */
export function cutWordsOf(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const root = document.documentElement;
		const cut = root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} px wide`] : [];
		for (const one of document.querySelectorAll<HTMLElement>('body *')) {
			const words = one.innerText?.trim().slice(0, 40);
			const { left, right, width, height } = one.getBoundingClientRect();
			// Nothing drawn, or drawn for those who listen.
			if (!words || width <= 1 || height <= 1) continue;
			if (left < 0 || right > root.clientWidth + 0.5) cut.push(`outside: ${words}`);
			// Inline words have no box of their own to be cut by.
			if (one.clientWidth > 0 && one.scrollWidth > one.clientWidth) cut.push(`wider than its box: ${words}`);
			const { overflowY, fontSize } = getComputedStyle(one);
			// Where nothing is hidden they stand on what comes next; letters may reach a little out of a narrow line.
			const spare = overflowY === 'visible' ? parseFloat(fontSize) / 2 : 0;
			if (one.clientHeight > 0 && one.scrollHeight > one.clientHeight + spare)
				cut.push(`higher than its box: ${words}`);
		}
		// Where an address or a name with a hyphen is parted, nothing is torn.
		const texts = document.createTreeWalker(
			document.querySelector('.screen') ?? document.body,
			NodeFilter.SHOW_TEXT
		);
		for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
			for (const { 0: word, index } of text.textContent?.matchAll(/[\p{L}\p{N}]{2,}/gu) ?? []) {
				const range = document.createRange();
				range.setStart(text, index);
				range.setEnd(text, index + word.length);
				const tops = [...range.getClientRects()].map(({ top }) => top);
				if (Math.max(...tops) - Math.min(...tops) > 4) cut.push(`torn: ${word}`);
			}
		}
		return cut;
	});
}

/**
 * Words, icons and targets that stand on one another: one line for each pair. What was
 * taken out of the flow lies over the rest on purpose.
 */
export function overlapsOf(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		interface Drawn {
			owner: Element;
			layer: Element | null;
			box: { left: number; right: number; top: number; bottom: number };
		}
		const layers = new Map<Element, Element | null>();
		const layerOf = (element: Element): Element | null => {
			const known = layers.get(element);
			if (known !== undefined) return known;
			const stays = ['sticky', 'fixed', 'absolute'].includes(getComputedStyle(element).position);
			const above = element.parentElement;
			const layer = stays || above === null ? element : layerOf(above);
			layers.set(element, layer);
			return layer;
		};
		const drawn: Drawn[] = [];
		const add = (owner: Element, { left, right, top, bottom, width, height }: DOMRect, slack: number) => {
			if (width <= 2 || height <= 2) return;
			drawn.push({
				owner,
				layer: layerOf(owner),
				box: { left, right, top: top + slack, bottom: bottom - slack }
			});
		};
		for (const one of document.querySelectorAll(
			'a[href], button, input, select, textarea, summary, svg.icon'
		))
			add(one, one.getBoundingClientRect(), 1);
		const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
			const owner = text.parentElement;
			if (
				owner === null ||
				text.textContent?.trim() === '' ||
				owner.closest('.unseen, script, style, noscript')
			)
				continue;
			const range = document.createRange();
			range.selectNodeContents(text);
			// A letter's box is higher than the letter: lines that stand close are told from lines that touch.
			for (const line of range.getClientRects()) add(owner, line, line.height * 0.22);
		}
		drawn.sort((a, b) => a.box.top - b.box.top);
		const faults = new Set<string>();
		const nameOf = ({ owner }: Drawn) =>
			(owner.textContent?.trim() || owner.getAttribute('class') || owner.tagName).slice(0, 40);
		drawn.forEach((one, at) => {
			for (const other of drawn.slice(at + 1)) {
				if (other.box.top >= one.box.bottom) break;
				if (one.layer !== other.layer || one.owner.contains(other.owner) || other.owner.contains(one.owner))
					continue;
				const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
				if (width > 2) faults.add(`“${nameOf(one)}” and “${nameOf(other)}” stand on one another`);
			}
		});
		return [...faults];
	});
}

/**
 * What a person without a finger would stumble over: targets that Tab does not come to, that do not show that they are
 * reached or are hidden then, and those it comes to out of the order in which they are seen. Where something sticks to the
 * top, the way back is gone too.
 */
export async function keyboardFaultsOf(page: Page): Promise<string[]> {
	await page.evaluate(() => {
		(document.activeElement as HTMLElement | null)?.blur();
		window.scrollTo(0, 0);
	});
	const faults = await faultsOnTheWay(page, 'Tab');
	const isCovered = await page.evaluate(() =>
		[...document.querySelectorAll('main *, .sticky')].some(
			(one) => getComputedStyle(one).position === 'sticky'
		)
	);
	if (!isCovered) return faults;
	const back = await faultsOnTheWay(page, 'Shift+Tab');
	return [...faults, ...back.map((fault) => `on the way back: ${fault}`)];
}

async function faultsOnTheWay(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<string[]> {
	const targets = await page.evaluate(() => {
		for (const target of document.querySelectorAll(
			'a[href], button:not(:disabled), input, select, textarea, summary, [tabindex="0"]'
		)) {
			const { width, height } = target.getBoundingClientRect();
			if (width > 0 && height > 0) target.setAttribute('data-unreached', '');
		}
		return document.querySelectorAll('[data-unreached]').length;
	});
	const faults = new Set<string>();
	let last: Reached | undefined;
	// Where it begins depends on what was touched last; at the end it goes round, by way of the browser's own bars.
	for (let left = targets, presses = 0; left > 0 && presses < 2 * targets + 4; presses += 1) {
		await page.keyboard.press(key);
		const { reached, ...told } = await page.evaluate(lookAtFocus);
		left = told.left;
		for (const fault of told.faults) faults.add(fault);
		const [one, other] = key === 'Tab' ? [reached, last] : [last, reached];
		if (one && other && isBefore(one, other))
			faults.add(`“${one.name}” comes after “${other.name}”, and is seen before it`);
		last = reached;
	}
	const unreached = await page.evaluate(() =>
		[...document.querySelectorAll('[data-unreached]')].map((target) => {
			target.removeAttribute('data-unreached');
			return `“${(target.textContent ?? '').trim().slice(0, 50)}” is not reached`;
		})
	);
	return [...faults, ...unreached];
}

/** Where a target stands on the page; `layer` tells those apart that stay in sight while one scrolls. */
interface Reached {
	name: string;
	layer: string;
	top: number;
	bottom: number;
	left: number;
	right: number;
}

/** Above the other, or beside it to the left. */
function isBefore(one: Reached, other: Reached): boolean {
	if (one.layer !== other.layer) return false;
	if (one.bottom <= other.top + 1) return true;
	const isBeside = one.top < other.bottom - 1 && one.bottom > other.top + 1;
	return isBeside && one.right <= other.left + 1 && one.top <= other.top + 1;
}

/** Runs in the page. */
function lookAtFocus(): { reached: Reached | undefined; left: number; faults: string[] } {
	const focused = document.activeElement;
	const count = () => document.querySelectorAll('[data-unreached]').length;
	// The first time round; the browser's own bars are between the last and the first.
	if (focused?.hasAttribute('data-unreached') !== true)
		return { reached: undefined, left: count(), faults: [] };
	focused.removeAttribute('data-unreached');
	const name = (focused.getAttribute('aria-label') ?? focused.textContent ?? '').trim().slice(0, 50);
	const { outlineStyle, outlineWidth } = getComputedStyle(focused);
	const faults: string[] = [];
	if (outlineStyle === 'none' || parseFloat(outlineWidth) === 0)
		faults.push(`“${name}” does not show that it is reached`);
	const { left, right, top, bottom } = focused.getBoundingClientRect();
	const inside = [
		[(left + right) / 2, top + 4],
		[(left + right) / 2, bottom - 4]
	] as const;
	const isSeen = inside.every(([x, y]) => {
		const shown = document.elementFromPoint(x, y);
		return shown !== null && (focused.contains(shown) || shown.contains(focused));
	});
	if (!isSeen) faults.push(`“${name}” is reached out of sight`);
	let layer = '';
	for (let above: Element | null = focused; above !== null; above = above.parentElement)
		if (['sticky', 'fixed'].includes(getComputedStyle(above).position))
			layer ||= above.className || above.tagName;
	// What stays where it is on the screen is compared there.
	const from = layer === '' ? window.scrollY : 0;
	const reached = { name, layer, left, right, top: top + from, bottom: bottom + from };
	return { reached, left: count(), faults };
}

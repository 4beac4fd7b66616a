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

/** On a wide screen: words that stand beside the column in which the page is read. */
export function outOfLineOf(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const column = document.querySelector('main')?.getBoundingClientRect();
		if (column === undefined) return ['the page has no main part'];
		const beside = new Set<string>();
		for (const element of document.querySelectorAll('body *')) {
			const words = (element.textContent ?? '').trim();
			if (element.childElementCount > 0 || words === '') continue;
			const { left, right, width } = element.getBoundingClientRect();
			if (width > 1 && (left < column.left - 0.5 || right > column.right + 0.5))
				beside.add(`“${words.slice(0, 50)}” stands beside the page`);
		}
		return [...beside];
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

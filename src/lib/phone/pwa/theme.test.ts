import { describe, expect, it } from 'vitest';
import { makeStorage, refusedStorage } from '../../../../tests/support/test-storage.ts';
import { chooseTheme, chosenTheme, grounds } from './theme.ts';

/** A page as app.html makes it: two bars, of which the browser takes the one that fits. */
function makePage() {
	const bars = ['light', 'dark'].map((wants) => ({ media: `(prefers-color-scheme: ${wants})`, content: '' }));
	const page = { documentElement: { dataset: {} as DOMStringMap }, querySelectorAll: () => bars };
	return {
		// Of a document, as much as a theme touches.
		page: page as unknown as Document,
		theme: () => page.documentElement.dataset.theme,
		bars: () => bars.map(({ content }) => content)
	};
}

describe('[F9] the theme', () => {
	it("is the phone's until another is chosen, and then stays", () => {
		const keptIn = makeStorage();
		const { page, theme } = makePage();
		expect(chosenTheme(keptIn)).toBe('phone');
		chooseTheme('sun', page, keptIn);
		expect(theme()).toBe('sun');
		expect(chosenTheme(keptIn)).toBe('sun');
		chooseTheme('phone', page, keptIn);
		expect(theme()).toBeUndefined();
		expect(chosenTheme(keptIn)).toBe('phone');
	});

	it.each(['day', 'sun', 'night'] as const)(
		'%s colours the bar of the browser, whatever the phone wants',
		(one) => {
			const { page, bars } = makePage();
			chooseTheme(one, page, makeStorage());
			expect(bars()).toEqual([grounds[one], grounds[one]]);
		}
	);

	it("gives the bar back to the phone's choice", () => {
		const { page, bars } = makePage();
		chooseTheme('night', page, makeStorage());
		chooseTheme('phone', page, makeStorage());
		expect(bars()).toEqual([grounds.day, grounds.night]);
	});

	it('changes at once even where the browser keeps nothing', () => {
		const { page, theme } = makePage();
		chooseTheme('night', page, refusedStorage);
		expect(theme()).toBe('night');
	});
});

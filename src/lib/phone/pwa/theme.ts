// The colours chosen on this phone (F9): those of the phone, by day, in the sun, or by night. static/looks.js applies
// them before the first paint.
import { keepChoice, keptChoice, type KeptIn } from './kept-choice.ts';

export const themes = ['phone', 'day', 'sun', 'night'] as const;
export type Theme = (typeof themes)[number];

const KEY = 'theme';

/** The ground of each theme (src/app.css), for the bar that the browser draws above the page. */
export const grounds = { day: '#fffdf7', sun: '#ffffff', night: '#12130f' } as const;

/** The theme kept on this phone. */
export function chosenTheme(keptIn: KeptIn): Theme {
	return keptChoice(KEY, themes, keptIn);
}

/** Shows `theme` at once, the browser's bar too, and next time where the browser keeps anything. */
export function chooseTheme(theme: Theme, page: Document, keptIn: KeptIn): void {
	const { dataset } = page.documentElement;
	if (theme === 'phone') delete dataset.theme;
	else dataset.theme = theme;
	for (const bar of page.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
		// Of the two in app.html the browser takes the one that fits what the phone wants.
		const byPhone = bar.media.includes('dark') ? 'night' : 'day';
		bar.content = grounds[theme === 'phone' ? byPhone : theme];
	}
	keepChoice(KEY, theme, keptIn);
}

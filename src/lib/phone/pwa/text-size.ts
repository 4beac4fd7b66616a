// The size of letters chosen on this phone: 18, 22 or 26 px (F9). static/start.js applies it before the first paint,
// so it lies in localStorage, under the same key: nothing else can be read before anything is drawn.

export const textSizes = ['usual', 'large', 'largest'] as const;
export type TextSize = (typeof textSizes)[number];

const KEY = 'text-size';

/** The size kept on this phone. `keptIn` throws where the browser keeps nothing (blocked cookies): the usual size then. */
export function chosenTextSize(keptIn: () => Storage): TextSize {
	try {
		const kept = keptIn().getItem(KEY);
		return textSizes.find((size) => size === kept) ?? 'usual';
	} catch {
		return 'usual';
	}
}

/** Shows `size` at once, and next time too where the browser keeps anything. */
export function chooseTextSize(size: TextSize, root: HTMLElement, keptIn: () => Storage): void {
	if (size === 'usual') delete root.dataset.text;
	else root.dataset.text = size;
	try {
		keptIn().setItem(KEY, size);
	} catch {
		return;
	}
}

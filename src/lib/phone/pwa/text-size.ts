// The size of letters chosen on this phone: 18, 22 or 26 px (F9). static/looks.js applies it before the first paint.
import { keepChoice, keptChoice, type KeptIn } from './kept-choice.ts';

export const textSizes = ['usual', 'large', 'largest'] as const;
export type TextSize = (typeof textSizes)[number];

const KEY = 'text-size';

/** The size kept on this phone. */
export function chosenTextSize(keptIn: KeptIn): TextSize {
	return keptChoice(KEY, textSizes, keptIn);
}

/** Shows `size` at once, and next time too where the browser keeps anything. */
export function chooseTextSize(size: TextSize, root: HTMLElement, keptIn: KeptIn): void {
	if (size === 'usual') delete root.dataset.text;
	else root.dataset.text = size;
	keepChoice(KEY, size, keptIn);
}

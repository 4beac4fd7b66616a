// A long list stands there with what a screen shows of it; the rest is drawn once that has been painted.
import { navigating } from '$app/state';
import { afterPaint } from './after-paint.ts';

/** More than any screen shows at once. */
const A_SCREEN = 12;

export class FirstRows {
	#areAll = $state(false);

	/** While a component is made. Who comes back to where she was needs all rows: the page is scrolled there at once. */
	constructor() {
		this.#areAll = navigating.type === 'popstate';
		$effect(() => afterPaint(() => (this.#areAll = true)));
	}

	/** Of these rows, the ones to draw now. */
	of<Row>(rows: readonly Row[]): readonly Row[] {
		return this.#areAll ? rows : rows.slice(0, A_SCREEN);
	}
}

// A long page stands there with what a screen shows of it; the rest is drawn once that has been painted.
import { navigating } from '$app/state';
import { afterPaint } from './after-paint.ts';

/** More than any screen shows at once: of rows, and of bars, which are half as high again. */
const ROWS = 12;
export const BARS = 8;

export class FirstScreen {
	#isPainted = $state(false);

	/** While a component is made. Who comes back to where she was needs all of it: the page is scrolled there at once. */
	constructor() {
		this.#isPainted = navigating.type === 'popstate';
		$effect(() => afterPaint(() => (this.#isPainted = true)));
	}

	/** Whether what lies below it is to be drawn, too. */
	get isPainted(): boolean {
		return this.#isPainted;
	}

	/** Of these rows, the ones to draw now. */
	of<Row>(rows: readonly Row[], most = ROWS): readonly Row[] {
		return this.#isPainted ? rows : rows.slice(0, most);
	}
}

// What somebody chose for this phone and may be lost without harm: size of letters, colours, a screen that stays on.
// It lies in localStorage, because static/looks.js must read it before anything is drawn.

/** Throws where the browser keeps nothing (blocked cookies). */
export type KeptIn = () => Storage;

/** What was chosen on this phone; the first of `choices` until something is, and where nothing is kept. */
export function keptChoice<T extends string>(key: string, choices: readonly [T, ...T[]], keptIn: KeptIn): T {
	try {
		const kept = keptIn().getItem(key);
		return choices.find((choice) => choice === kept) ?? choices[0];
	} catch {
		return choices[0];
	}
}

/** Keeps a choice for the next time, where the browser keeps anything. */
export function keepChoice(key: string, choice: string, keptIn: KeptIn): void {
	try {
		keptIn().setItem(key, choice);
	} catch {
		return;
	}
}

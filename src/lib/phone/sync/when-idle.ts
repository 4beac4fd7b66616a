// Work that nobody waits for, once the page has nothing better to do.

/** A page that is busy or hidden may never be idle in the browser's eyes: then it is done all the same. */
const LATEST_MS = 5_000;
/** Where the browser cannot tell (Safari). */
const AFTER_MS = 1_000;

export function whenIdle(work: () => void): void {
	if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: LATEST_MS });
	else setTimeout(work, AFTER_MS);
}

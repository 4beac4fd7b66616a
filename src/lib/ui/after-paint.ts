/** On a page that is never at rest the work is done all the same. */
const LATEST_MS = 300;

/**
 * What need not stand there at once: done when what does has been painted and nothing else is waiting, so that a tap that
 * comes first is not held up. Returns the way to call it off.
 */
export function afterPaint(work: () => void): () => void {
	let callOff = (): void => {};
	const frame = requestAnimationFrame(() => (callOff = atRest(work)));
	return () => {
		cancelAnimationFrame(frame);
		callOff();
	};
}

function atRest(work: () => void): () => void {
	// Where the browser cannot tell (Safari).
	if (!('requestIdleCallback' in globalThis)) {
		const timer = setTimeout(work);
		return () => clearTimeout(timer);
	}
	const handle = requestIdleCallback(() => work(), { timeout: LATEST_MS });
	return () => cancelIdleCallback(handle);
}

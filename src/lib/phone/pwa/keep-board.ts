// The board's pages are not on every phone: the worker keeps them once a member has one (src/service-worker.ts).

/** Asks for them, each time the app is opened: what is there already is not fetched. Without a worker nothing is kept. */
export async function keepBoard(): Promise<void> {
	const registration = await globalThis.navigator.serviceWorker?.ready;
	registration?.active?.postMessage({ type: 'KEEP_BOARD' });
}

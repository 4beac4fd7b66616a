// Keeps the screen on. The browser lets go by itself whenever the page is hidden; it is asked again when it is seen.

/** What is used of the browser's WakeLock. */
export interface Awake {
	request(type: 'screen'): Promise<Lock>;
}
interface Lock {
	release(): Promise<void>;
	addEventListener(type: 'release', listener: () => void): void;
}
type Page = Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;

/** From now on, while `page` is visible, until the function returned is called. A refusal (low battery) is borne. */
export function keepAwake(awake: Awake, page: Page): () => void {
	let held: Lock | undefined;
	let isOver = false;
	let asking = Promise.resolve();

	async function hold(): Promise<void> {
		if (isOver || held !== undefined || page.visibilityState !== 'visible') return;
		try {
			const lock = await awake.request('screen');
			lock.addEventListener('release', () => {
				if (held === lock) held = undefined;
			});
			held = lock;
			if (isOver) await letGo();
		} catch {
			return;
		}
	}

	async function letGo(): Promise<void> {
		const lock = held;
		held = undefined;
		await lock?.release();
	}

	// One after the other: a page that is hidden and seen again meanwhile is asked for once more, and holds one lock.
	const look = () => void (asking = asking.then(hold));

	page.addEventListener('visibilitychange', look);
	look();
	return () => {
		isOver = true;
		page.removeEventListener('visibilitychange', look);
		letGo().catch(() => {});
	};
}

// What the browser gives this app to keep its data in (phone page, LS9).

export interface BrowserStorage {
	/** Whether the browser promised not to clear it by itself; undefined when it does not say. */
	isKept: boolean | undefined;
	usedBytes: number | undefined;
	freeBytes: number | undefined;
}

/** Below this the person is warned: a full disk is where data is lost. */
export const LITTLE_SPACE_BYTES = 50 * 1024 * 1024;

export async function browserStorage(storage: StorageManager | undefined): Promise<BrowserStorage> {
	const [isKept, estimate] = await Promise.all([
		storage?.persisted?.().catch(() => undefined),
		storage?.estimate?.().catch(() => undefined)
	]);
	const { usage, quota } = estimate ?? {};
	return {
		isKept,
		usedBytes: usage,
		freeBytes: quota === undefined ? undefined : Math.max(0, quota - (usage ?? 0))
	};
}

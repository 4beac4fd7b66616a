// One active page per member (phone page LS3). Browsers release the lock when the page goes, however it goes.
import type { MemberId } from '#domain/ids.ts';

interface HoldOptions {
	/** Take it from the page that holds it. */
	steal: boolean;
	/** Another page has taken it: stop recording at once. */
	onStolen: () => void;
	locks?: Pick<LockManager, 'request'>;
}

/** Holds `app-<member>` until the returned function is called; undefined when another page holds it. */
export function holdAppLock(member: MemberId, options: HoldOptions): Promise<(() => void) | undefined> {
	const { steal, onStolen, locks = navigator.locks } = options;
	return new Promise((resolve, reject) => {
		let isHeld = false;
		const hold = (lock: Lock | null): Promise<void> | undefined => {
			if (lock === null) {
				resolve(undefined);
				return undefined;
			}
			isHeld = true;
			return new Promise((release) => resolve(release));
		};
		locks
			.request(`app-${member}`, steal ? { steal: true } : { ifAvailable: true }, hold)
			.catch((error: unknown) => (isHeld ? onStolen() : reject(error as Error)));
	});
}

// The service worker and its updates. A newer version waits until the person takes it, and never in the middle of a visit.
//
//   register ──► nothing new
//      └───────► newer one waits (isReady) ──take()──► it takes over ──► this page loads again, once
//                                                          └───────────► other tabs: isStale, load again at the next address
import { Workbox } from 'workbox-window';

/** The two things that are asked of workbox-window here. */
export interface Registration {
	addEventListener(type: 'waiting', listener: () => void): void;
	addEventListener(type: 'controlling', listener: (event: { isUpdate?: boolean | undefined }) => void): void;
	register(): Promise<unknown>;
	update(): Promise<void>;
	messageSkipWaiting(): void;
}

const BETWEEN_CHECKS_MS = 3_600_000;

export class AppUpdate {
	/** A newer version lies ready. */
	isReady = $state(false);
	/** Another tab took it: the files of this page may be gone, so the next address has to load anew. */
	isStale = $state(false);
	#registration: Registration;
	#reload: () => void;
	#taken = false;
	#checkedAt = 0;

	constructor(registration: Registration, reload: () => void) {
		this.#registration = registration;
		this.#reload = reload;
	}

	/** Registers the worker. Without one the app still runs, with a network: no reason to stop anybody. */
	async start(now: number): Promise<void> {
		this.#checkedAt = now;
		this.#registration.addEventListener('waiting', () => (this.isReady = true));
		this.#registration.addEventListener('controlling', ({ isUpdate }) => {
			if (this.#taken) this.#reload();
			else if (isUpdate === true) this.isStale = true;
		});
		await this.#registration.register().catch(() => undefined);
	}

	/** Looks for a newer version, at most once an hour: an app that stays open never navigates, so nobody else looks. */
	async check(now: number): Promise<void> {
		if (now - this.#checkedAt < BETWEEN_CHECKS_MS) return;
		this.#checkedAt = now;
		await this.#registration.update().catch(() => undefined);
	}

	/** The person agreed: the waiting version takes over and the page loads again. */
	take(): void {
		this.#taken = true;
		this.#registration.messageSkipWaiting();
	}
}

interface TrustedTypes {
	createPolicy(
		name: string,
		rules: { createScriptURL: (url: string) => string }
	): { createScriptURL(url: string): string };
}

/** Undefined where service workers cannot be had. */
export function openAppUpdate(): AppUpdate | undefined {
	if (!('serviceWorker' in navigator)) return undefined;
	const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
	// The content security policy lets this one address pass, under this name.
	const policy = trustedTypes?.createPolicy('service-worker-url', { createScriptURL: (url) => url });
	const address = '/service-worker.js';
	const workbox = new Workbox(policy?.createScriptURL(address) ?? address);
	return new AppUpdate(workbox, () => location.reload());
}

// The service worker and its updates. A newer version waits until the person takes it, and never in the middle of a visit.
//
//   register ──► nothing new ──get()──┐
//      └───────► newer one waits (isReady) ──take()──► it takes over ──► this page loads again, once all is saved (isTaken)
//                                                          └───────────► other tabs: isStale, load again at the next address
import { Workbox } from 'workbox-window';

/** What the browser has of a newer version. */
export interface Versions {
	readonly installing: Pick<ServiceWorker, 'state' | 'addEventListener'> | null;
	readonly waiting: object | null;
}

/** What is asked of workbox-window here. */
export interface Registration {
	addEventListener(type: 'waiting', listener: () => void): void;
	addEventListener(type: 'controlling', listener: (event: { isUpdate?: boolean | undefined }) => void): void;
	register(): Promise<Versions | undefined>;
	update(): Promise<void>;
	messageSkipWaiting(): void;
}

/**
 * What came of asking for a newer version. `coming`: it is being fetched, or lies ready and is taken at the next calm
 * moment. `none`: the server has no newer one. `unreachable`: it could not be fetched.
 */
export type Wanted = 'not-asked' | 'coming' | 'none' | 'unreachable';

const BETWEEN_CHECKS_MS = 3_600_000;

export class AppUpdate {
	/** A newer version lies ready. */
	isReady = $state(false);
	/** Another tab took it: the files of this page may be gone, so the next address has to load anew. */
	isStale = $state(false);
	/** What the person asked for has taken over: this page loads again as soon as nothing is being saved. */
	isTaken = $state(false);
	wanted: Wanted = $state('not-asked');
	#registration: Registration;
	#versions: Versions | undefined;
	#mayTakeOver = false;
	#checkedAt = 0;

	constructor(registration: Registration) {
		this.#registration = registration;
	}

	/** Registers the worker. Without one the app still runs, with a network: no reason to stop anybody. */
	async start(now: number): Promise<void> {
		this.#checkedAt = now;
		this.#registration.addEventListener('waiting', () => (this.isReady = true));
		this.#registration.addEventListener('controlling', ({ isUpdate }) => {
			if (this.#mayTakeOver) this.isTaken = true;
			if (this.#mayTakeOver || isUpdate === true) this.isStale = true;
		});
		this.#versions = await this.#registration.register().catch(() => undefined);
	}

	/** Looks for a newer version, at most once an hour: an app that stays open never navigates, so nobody else looks. */
	async check(now: number): Promise<void> {
		if (now - this.#checkedAt < BETWEEN_CHECKS_MS) return;
		this.#checkedAt = now;
		await this.#registration.update().catch(() => undefined);
	}

	/** The person cannot go on without a newer version: fetches it now. Taking it waits for a calm moment. */
	async get(): Promise<void> {
		if (this.wanted === 'coming') return;
		this.wanted = 'coming';
		this.wanted = this.isReady || this.isStale ? 'coming' : await this.#fetch();
	}

	/** The waiting version takes over and the page loads again. */
	take(): void {
		if (this.isStale) this.isTaken = true;
		if (this.#mayTakeOver) return;
		this.#mayTakeOver = true;
		this.#registration.messageSkipWaiting();
	}

	/** workbox-window does not look again once a version that it did not look for itself has failed to arrive. */
	async #fetch(): Promise<Wanted> {
		if (this.#versions === undefined) return 'unreachable';
		const isThere = await this.#registration.update().then(
			() => true,
			() => false
		);
		if (!isThere) return 'unreachable';
		const { installing, waiting } = this.#versions;
		if (installing === null && waiting === null) return 'none';
		if (installing !== null && !(await isInstalled(installing))) return 'unreachable';
		this.isReady = true;
		return 'coming';
	}
}

/** False when the browser gave up, as it does when one of its files could not be fetched. */
async function isInstalled(worker: NonNullable<Versions['installing']>): Promise<boolean> {
	while (worker.state === 'installing')
		await new Promise((done) => worker.addEventListener('statechange', done, { once: true }));
	return worker.state !== 'redundant';
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
	return new AppUpdate(workbox);
}

// Handing in, as the root layout starts it: the run, its schedule, and what in the browser sets it off.
import type { Instant } from '#domain/calendar.ts';
import type { MemberId } from '#domain/ids.ts';
import { may } from '#domain/permission.ts';
import type { LocalStore } from '#phone/store/local-store.ts';
import type { PhoneStore } from '#phone/store/phone-store.svelte.ts';
import { COMMUNE_SCOPE } from '#protocol/scope.ts';
import type { Live } from './live.ts';
import type { Outcome } from './outcome.ts';
import { newPace } from './pace.ts';
import { probe, probedFirst } from './probe.ts';
import { runOnce } from './run.ts';
import { Schedule, type Timers } from './schedule.ts';
import { type HandInStatus, handInStatusOf } from './status.ts';
import { httpTransport } from './transport.ts';
import { whenIdle } from './when-idle.ts';

const browserTimers: Timers = {
	now: Date.now,
	after: (ms, work) => {
		const timer = setTimeout(work, ms);
		return () => clearTimeout(timer);
	}
};

/** The running version: its number, told to the operator, and when it was made. */
interface Version {
	name: string;
	builtAt: Instant;
}

export class HandIn {
	readonly #schedule: Schedule;
	readonly #local: LocalStore;
	readonly #member: MemberId;
	readonly #stops: (() => void)[];
	#status: HandInStatus = $state('idle');
	#isOutdated = $state(false);
	#isWatched = false;
	#live: Promise<Live> | undefined;

	/** Begins at once. */
	constructor(store: PhoneStore, local: LocalStore, { name: app, builtAt }: Version) {
		const { member } = store.me;
		const ports = { store: local, transport: httpTransport(member), now: Date.now, app };
		const pace = newPace();
		const run = probedFirst({
			ask: (timeoutMs) => probe(member, { timeoutMs }),
			run: () => runOnce(ports, pace),
			// "Online" is no promise, and "offline" is at most a mistake that the probe finds out.
			mustBeSure: () => !navigator.onLine || store.isUndoAtStake
		});
		this.#local = local;
		this.#member = member;
		this.#schedule = new Schedule({
			run: () => withRunLock(member, run),
			timers: browserTimers,
			random: Math.random,
			isVisible,
			onState: (state) => {
				this.#status = handInStatusOf(state, Date.now(), builtAt);
				if (state.kind === 'idle') this.#isOutdated = false;
				if (state.kind === 'outdated') this.#isOutdated = true;
				if (state.kind === 'idle' || state.kind === 'outdated') this.#tidy();
			}
		});
		this.#stops = [
			local.onRecorded(() => this.#schedule.wrote()),
			store.onWatching(() => this.#watch(store)),
			listen(window, 'online', () => this.#schedule.wake()),
			listen(document, 'visibilitychange', () => this.#becameVisible(store))
		];
		this.#watch(store);
		// A phone that holds nothing yet has a person waiting before it.
		if (local.view.isComplete(COMMUNE_SCOPE)) this.#schedule.start();
		else this.#schedule.wake();
	}

	get status(): HandInStatus {
		return this.#status;
	}

	/** Only a newer version of the app can read what the commune has; said also while a run is under way. */
	get isOutdated(): boolean {
		return this.#isOutdated;
	}

	/** "Gửi ngay". */
	send(): void {
		this.#schedule.wake();
	}

	stop(): void {
		this.#follow(false);
		this.#schedule.stop();
		for (const stop of this.#stops) stop();
	}

	#becameVisible(store: PhoneStore): void {
		this.#watch(store);
		if (isVisible()) this.#schedule.wake();
	}

	#watch(store: PhoneStore): void {
		this.#follow(store.isWatched && isVisible() && may(store.me.roles, 'plan-hamlet'));
	}

	/** Only a board that is open and looked at asks for the others' work; who goes from door to door never does (CL4). */
	#follow(isWatched: boolean): void {
		if (isWatched === this.#isWatched) return;
		this.#isWatched = isWatched;
		if (isWatched) this.#schedule.othersMoved();
		this.#live ??= this.#loadLive();
		// A board that could not load this is as fresh as the run of every minute makes it.
		void this.#live.then((live) => live.watch(this.#isWatched)).catch(() => (this.#live = undefined));
	}

	async #loadLive(): Promise<Live> {
		const { Live, askHeads } = await import('./live.ts');
		return new Live({
			ask: () => askHeads(this.#member),
			cursors: () => this.#local.cursors(),
			onMoved: () => this.#schedule.othersMoved(),
			timers: browserTimers,
			random: Math.random
		});
	}

	async #afterRun(): Promise<void> {
		const { afterRun } = await import('./after-run.ts');
		await afterRun(this.#local, this.#member);
	}

	/** Never urgent: what fails is tried again after the next run. */
	#tidy(): void {
		whenIdle(() => {
			void this.#local.tidy().catch(() => {});
			void this.#afterRun().catch(() => {});
		});
	}
}

const isVisible = (): boolean => document.visibilityState === 'visible';

function listen(target: EventTarget, name: string, listener: () => void): () => void {
	target.addEventListener(name, listener);
	return () => target.removeEventListener(name, listener);
}

/** Held for one run only (sync-spec CL1); nothing depends on it but the battery. */
async function withRunLock(member: string, run: () => Promise<Outcome>): Promise<Outcome> {
	return navigator.locks.request(`hand-in-${member}`, { ifAvailable: true }, (lock) =>
		lock === null ? { kind: 'stale' as const } : run()
	);
}

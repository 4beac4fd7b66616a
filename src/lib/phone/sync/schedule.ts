// When a run happens (sync-spec CL2). What happens in it is not known here.
//
//                     start (0–10 s) · 2 s after a write · every 60 s while visible
//              ┌────┐ ───────────────────────────────────────────────────────────▶ ┌─────────┐
//              │idle│            online · visible · button · others moved          │ running │
//              └────┘ ◀──────────────────────────────── ok ─────────────────────── └─────────┘
//                              online · visible · button · the time is up           ▲      │
//                                           ┌─────────┐ ────────────────────────────┘      │
//                                           │ waiting │ ◀──────────────── failed ──────────┘
//                                           └─────────┘   full jitter, 1 s → 5 min; "sign in" waits for a person
//
// While waiting, neither a write nor others' work hurries anything: a server in trouble is left alone.
// "outdated" is idle for a version too old to read pages: it hands in at the same moments, and others' work is not for it.
import { backOffMs } from './back-off.ts';
import type { Failure, Outcome } from './outcome.ts';

/** Timers as a port, so that tests and the simulator own the time. */
export interface Timers {
	now(): number;
	/** Runs `work` once after `ms`; the function it returns calls that off. */
	after(ms: number, work: () => void): () => void;
}

export interface SchedulePorts {
	run: () => Promise<Outcome>;
	timers: Timers;
	/** 0 ≤ x < 1. */
	random: () => number;
	isVisible: () => boolean;
	onState?: (state: ScheduleState) => void;
}

/** `nextAt`: when it is tried again by itself, on the clock of the timers. */
export type ScheduleState =
	| { kind: 'idle' }
	| { kind: 'outdated' }
	| { kind: 'running' }
	| { kind: 'waiting'; failure: Failure; nextAt?: number };

const START_MS = 10_000;
const AFTER_WRITE_MS = 2_000;
const VISIBLE_MS = 60_000;

export class Schedule {
	readonly #ports: SchedulePorts;
	#state: ScheduleState = { kind: 'idle' };
	#isStopped = false;
	/** What was asked for while a run was under way. */
	#afterRun: 'nothing' | 'soon' | 'now' = 'nothing';
	#failures = 0;
	#callOff: () => void = () => {};

	constructor(ports: SchedulePorts) {
		this.#ports = ports;
	}

	get state(): ScheduleState {
		return this.#state;
	}

	/** Phones that wake up together do not all call at once. */
	start(): void {
		this.#plan(this.#ports.random() * START_MS);
	}

	/** `online`, becoming visible, the button: at once. */
	wake(): void {
		if (this.#state.kind === 'running') this.#afterRun = 'now';
		else void this.#run();
	}

	/** Something was recorded. */
	wrote(): void {
		const { kind } = this.#state;
		if (kind === 'idle' || kind === 'outdated') this.#plan(AFTER_WRITE_MS);
		else if (kind === 'running' && this.#afterRun === 'nothing') this.#afterRun = 'soon';
	}

	/** A board was opened, or the others' work has gone on (sync-spec CL4): who watches says so again in two seconds. */
	othersMoved(): void {
		if (this.#state.kind === 'idle') void this.#run();
	}

	stop(): void {
		this.#isStopped = true;
		this.#callOff();
	}

	async #run(): Promise<void> {
		if (this.#isStopped) return;
		this.#callOff();
		this.#afterRun = 'nothing';
		this.#become({ kind: 'running' });
		const outcome = await this.#ports.run().catch((): Failure => ({ kind: 'refused' }));
		if (this.#isStopped) return;
		if (outcome.kind === 'ok') this.#succeeded('idle');
		else if (outcome.kind === 'outdated') this.#succeeded('outdated');
		else this.#failed(outcome);
	}

	#succeeded(rest: 'idle' | 'outdated'): void {
		this.#failures = 0;
		this.#become({ kind: rest });
		if (this.#wasAsked('now')) void this.#run();
		else if (this.#wasAsked('soon')) this.#plan(AFTER_WRITE_MS);
		else this.#planIdle();
	}

	#failed(failure: Failure): void {
		this.#failures += 1;
		const waitMs = this.#backOff(failure);
		const nextAt = waitMs === undefined ? {} : { nextAt: this.#ports.timers.now() + waitMs };
		this.#become({ kind: 'waiting', failure, ...nextAt });
		if (this.#wasAsked('now')) void this.#run();
		else if (waitMs !== undefined) this.#plan(waitMs);
	}

	#wasAsked(what: 'soon' | 'now'): boolean {
		return this.#afterRun === what;
	}

	/** Milliseconds until the next try; undefined when a person has to sign in first. */
	#backOff(failure: Failure): number | undefined {
		if (failure.kind === 'sign-in') return undefined;
		const waitMs = backOffMs(this.#failures, this.#ports.random());
		// Phones told to wait until the same moment must not all come at it.
		return failure.kind === 'busy' ? waitMs + (failure.retryAfterMs ?? 0) : waitMs;
	}

	/** Nobody looks at a page that is not visible, and becoming visible wakes it. */
	#planIdle(): void {
		this.#callOff();
		if (this.#ports.isVisible()) this.#plan(VISIBLE_MS);
	}

	#plan(ms: number): void {
		this.#callOff();
		if (!this.#isStopped) this.#callOff = this.#ports.timers.after(ms, () => void this.#run());
	}

	#become(state: ScheduleState): void {
		this.#state = state;
		this.#ports.onState?.(state);
	}
}

// The only source of order in a run. Whoever would wait for the event loop, a timer or the wire waits here instead: each
// process (a tab, the server) has a queue of tasks, and the seed says whose next task runs. After every task the
// microtasks run dry, so between two tasks nobody is in the middle of anything but an await. A process that was killed
// never runs again: its tasks are gone, and nothing that it awaited ever continues.
//
// What a database in another process does is nobody's task: it is waited for, and no seed says how long.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Random } from './random.ts';

const nextTurn = globalThis.setImmediate;
const timer = globalThis.setTimeout;
const beyond = new AsyncLocalStorage<true>();

/** Whatever `work` sets off asks the real event loop, not the run's scheduler. */
export const outside = <T>(work: () => T): T => beyond.run(true, work);

export class Process {
	readonly name: string;
	isAlive = true;
	tasks: (() => void)[] = [];

	constructor(name: string) {
		this.name = name;
	}
}

interface Timer {
	at: number;
	order: number;
	process: Process;
	work: () => void;
}

let active: Scheduler | undefined;

export class Scheduler {
	/** Virtual time, in milliseconds. */
	now: number;
	/** Whose task runs. */
	current: Process;
	/** What a task threw to the event loop: the page would have shown it to nobody. */
	readonly thrown: { process: string; error: unknown }[] = [];
	readonly #world = new Process('world');
	readonly #processes: Process[] = [];
	#timers: Timer[] = [];
	#order = 0;
	#pending = 0;
	/** Goes on when there is a task again, or nothing to wait for. */
	#wake: (() => void) | undefined;

	constructor(now: number) {
		this.now = now;
		this.current = this.#world;
	}

	/** Whether the world goes on between two tasks. */
	get isWorld(): boolean {
		return this.current === this.#world;
	}

	spawn(name: string): Process {
		const process = new Process(name);
		this.#processes.push(process);
		return process;
	}

	/** Kill −9. */
	kill(process: Process): void {
		process.isAlive = false;
		process.tasks = [];
		this.#timers = this.#timers.filter((timer) => timer.process !== process);
		this.#processes.splice(this.#processes.indexOf(process), 1);
	}

	post(process: Process, work: () => void): void {
		if (!process.isAlive) return;
		process.tasks.push(work);
		this.#goOn();
	}

	/** Until it is done, a run to the end is not at its end. */
	waitFor(work: Promise<void>): void {
		this.#pending += 1;
		void work.finally(() => {
			this.#pending -= 1;
			this.#goOn();
		});
	}

	/** Resolves when nothing is waited for any more; no task runs meanwhile. */
	async settle(): Promise<void> {
		while (this.#pending > 0) await new Promise<void>((resolve) => (this.#wake = resolve));
	}

	#goOn(): void {
		const wake = this.#wake;
		this.#wake = undefined;
		wake?.();
	}

	/** Runs `work` as a task of `process` after `ms`. Returns the way to call it off. */
	after(process: Process, ms: number, work: () => void): () => void {
		const timer = { at: this.now + ms, order: (this.#order += 1), process, work };
		if (process.isAlive) this.#timers.push(timer);
		return () => (this.#timers = this.#timers.filter((other) => other !== timer));
	}

	/** Lets `ms` pass; timers that are up become tasks. */
	pass(ms: number): void {
		this.now += ms;
		const due = this.#timers.filter(({ at }) => at <= this.now);
		this.#timers = this.#timers.filter(({ at }) => at > this.now);
		due.sort((a, b) => a.at - b.at || a.order - b.order);
		for (const { process, work } of due) this.post(process, work);
	}

	/** Runs up to `most` tasks; fewer when nothing is left to do. Without end: also what is waited for has come. */
	run(most: number, random: Random): Promise<number> {
		return new Promise((resolve) => {
			let done = 0;
			const turn = (): void => {
				this.current = this.#world;
				const ready = this.#processes.filter(({ tasks }) => tasks.length > 0);
				const process = ready.length > 1 ? ready[random.int(ready.length)] : ready[0];
				if (process === undefined && most === Infinity && this.#pending > 0) {
					this.#wake = () => nextTurn(turn);
					return;
				}
				const task = done < most ? process?.tasks.shift() : undefined;
				if (process === undefined || task === undefined) return resolve(done);
				done += 1;
				this.current = process;
				try {
					task();
				} catch (error) {
					this.thrown.push({ process: process.name, error });
				}
				nextTurn(turn);
			};
			nextTurn(turn);
		});
	}
}

type Work = (...args: unknown[]) => void;

/** From here on what asks the event loop for a turn asks the run's scheduler: fake-indexeddb and Dexie do. */
export function takeOverEventLoop(): void {
	const queue = (work: Work, ...args: unknown[]): unknown => {
		if (beyond.getStore()) return nextTurn(work, ...args);
		// What the world itself does, such as copying a database, is outside the run.
		if (active === undefined || active.isWorld) nextTurn(work, ...args);
		else active.post(active.current, () => work(...args));
		return undefined;
	};
	Object.assign(globalThis, {
		setImmediate: queue,
		setTimeout: (work: Work, ms: number, ...args: unknown[]) =>
			beyond.getStore() ? timer(work, ms, ...args) : queue(work, ...args),
		// Pages of one process tell each other nothing by it, and a port would keep time of its own.
		BroadcastChannel: undefined
	});
}

/** Begins a run: from here on its scheduler is the one that is asked. */
export function beginRun(now: number): Scheduler {
	return (active = new Scheduler(now));
}

/** The scheduler of the run that is under way. */
export function activeScheduler(): Scheduler {
	if (active === undefined) throw new Error('nobody runs');
	return active;
}

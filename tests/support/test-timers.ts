// Timers in the hands of the test.
import type { Timers } from '#phone/sync/schedule.ts';

/** Time that passes when the test says so. */
export class TestTimers implements Timers {
	#now = 0;
	#planned: { at: number; work: () => void }[] = [];

	now = () => this.#now;
	after = (ms: number, work: () => void) => {
		const one = { at: this.#now + ms, work };
		this.#planned.push(one);
		return () => void (this.#planned = this.#planned.filter((other) => other !== one));
	};

	get waits(): number[] {
		return this.#planned.map(({ at }) => at - this.#now);
	}

	async pass(ms: number): Promise<void> {
		const end = this.#now + ms;
		for (;;) {
			const next = this.#planned.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
			if (next === undefined) break;
			this.#planned = this.#planned.filter((other) => other !== next);
			this.#now = next.at;
			next.work();
			await settled();
		}
		this.#now = end;
	}
}

/** Lets everything go on that waits for nothing but its turn. */
export const settled = async () => {
	for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

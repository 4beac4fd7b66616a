// What came back, counted; and whether it may be.
import type { Answered } from './client.ts';

export class Tally {
	readonly #counts = new Map<string, Map<number, number>>();
	done = 0;

	add(kind: string, status: number): void {
		const ofKind = this.#counts.get(kind) ?? new Map<number, number>();
		this.#counts.set(kind, ofKind.set(status, (ofKind.get(status) ?? 0) + 1));
	}

	/** A line for each kind of request: how often each status; 0 is a connection that ended without a word. */
	lines(): string[] {
		return [...this.#counts].sort().map(([kind, statuses]) => {
			const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
			return `  ${kind.padEnd(24)} ${counts.join(', ')}`;
		});
	}

	/** Share of all `kinds` answered 200: a fuzzer that is always sent away tries nothing. */
	shareOfGood(kind: string): number {
		const statuses = this.#counts.get(kind) ?? new Map<number, number>();
		const all = [...statuses.values()].reduce((sum, count) => sum + count, 0);
		return all === 0 ? 0 : (statuses.get(200) ?? 0) / all;
	}
}

/** Why an answer is a fault; undefined when it is none. `mayEnd`: a server may hang up on what is far too long. */
export function faultOf({ status, headers }: Answered, mayEnd: boolean): string | undefined {
	if (status === 0) return mayEnd ? undefined : 'no answer';
	if (status < 500) return undefined;
	const isPatient = status === 503 && Number(headers['retry-after']) > 0;
	return isPatient ? undefined : `answered ${status}`;
}

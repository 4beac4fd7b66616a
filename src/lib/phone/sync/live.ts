// Who watches a board asks every two seconds how far the others have come, and nothing else: rows are fetched by a run,
// which happens only when there is something to fetch (sync-spec CL4). Loaded with the first board that is opened.
import type { MemberId } from '#domain/ids.ts';
import { type AskOptions, readFromServer } from '#phone/store/ask-server.ts';
import type { Cursors } from '#phone/store/cursors.ts';
import { Heads } from '#protocol/live.ts';
import { backOffMs } from './back-off.ts';
import type { Failure } from './outcome.ts';
import { PROBE_MS } from './probe.ts';
import type { Timers } from './schedule.ts';
import { failureOf } from './transport.ts';

export interface LivePorts {
	ask: () => Promise<{ kind: 'ok'; heads: Heads } | Failure>;
	cursors: () => Promise<Cursors>;
	/** Something is there that this phone does not hold. */
	onMoved: () => void;
	timers: Timers;
	/** 0 ≤ x < 1. */
	random: () => number;
}

const EVERY_MS = 2_000;

export class Live {
	readonly #ports: LivePorts;
	#failures = 0;
	#callOff: () => void = () => {};
	/** Grows whenever watching begins or ends: an answer to an earlier turn changes nothing. */
	#turn = 0;

	constructor(ports: LivePorts) {
		this.#ports = ports;
	}

	/** A board is open and looked at, or no longer. */
	watch(isWatched: boolean): void {
		this.#turn += 1;
		this.#failures = 0;
		this.#callOff();
		if (isWatched) this.#plan(EVERY_MS);
	}

	async #ask(): Promise<void> {
		const turn = this.#turn;
		const reply = await this.#ports.ask();
		const isBehind = reply.kind === 'ok' && holdsLess(await this.#ports.cursors(), reply.heads);
		if (turn !== this.#turn) return;
		if (isBehind) this.#ports.onMoved();
		if (reply.kind === 'ok') this.#failures = 0;
		else this.#failures += 1;
		// Signing in brings the page back to its beginning, and this with it.
		if (reply.kind !== 'sign-in') this.#plan(this.#waitMs(reply));
	}

	#waitMs(reply: { kind: 'ok' } | Failure): number {
		if (reply.kind === 'ok') return EVERY_MS;
		const waitMs = Math.max(EVERY_MS, backOffMs(this.#failures, this.#ports.random()));
		return reply.kind === 'busy' ? waitMs + (reply.retryAfterMs ?? 0) : waitMs;
	}

	#plan(ms: number): void {
		this.#callOff = this.#ports.timers.after(ms, () => void this.#ask());
	}
}

/** Whether a head stands beyond what the phone holds of its scope, in this epoch. */
export function holdsLess(cursors: Cursors, { e, heads }: Heads): boolean {
	return Object.entries(heads).some(([scope, head]) => {
		const cursor = cursors[scope];
		return cursor?.epoch !== e || cursor.at < head;
	});
}

export async function askHeads(
	member: MemberId,
	options: AskOptions = {}
): Promise<{ kind: 'ok'; heads: Heads } | Failure> {
	const reply = await readFromServer('/api/heads', { timeoutMs: PROBE_MS, ...options, member });
	if (reply.kind !== 'ok') return failureOf(reply);
	const heads = Heads.safeParse(reply.body);
	return heads.success ? { kind: 'ok', heads: heads.data } : { kind: 'refused' };
}

// A phone without a browser: the app's own engine (store, sealing, push and pull) on an IndexedDB in this process,
// signed in with a real invite, with the network of whoever makes it. So hundreds of kills take minutes.
import 'fake-indexeddb/auto';
import { setTimeout as pause } from 'node:timers/promises';
import type { MemberId } from '#domain/ids.ts';
import { enrol } from '#phone/store/enrolment.ts';
import type { LocalStore } from '#phone/store/local-store.ts';
import { openStore } from '#phone/store/open-store.ts';
import type { Draft } from '#phone/store/draft.ts';
import type { RunPorts } from '#phone/sync/exchange.ts';
import type { Outcome } from '#phone/sync/outcome.ts';
import { newPace, type Pace } from '#phone/sync/pace.ts';
import { runOnce } from '#phone/sync/run.ts';
import { httpTransport } from '#phone/sync/transport.ts';
import type { Change } from './intents.ts';

/** A stalled line is given up after this, so that a run of many kills meets many stalls. */
const TIMEOUT_MS = 1_000;
/** As the app has it: on a busy machine an answer may take its time. */
const PATIENT_MS = 20_000;
const SIGN_IN_TRIES = 60;
/** The app does it in quiet moments, of which there are few here. */
const TIDY_EVERY = 10;

/** Cookies of one browser, before the `fetch` it is given. */
function withCookies(origin: string, send: typeof fetch): typeof fetch {
	const jar = new Map<string, string>();
	return async (path, init) => {
		const headers = new Headers(init?.headers);
		headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
		const answer = await send(`${origin}${path as string}`, { ...init, headers });
		for (const cookie of answer.headers.getSetCookie()) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
			if (name !== undefined && value !== undefined) jar.set(name, value);
		}
		return answer;
	};
}

export class NodePhone {
	readonly member: MemberId;
	readonly #fetch: typeof fetch;
	#store: LocalStore;
	#pace: Pace = newPace();
	#runs = 0;

	private constructor(member: MemberId, store: LocalStore, send: typeof fetch) {
		this.member = member;
		this.#store = store;
		this.#fetch = send;
	}

	/** Signs in through a line that may be bad: what was not answered is asked again, as a person does. */
	static async signIn(code: string, origin: string, send: typeof fetch): Promise<NodePhone> {
		const own = withCookies(origin, send);
		for (let tries = 0; tries < SIGN_IN_TRIES; tries += 1) {
			const done = await enrol(code, { fetch: own, timeoutMs: TIMEOUT_MS });
			if (done.kind === 'ok') {
				const { member } = done.enrolled;
				return new NodePhone(member, await storeOf(member), own);
			}
			if (done.kind === 'refused') throw new Error(`an invite was refused: ${done.code}`);
		}
		throw new Error('nobody could sign in');
	}

	/** One tap. Resolves when the phone says that it is kept. */
	async record(changes: readonly (Change & { k: 'set' | 'add' })[]): Promise<void> {
		await this.#store.record(changes as Draft[]);
	}

	/** Hands in and fetches, once. */
	async run(timeoutMs = TIMEOUT_MS): Promise<Outcome> {
		const options = { fetch: this.#fetch, timeoutMs };
		const transport = httpTransport(this.member, options);
		const ports: RunPorts = { store: this.#store, transport, now: Date.now, app: 'kill' };
		const outcome = await runOnce(ports, this.#pace);
		if (outcome.kind === 'ok' && (this.#runs += 1) % TIDY_EVERY === 0) await this.#store.tidy();
		return outcome;
	}

	/** The app is ended in the middle of whatever it does, and started on what is on the disk. */
	async restart(): Promise<void> {
		this.#store.close();
		this.#store = await storeOf(this.member);
		this.#pace = newPace();
	}

	/** Until nothing waits any more. Throws when it does not come to an end. */
	async drain(withinMs = 60_000): Promise<void> {
		const outcomes: string[] = [];
		for (const deadline = Date.now() + withinMs; Date.now() < deadline; await pause(50)) {
			const { kind } = await this.run(PATIENT_MS);
			if (kind === 'ok' && this.#store.status.unsentOps === 0) return;
			outcomes.push(kind);
		}
		const { unsentOps } = this.#store.status;
		throw new Error(`a phone still holds ${unsentOps} ops, after ${outcomes.slice(-20).join(', ')}`);
	}
}

async function storeOf(member: MemberId): Promise<LocalStore> {
	const opened = await openStore(member, Date.now);
	if (opened === undefined) throw new Error('the phone lost its database');
	return opened.local;
}

// The wire: a list of envelopes, and what can become of each. Texts travel, not objects, so what is cut is cut.
import type { MemberId } from '#domain/ids.ts';
import type { Failure } from '#phone/sync/outcome.ts';
import type { Transport } from '#phone/sync/transport.ts';
import { SyncAnswer, type SyncRequest } from '#protocol/messages.ts';
import { NewDevice } from '#protocol/sign-in.ts';
import { SERVER_HEADER } from '#protocol/version.ts';
import type { Process, Scheduler } from './scheduler.ts';

export type Path = 'sync' | 'devices' | 'wiped';

/** What the server says to one envelope. */
export interface Reply {
	status: number;
	text: string;
}

/** `good`: both ways at once. `odd`: envelopes wait for what the script does to them. `off`: nothing gets out. */
export type Network = 'good' | 'odd' | 'off';

export interface Sender {
	name: string;
	member: MemberId;
	token: string;
	network: Network;
}

export interface Envelope {
	id: number;
	from: Sender;
	/** Who it was when it sent this. */
	token: string;
	process: Process;
	path: Path;
	text: string;
	sentAt: number;
	/** The answer, once the server gave one. */
	reply?: Reply;
	/** The phone waits for it no longer. */
	isAbandoned: boolean;
	/** To the one who waits; only the first call counts. */
	answer: (reply: Reply | Failure['kind']) => void;
}

const TIMEOUT_MS = 20_000;

export type WireAct =
	| 'deliver'
	| 'both-ways'
	| 'drop'
	| 'duplicate'
	| 'abort'
	| 'truncate-request'
	| 'truncate-reply'
	| 'captive'
	| 'busy'
	| 'too-large';

export class Wire {
	readonly envelopes: Envelope[] = [];
	readonly #scheduler: Scheduler;
	readonly #serve: (envelope: Envelope) => Promise<Reply>;
	readonly #log: (line: string) => void;
	#server: Process;
	#last = 0;
	/** Grows with what the script does to envelopes. */
	meddled = 0;

	constructor(
		scheduler: Scheduler,
		server: Process,
		serve: (envelope: Envelope) => Promise<Reply>,
		log: (line: string) => void
	) {
		this.#scheduler = scheduler;
		this.#server = server;
		this.#serve = serve;
		this.#log = log;
	}

	/** The wire as one process of a phone sees it. */
	transport(from: Sender, process: Process): Transport {
		const ask = async <T>(path: Path, message: unknown, read: (body: unknown) => T | undefined) => {
			const reply = await this.#send(from, process, path, JSON.stringify(message));
			if (typeof reply === 'string') return { kind: reply } as Failure;
			return readReply(reply, read);
		};
		return {
			sync: async (request: SyncRequest) => {
				const answer = await ask('sync', request, (body) => {
					const parsed = SyncAnswer.safeParse(body);
					return parsed.success ? parsed.data : undefined;
				});
				return 'kind' in answer ? answer : { kind: 'ok', answer: answer.value };
			},
			newDevice: async () => {
				const answer = await ask('devices', {}, (body) => {
					const parsed = NewDevice.safeParse(body);
					return parsed.success ? parsed.data : undefined;
				});
				return 'kind' in answer ? answer : { kind: 'ok', device: answer.value };
			}
		};
	}

	/** For what is asked beside a run, which speaks HTTP. */
	fetch(from: Sender, process: Process): typeof fetch {
		const ask = async (path: string, { body }: { body: string }): Promise<object> => {
			const reply = await this.#send(from, process, path.replace('/api/', '') as Path, body);
			if (reply === 'captive') return responseOf({ status: 200, text: '' }, '');
			if (typeof reply === 'string') throw new TypeError(reply);
			return responseOf(reply, '1');
		};
		// The transport asks with an address and settings; `fetch` has forms more.
		return ask as unknown as typeof fetch;
	}

	#send(from: Sender, process: Process, path: Path, text: string): Promise<Reply | Failure['kind']> {
		return new Promise((resolve) => {
			const envelope: Envelope = {
				id: (this.#last += 1),
				from,
				token: from.token,
				process,
				path,
				text,
				sentAt: this.#scheduler.now,
				isAbandoned: false,
				answer: (reply) => {
					if (envelope.isAbandoned) return;
					envelope.isAbandoned = true;
					this.#scheduler.post(process, () => resolve(reply));
				}
			};
			this.#log(`${from.name} sends ${path} ${text}`);
			if (from.network === 'off') return envelope.answer('unreachable');
			this.envelopes.push(envelope);
			if (from.network === 'good') this.act(envelope, 'both-ways');
		});
	}

	/** What the script does to one envelope of the list. */
	act(envelope: Envelope, act: WireAct): void {
		switch (act) {
			case 'deliver':
				if (envelope.reply === undefined) return this.#reach(envelope, false);
				envelope.answer(envelope.reply);
				return this.#forget(envelope);
			case 'both-ways':
				if (envelope.reply === undefined) return this.#reach(envelope, true);
				envelope.answer(envelope.reply);
				return this.#forget(envelope);
			case 'duplicate':
				return this.#reach(envelope, false);
			case 'drop':
				envelope.answer('unreachable');
				return this.#forget(envelope);
			case 'abort':
				return envelope.answer('unreachable');
			case 'truncate-request':
				envelope.text = envelope.text.slice(0, Math.floor(envelope.text.length * 0.7));
				return this.#reach(envelope, true);
			case 'truncate-reply':
				if (envelope.reply !== undefined) {
					envelope.reply.text = envelope.reply.text.slice(0, Math.floor(envelope.reply.text.length / 2));
				}
				return this.act(envelope, 'both-ways');
			case 'captive':
				envelope.answer('captive');
				return this.#forget(envelope);
			case 'busy':
				envelope.answer({ status: 503, text: '{"code":"busy"}' });
				return this.#forget(envelope);
			case 'too-large':
				envelope.answer({ status: 413, text: '{"code":"too-large"}' });
				return this.#forget(envelope);
		}
	}

	/** Chance strikes one of them. */
	meddle(envelope: Envelope, act: WireAct): void {
		this.meddled += 1;
		this.act(envelope, act);
	}

	/** The phones whose time is up wait no longer; what they sent may still arrive. */
	giveUp(): void {
		for (const one of this.envelopes) {
			if (this.#scheduler.now - one.sentAt >= TIMEOUT_MS) one.answer('unreachable');
		}
	}

	/** Nothing that is under way arrives any more. */
	clear(): void {
		for (const envelope of [...this.envelopes]) this.act(envelope, 'drop');
	}

	#reach(envelope: Envelope, goesBack: boolean): void {
		this.#scheduler.post(this.#server, () => {
			const served = this.#serve(envelope).then((reply) => {
				this.#log(`${envelope.from.name} is told ${reply.status} ${reply.text}`);
				envelope.reply ??= reply;
				if (goesBack) this.act(envelope, 'deliver');
			});
			this.#scheduler.waitFor(served);
		});
	}

	#forget(envelope: Envelope): void {
		const index = this.envelopes.indexOf(envelope);
		if (index >= 0) this.envelopes.splice(index, 1);
	}
}

/** As much of a response as is read of it; a real one would keep time of its own. */
function responseOf({ status, text }: Reply, server: string): object {
	const chunks = [new TextEncoder().encode(text)];
	const read = async () => ({ done: chunks.length === 0, value: chunks.shift() });
	const headers = new Headers({ 'content-type': 'application/json' });
	if (server !== '') headers.set(SERVER_HEADER, server);
	return { status, headers, body: { getReader: () => ({ read }), cancel: async () => {} } };
}

function readReply<T>(
	{ status, text }: Reply,
	read: (body: unknown) => T | undefined
): { value: T } | Failure {
	if (status !== 200) return { kind: failures[status] ?? 'refused' };
	try {
		const value = read(JSON.parse(text));
		return value === undefined ? { kind: 'refused' } : { value };
	} catch {
		// Half a body.
		return { kind: 'unreachable' };
	}
}

const failures: Record<number, Failure['kind']> = {
	401: 'sign-in',
	409: 're-key',
	413: 'too-large',
	429: 'busy',
	503: 'busy'
};

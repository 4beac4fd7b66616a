// Requests over real sockets: well-formed ones through Node's client, raw bytes through a bare socket.
import { Agent, request as send, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

const PATIENCE_MS = 60_000;
/** A raw connection is given up when nothing has come for so long. */
const SILENCE_MS = 5_000;

export interface Asked {
	method: string;
	path: string;
	headers: Record<string, string>;
	body?: Buffer;
}

export interface Answered {
	/** 0: the connection ended without an answer. */
	status: number;
	headers: Record<string, string | string[] | undefined>;
	cookies: string[];
	body: Buffer;
}

const NO_ANSWER: Answered = { status: 0, headers: {}, cookies: [], body: Buffer.alloc(0) };

export class Client {
	readonly #port: number;
	readonly #address: string;
	readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

	/** `lane`: each speaks from an address of its own, as phones in different houses do. */
	constructor(port: number, lane: number) {
		this.#port = port;
		this.#address = addressOf(lane, 1);
	}

	/** `from`: another address than the lane's. A connection that the server had just closed is opened once more. */
	async ask(asked: Asked, from = this.#address): Promise<Answered> {
		try {
			return await this.#once(asked, from);
		} catch {
			return this.#once(asked, from).catch(() => NO_ANSWER);
		}
	}

	#once({ method, path, headers, body }: Asked, from: string): Promise<Answered> {
		return new Promise((resolve, reject) => {
			const length = body === undefined ? {} : { 'content-length': body.length };
			const asking = send({
				host: '127.0.0.1',
				port: this.#port,
				localAddress: from,
				agent: from === this.#address ? this.#agent : false,
				method,
				path,
				headers: { 'content-type': 'application/json', ...headers, ...length },
				timeout: PATIENCE_MS
			});
			asking.on('timeout', () => asking.destroy(new Error('no answer in time')));
			asking.on('error', reject);
			asking.on('response', (response) => void wholeOf(response).then(resolve, reject));
			asking.end(body);
		});
	}

	/** Sends pieces as they are, waiting between them, and says no more; everything that came back until the end. */
	raw(pieces: readonly Buffer[], waitMs: number): Promise<string> {
		return new Promise((resolve) => {
			const socket = connect({ port: this.#port, host: '127.0.0.1', localAddress: this.#address });
			let text = '';
			const rest = [...pieces];
			const next = (): void => {
				const piece = rest.shift();
				if (piece === undefined || socket.destroyed) return;
				if (rest.length === 0) return void socket.end(piece);
				socket.write(piece);
				setTimeout(next, waitMs);
			};
			socket.setTimeout(SILENCE_MS, () => socket.destroy());
			socket.on('connect', next);
			socket.on('data', (part: Buffer) => (text += part.toString('latin1')));
			socket.on('error', () => socket.destroy());
			socket.on('close', () => resolve(text));
		});
	}

	close(): void {
		this.#agent.destroy();
	}
}

/** Linux gives every machine all of 127.0.0.0/8; elsewhere there is one address for all. */
export const addressOf = (lane: number, host: number): string =>
	process.platform === 'linux' ? `127.${1 + (host >> 8)}.${lane}.${1 + ((host & 0xff) % 254)}` : '127.0.0.1';

async function wholeOf(response: IncomingMessage): Promise<Answered> {
	const parts: Buffer[] = [];
	for await (const part of response) parts.push(part as Buffer);
	const { statusCode = 0, headers } = response;
	return { status: statusCode, headers, cookies: headers['set-cookie'] ?? [], body: Buffer.concat(parts) };
}

/** The JSON object of an answer; empty when it is none. */
export function answerOf({ headers, body }: Answered): Record<string, unknown> {
	const encoding = headers['content-encoding'];
	const plain =
		encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body;
	const value = JSON.parse(plain.toString() || '{}') as unknown;
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

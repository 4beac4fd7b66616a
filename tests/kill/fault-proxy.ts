// A bad line before the server: requests and answers are cut after any byte, stall, arrive late or twice, or end in the
// middle of a sentence that looks complete. It knows HTTP only as far as it must to send a request twice.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from './random.ts';

/**
 * `cut-up`, `cut-down`: the line breaks after some bytes of the request or of the answer. `stall`: the server has done
 * its work and the answer never comes. `late`: the request reaches the server only after its sender has given up.
 * `twice`: the server gets it two times at once. `half`: a whole answer whose body is the first half of one.
 */
const FAULTS = ['cut-up', 'cut-down', 'stall', 'late', 'twice', 'half'] as const;
export type Fault = (typeof FAULTS)[number];

/** How long a stalled exchange is kept when its sender waits on. */
const PATIENCE_MS = 5_000;

export class FaultProxy {
	readonly origin: string;
	/** How often each fault was done to a request. */
	readonly counts: Record<Fault, number> = {
		'cut-up': 0,
		'cut-down': 0,
		stall: 0,
		late: 0,
		twice: 0,
		half: 0
	};
	/** Chance of a fault, 0 to 1. */
	badness = 0;
	/** Requests that are with the server now. */
	inFlight = 0;
	readonly #server: Server;
	readonly #random: Random;
	readonly #target: number;
	#reached: (() => void)[] = [];

	private constructor(server: Server, target: number, random: Random) {
		const address = server.address();
		if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
		this.origin = `http://localhost:${address.port}`;
		this.#server = server;
		this.#target = target;
		this.#random = random;
	}

	/** Before the server that listens, now or later, on `target`. */
	static async open(target: number, random: Random): Promise<FaultProxy> {
		const server = createServer().listen(0, 'localhost');
		await once(server, 'listening');
		const proxy = new FaultProxy(server, target, random);
		server.on('request', (request: IncomingMessage) => void proxy.#pass(request));
		return proxy;
	}

	/** Resolves when the next whole request has been handed to the server. */
	nextReaches(): Promise<void> {
		return new Promise((resolve) => this.#reached.push(resolve));
	}

	async close(): Promise<void> {
		this.#server.closeAllConnections();
		this.#server.close();
		await once(this.#server, 'close');
	}

	async #pass(request: IncomingMessage): Promise<void> {
		const client = request.socket;
		client.on('error', () => client.destroy());
		const bytes = await bytesOf(request).catch(() => undefined);
		if (bytes === undefined) return;
		const isBad = this.#random.next() < this.badness;
		const fault = isBad ? this.#random.of(FAULTS) : undefined;
		if (fault !== undefined) this.counts[fault] += 1;
		await this.#exchange(client, bytes, fault).catch(() => client.destroy());
	}

	async #exchange(client: Socket, bytes: Buffer, fault: Fault | undefined): Promise<void> {
		if (fault === 'cut-up') {
			await this.#send(bytes, this.#random.below(bytes.length));
			client.destroy();
			return;
		}
		if (fault === 'late') await untilGone(client);
		const [answer, other] = await Promise.all([
			this.#send(bytes),
			fault === 'twice' ? this.#send(bytes) : undefined
		]);
		if (fault === 'stall') await untilGone(client);
		else if (fault === 'cut-down') client.end(answer.subarray(0, this.#random.below(answer.length)));
		else if (fault === 'half') client.end(halfOf(answer));
		else client.end(other !== undefined && this.#random.next() < 0.5 ? other : answer);
	}

	/** The raw answer; what there is of it when the server dies. Only the first `upTo` bytes go out, then the line breaks. */
	async #send(bytes: Buffer, upTo = bytes.length): Promise<Buffer> {
		const server = connect(this.#target, 'localhost');
		const parts: Buffer[] = [];
		server.on('data', (part: Buffer) => parts.push(part));
		const gone = new Promise<void>((resolve) => {
			server.on('error', () => resolve()).on('close', () => resolve());
		});
		this.inFlight += 1;
		server.write(bytes.subarray(0, upTo), () => {
			if (upTo < bytes.length) server.destroy();
			else this.#tellReached();
		});
		await gone;
		this.inFlight -= 1;
		return Buffer.concat(parts);
	}

	#tellReached(): void {
		const waiting = this.#reached;
		this.#reached = [];
		for (const tell of waiting) tell();
	}
}

/** The request as it came, asking for one plain answer on a line of its own. */
async function bytesOf(request: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part as Buffer);
	const body = Buffer.concat(parts);
	const dropped = /^(connection|keep-alive|accept-encoding|transfer-encoding|content-length)$/i;
	const headers: string[] = [];
	for (let i = 0; i < request.rawHeaders.length; i += 2) {
		const name = request.rawHeaders[i] ?? '';
		if (!dropped.test(name)) headers.push(`${name}: ${request.rawHeaders[i + 1]}`);
	}
	headers.push(`content-length: ${body.length}`, 'connection: close');
	const head = `${request.method} ${request.url} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`;
	return Buffer.concat([Buffer.from(head, 'latin1'), body]);
}

/** The same head, and the first half of the body as if it were the whole. */
function halfOf(answer: Buffer): Buffer {
	const text = answer.toString('latin1');
	const end = text.indexOf('\r\n\r\n');
	if (end < 0) return answer;
	const head = text.slice(0, end).replace(/\r\n(content-length|transfer-encoding):[^\r]*/gi, '');
	const body = text.slice(end + 4).replace(/^[0-9a-f]+\r\n(?=\{)/i, '');
	const half = body.slice(0, Math.floor(body.length / 2));
	return Buffer.from(`${head}\r\ncontent-length: ${half.length}\r\n\r\n${half}`, 'latin1');
}

async function untilGone(client: Socket): Promise<void> {
	if (client.destroyed) return;
	const waiting = new AbortController();
	const gone = once(client, 'close', { signal: waiting.signal }).catch(() => {});
	await Promise.race([gone, pause(PATIENCE_MS, undefined, { signal: waiting.signal }).catch(() => {})]);
	waiting.abort();
}

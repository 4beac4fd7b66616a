// The built server as a process of its own, watched: whether it lives, what it said last, how much memory it holds.
import { spawn, type ChildProcess } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const START_MS = 60_000;
const STOP_MS = 20_000;

export class TrialServer {
	readonly port: number;
	/** What it wrote last: its log of faults. */
	readonly words: string[] = [];
	readonly #process: ChildProcess;

	private constructor(process: ChildProcess, port: number) {
		this.#process = process;
		this.port = port;
		for (const stream of [process.stdout, process.stderr])
			stream?.setEncoding('utf8').on('data', (text: string) => {
				this.words.push(text);
				if (this.words.length > 20) this.words.shift();
			});
	}

	/** Throws when it does not answer. */
	static async start(folder: string): Promise<TrialServer> {
		const entry = join(process.env.BUILD_OUT ?? 'build', 'index.js');
		if (!existsSync(entry)) throw new Error(`${entry} is not there: npm run build`);
		const port = await freePort();
		const origin = { ORIGIN: `http://127.0.0.1:${port}`, HOST: '127.0.0.1', PORT: String(port) };
		const env = { ...process.env, ...origin, DATA_DIR: folder, DATABASE_URL: '', LOG_LEVEL: 'error' };
		const child = spawn(process.execPath, [entry], { env, stdio: ['ignore', 'pipe', 'pipe'] });
		// However this process ends, the server ends with it.
		process.once('exit', () => child.kill('SIGKILL'));
		const server = new TrialServer(child, port);
		await server.#untilAnswers();
		return server;
	}

	get isAlive(): boolean {
		return this.#process.exitCode === null && this.#process.signalCode === null;
	}

	/** Resident memory in MB. */
	memory(): number {
		const { pid } = this.#process;
		if (pid === undefined) return NaN;
		const status = `/proc/${pid}/status`;
		if (existsSync(status)) return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1]) / 1024;
		return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
	}

	/** Asks it to end, and makes it when it does not. True when it ended by itself, and well. */
	async stop(): Promise<boolean> {
		if (!this.isAlive) return false;
		const gone = once(this.#process, 'exit');
		this.#process.kill('SIGTERM');
		const ended = await Promise.race([gone, pause(STOP_MS, undefined, { ref: false })]);
		if (ended === undefined) this.#process.kill('SIGKILL');
		return ended !== undefined;
	}

	async #untilAnswers(): Promise<void> {
		for (const deadline = Date.now() + START_MS; Date.now() < deadline; await pause(50)) {
			if (!this.isAlive) throw new Error(`the server ended: ${this.words.join('')}`);
			const answer = await fetch(`http://127.0.0.1:${this.port}/api/health`).catch(() => undefined);
			if (answer?.ok === true) return;
		}
		throw new Error('the server did not answer');
	}
}

async function freePort(): Promise<number> {
	const taken = createServer().listen(0, '127.0.0.1');
	await once(taken, 'listening');
	const address = taken.address();
	taken.close();
	await once(taken, 'close');
	if (address === null || typeof address === 'string') throw new Error('no free port');
	return address.port;
}

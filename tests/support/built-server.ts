// The built server as a process of its own, that can be killed as a power cut would and started again on the same file.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const START_MS = 20_000;

export interface ServerSettings {
	port: number;
	/** The address people reach it by: its own, or that of a proxy before it. */
	origin: string;
	dataDir: string;
}

export class BuiltServer {
	readonly #settings: ServerSettings;
	#process: ChildProcess | undefined;

	constructor(settings: ServerSettings) {
		this.#settings = settings;
	}

	/** Starts the process and waits until it answers. `build`: the folder of another build than usual. */
	async start(build = process.env.BUILD_OUT ?? 'build'): Promise<void> {
		const { port, origin, dataDir } = this.#settings;
		const server = spawn(process.execPath, [join(build, 'index.js')], {
			env: { ...process.env, PORT: String(port), ORIGIN: origin, DATA_DIR: dataDir },
			detached: true,
			stdio: ['ignore', 'ignore', 'inherit']
		});
		this.#process = server;
		await untilAnswers(`http://localhost:${port}`, server);
	}

	/** SIGKILL: nothing is closed, nothing is flushed. */
	async kill(): Promise<void> {
		if (this.#process !== undefined) await killGroup(this.#process);
	}
}

/** Kills a process with its children, as a power cut would, and waits until it is gone. It must lead its own group. */
export async function killGroup(leader: ChildProcess): Promise<void> {
	if (leader.pid === undefined || leader.exitCode !== null || leader.signalCode !== null) return;
	const gone = once(leader, 'exit');
	process.kill(-leader.pid, 'SIGKILL');
	await gone;
}

export async function untilAnswers(address: string, server: ChildProcess): Promise<void> {
	for (const deadline = Date.now() + START_MS; Date.now() < deadline; await pause(25)) {
		if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
		const answer = await fetch(`${address}/api/health`).catch(() => undefined);
		if (answer?.ok === true) return;
	}
	throw new Error('the server did not answer within 20 s');
}

export async function freePort(): Promise<number> {
	const probe = createServer().listen(0, 'localhost');
	await once(probe, 'listening');
	const address = probe.address();
	probe.close();
	await once(probe, 'close');
	if (address === null || typeof address === 'string') throw new Error('no free port');
	return address.port;
}

// The built server as a process of its own, from start to clean end.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const HOST = 'localhost';
const START_MS = 30_000;
const STOP_MS = 10_000;

export interface ServerProcess {
	/** Resolves when the process has ended, whoever ended it. */
	ended: Promise<unknown>;
	stop(): Promise<void>;
}

/** Whether nothing answers at the port yet, on either kind of address that a browser tries. */
export async function isPortFree(port: number): Promise<boolean> {
	const probe = connect({ port, host: HOST });
	try {
		await once(probe, 'connect');
		return false;
	} catch {
		return true;
	} finally {
		probe.destroy();
	}
}

/** Starts `entry` and waits until it answers; undefined when it ends or stays silent instead. */
export async function startServer(
	entry: string,
	port: number,
	env: NodeJS.ProcessEnv
): Promise<ServerProcess | undefined> {
	// The log is for whoever asks for it: it would push the links off the screen, and stdout may be read by a program.
	const log = env.LOG_LEVEL ? process.stderr : 'ignore';
	const child = spawn(process.execPath, [entry], {
		env: { ...env, HOST, PORT: String(port) },
		stdio: ['ignore', log, process.stderr]
	});
	const ended = once(child, 'exit');
	const answered = await Promise.race([
		ended.then(() => false),
		answers(`http://${HOST}:${port}/api/health`)
	]);
	if (answered) return { ended, stop: () => endOf(child) };
	await endOf(child);
	return undefined;
}

async function answers(url: string): Promise<boolean> {
	const until = Date.now() + START_MS;
	while (Date.now() < until) {
		const answer = await fetch(url).catch(() => undefined);
		if (answer?.ok === true) return true;
		await pause(100);
	}
	return false;
}

/** Asks the process to end, and makes it when it does not. */
async function endOf(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const exit = once(child, 'exit');
	child.kill('SIGTERM');
	const timer = globalThis.setTimeout(() => child.kill('SIGKILL'), STOP_MS);
	await exit;
	clearTimeout(timer);
}

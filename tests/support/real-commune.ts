// A real server on a database of its own, with the sample commune in it. It can be killed and started again.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Sign-in links as the demo prints them; each can be used once. */
export interface Links {
	volunteer: string;
	secondVolunteer: string;
	hamletHead: string;
	official: string;
}

export interface CommuneServer {
	origin: string;
	links: Links;
	/** SIGKILL: nothing is closed, nothing is flushed. */
	kill(): Promise<void>;
	/** Starts the built server again on the same port and the same file. */
	restart(): Promise<void>;
	/** The operator makes the sample's volunteer a new invite: its link. */
	inviteAgain(): Promise<string>;
	/** `tungnha stats --json`, from the database itself. */
	stats(): Promise<Record<string, number>>;
	close(): Promise<void>;
}

/** Imports the sample commune into a new folder, starts the built server, and waits until it answers. */
export async function startCommune(): Promise<CommuneServer> {
	const dataDir = await mkdtemp(join(tmpdir(), 'tung-nha-journey-'));
	const port = String(await freePort());
	const origin = `http://localhost:${port}`;
	const env = { ...process.env, PORT: port, ORIGIN: origin, DATA_DIR: dataDir };
	let server: ChildProcess = spawn(process.execPath, ['scripts/demo.ts', '--json'], {
		env,
		detached: true,
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const links = await linksFrom(server);
	return {
		origin,
		links,
		kill: () => killGroup(server),
		restart: async () => {
			server = spawn(process.execPath, [join(process.env.BUILD_OUT ?? 'build', 'index.js')], {
				env,
				detached: true,
				stdio: ['ignore', 'ignore', 'inherit']
			});
			await untilAnswers(origin, server);
		},
		inviteAgain: async () => {
			const who = ['--name', 'Nguyễn Thị Hoa', '--role', 'volunteer', '--hamlet', 'Thôn Đông'];
			const link = /http\S+\/invite#\S+/.exec(await tungnha(env, 'invite', ...who))?.[0];
			if (link === undefined) throw new Error('no link was printed');
			return link;
		},
		stats: async () => JSON.parse(await tungnha(env, 'stats', '--json')) as Record<string, number>,
		close: async () => {
			await killGroup(server);
			await rm(dataDir, { recursive: true, force: true });
		}
	};
}

/** The first line that the demo prints as JSON, once the server answers. */
async function linksFrom(server: ChildProcess): Promise<Links> {
	if (server.stdout === null) throw new Error('the demo has no output to read');
	for await (const line of createInterface({ input: server.stdout })) {
		if (line.startsWith('{')) return (JSON.parse(line) as { links: Links }).links;
	}
	throw new Error('the demo ended before it printed its links');
}

/** Kills a process with its children, as a power cut would, and waits until it is gone. */
async function killGroup(server: ChildProcess): Promise<void> {
	if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
	const gone = once(server, 'exit');
	process.kill(-server.pid, 'SIGKILL');
	await gone;
}

async function untilAnswers(origin: string, server: ChildProcess): Promise<void> {
	const deadline = Date.now() + 20_000;
	while (Date.now() < deadline) {
		if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
		const answer = await fetch(`${origin}/api/health`).catch(() => undefined);
		if (answer?.ok === true) return;
		await new Promise((done) => setTimeout(done, 50));
	}
	throw new Error('the server did not answer within 20 s');
}

/** What an operator's command prints. */
async function tungnha(env: NodeJS.ProcessEnv, ...words: string[]): Promise<string> {
	const child = spawn(process.execPath, ['scripts/tungnha.ts', ...words], {
		env,
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let text = '';
	child.stdout.on('data', (part: Buffer) => (text += part.toString()));
	const [code] = (await once(child, 'close')) as [number];
	if (code !== 0) throw new Error(`tungnha ${words[0]} ended with ${code}`);
	return text;
}

async function freePort(): Promise<number> {
	const probe = createServer().listen(0, 'localhost');
	await once(probe, 'listening');
	const address = probe.address();
	probe.close();
	await once(probe, 'close');
	if (address === null || typeof address === 'string') throw new Error('no free port');
	return address.port;
}

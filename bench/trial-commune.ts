// A real server on an invented list of the wanted size, brought in through the office's import; with as many invites
// for members of its one hamlet as the measurements need.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Role } from '#domain/member.ts';
import { inviteLink, issueInvite } from '#server/accounts/invites.ts';
import { addMember } from '#server/commune.ts';
import { openStorage } from '#server/open-storage.ts';
import { acceptImport, prepareImport } from '../scripts/tungnha/import-register.ts';
import { inventList } from './data.ts';

const SEED = 20261122;
const START_MS = 20_000;

export interface TrialOptions {
	/** Of those invited; volunteers where nothing is said. */
	role?: Role;
	/** More in the database, before the server opens it. */
	prepare?: (folder: string) => void;
}

export class TrialCommune {
	readonly origin: string;
	readonly #folder: string;
	readonly #links: string[];
	#server: ChildProcess | undefined;

	private constructor(origin: string, folder: string, links: string[]) {
		this.origin = origin;
		this.#folder = folder;
		this.#links = links;
	}

	/** One hamlet of exactly `people`, its server running. */
	static async open(people: number, invites: number, options: TrialOptions = {}): Promise<TrialCommune> {
		const folder = await mkdtemp(join(tmpdir(), 'tung-nha-bench-'));
		const origin = `http://localhost:${await freePort()}`;
		const codes = await fill(folder, people, invites, options.role ?? 'volunteer');
		options.prepare?.(folder);
		const links = codes.map((code) => inviteLink(origin, code));
		const commune = new TrialCommune(origin, folder, links);
		await commune.start();
		return commune;
	}

	/** An invite that nobody has used yet. */
	nextInvite(): string {
		const link = this.#links.pop();
		if (link === undefined) throw new Error('more phones than invites');
		return link;
	}

	async start(): Promise<void> {
		const { port } = new URL(this.origin);
		const env = { ...process.env, PORT: port, ORIGIN: this.origin, DATA_DIR: this.#folder };
		const server = spawn(process.execPath, [join(process.env.BUILD_OUT ?? 'build', 'index.js')], {
			env,
			stdio: ['ignore', 'ignore', 'inherit']
		});
		this.#server = server;
		// However this process ends, the server ends with it.
		process.once('exit', () => server.kill('SIGKILL'));
		try {
			await untilAnswers(this.origin, server);
		} catch (error) {
			await this.close();
			throw error;
		}
	}

	async stop(): Promise<void> {
		const server = this.#server;
		this.#server = undefined;
		if (server === undefined || server.exitCode !== null) return;
		const gone = once(server, 'exit');
		server.kill('SIGKILL');
		await gone;
	}

	async close(): Promise<void> {
		await this.stop();
		await rm(this.#folder, { recursive: true, force: true });
	}
}

/** Import, members and invites, before the server opens the database. Returns the codes of the invites. */
async function fill(folder: string, people: number, invites: number, role: Role): Promise<string[]> {
	const storage = await openStorage({ DATA_DIR: folder });
	try {
		const now = Date.now();
		const list = inventList({ hamlet: 'Thôn Đo', people, seed: SEED });
		const file = { bytes: new TextEncoder().encode(list), fileName: 'thon-do.csv', commune: 'Xã Đo' };
		const ready = await prepareImport(storage, file, now);
		await acceptImport(storage, ready, now);
		const commune = ready.commune.id;
		const hamlets = ready.plan.added.hamlets.map(({ id }) => id);
		const codes: string[] = [];
		while (codes.length < invites) {
			const name = `Người Đo ${codes.length + 1}`;
			const member = await addMember(storage, {
				commune,
				member: { name, roles: [role], hamlets },
				now
			});
			codes.push((await issueInvite(storage, { commune, member, kind: 'printed', now })).code);
		}
		return codes;
	} finally {
		await storage.close();
	}
}

async function untilAnswers(origin: string, server: ChildProcess): Promise<void> {
	for (const deadline = Date.now() + START_MS; Date.now() < deadline; await pause(50)) {
		if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
		const answer = await fetch(`${origin}/api/health`).catch(() => undefined);
		if (answer?.ok === true) return;
	}
	throw new Error('the server did not answer within 20 s');
}

async function freePort(): Promise<number> {
	const taken = createServer().listen(0, 'localhost');
	await once(taken, 'listening');
	const address = taken.address();
	taken.close();
	await once(taken, 'close');
	if (address === null || typeof address === 'string') throw new Error('no free port');
	return address.port;
}

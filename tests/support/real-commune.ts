// A real server on a database of its own, with the sample commune in it. It can be killed and started again.
import Database from 'better-sqlite3';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { BuiltServer, freePort, killGroup } from './built-server.ts';

/** Sign-in links as the demo prints them; each can be used once. */
export interface Links {
	volunteer: string;
	secondVolunteer: string;
	hamletHead: string;
	official: string;
	observer: string;
}

export interface CommuneServer {
	origin: string;
	/** Where its database lies. */
	dataDir: string;
	links: Links;
	/** SIGKILL: nothing is closed, nothing is flushed. */
	kill(): Promise<void>;
	/** Starts the built server again on the same port and the same file. `build`: the folder of another build. */
	restart(build?: string): Promise<void>;
	/** The operator makes a new invite for a volunteer of the sample's first hamlet, known or new: its link. */
	invite(name?: string): Promise<string>;
	/** The operator shuts a member's phones out. */
	shutOut(name: string): Promise<void>;
	/** As if a member had not been heard of for a day. */
	unheardForADay(name: string): void;
	/** Why ops were laid aside, one for each, from the database itself. */
	laidAside(): Promise<string[]>;
	/** Who wrote which answer, as "Lê An, VN2: Nguyễn Thị Hoa", from the database itself. */
	answersBy(): Promise<string[]>;
	/** `tungnha stats --json`, from the database itself. */
	stats(): Promise<Record<string, number>>;
	close(): Promise<void>;
}

/** A server on a copy of the sample commune, in a folder of its own; it answers. */
export async function startCommune(): Promise<CommuneServer> {
	const sample = await (seeded ??= seedOnce());
	const dataDir = await mkdtemp(join(tmpdir(), 'tung-nha-journey-'));
	await cp(sample.dataDir, dataDir, { recursive: true });
	const port = await freePort();
	const origin = `http://localhost:${port}`;
	const env = { ...process.env, PORT: String(port), ORIGIN: origin, DATA_DIR: dataDir };
	const server = new BuiltServer({ port, origin, dataDir });
	await server.start();
	const kill = (): Promise<void> => server.kill();
	const links = JSON.parse(JSON.stringify(sample.links).replaceAll(sample.origin, origin)) as Links;
	return {
		origin,
		dataDir,
		links,
		kill,
		restart: (build) => server.start(build),
		invite: async (name = 'Nguyễn Thị Hoa') => {
			const who = ['--name', name, '--role', 'volunteer', '--hamlet', 'Thôn Đông'];
			const link = /http\S+\/invite#\S+/.exec(await tungnha(env, 'invite', ...who))?.[0];
			if (link === undefined) throw new Error('no link was printed');
			return link;
		},
		shutOut: async (name) => {
			await tungnha(env, 'revoke', '--member', name);
		},
		unheardForADay: (name) => unheardForADay(dataDir, name),
		laidAside: async () => codesLaidAside(dataDir),
		answersBy: async () => answersWithAuthors(dataDir),
		stats: async () => JSON.parse(await tungnha(env, 'stats', '--json')) as Record<string, number>,
		close: async () => {
			await kill();
			await rm(dataDir, { recursive: true, force: true });
		}
	};
}

interface Sample {
	dataDir: string;
	origin: string;
	links: Links;
}

/** The import takes longer than all else: once for this process, and every commune begins with a copy. */
let seeded: Promise<Sample> | undefined;

/** Runs the demo until it has imported its sample and answers, and ends it. */
async function seedOnce(): Promise<Sample> {
	const dataDir = await mkdtemp(join(tmpdir(), 'tung-nha-sample-'));
	process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
	const port = await freePort();
	const origin = `http://localhost:${port}`;
	const demo = spawn(process.execPath, ['scripts/demo.ts', '--json'], {
		env: { ...process.env, PORT: String(port), ORIGIN: origin, DATA_DIR: dataDir },
		detached: true,
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const links = await linksFrom(demo);
	await killGroup(demo);
	return { dataDir, origin, links };
}

/** The first line that the demo prints as JSON, once the server answers. */
async function linksFrom(server: ChildProcess): Promise<Links> {
	if (server.stdout === null) throw new Error('the demo has no output to read');
	for await (const line of createInterface({ input: server.stdout })) {
		if (line.startsWith('{')) return (JSON.parse(line) as { links: Links }).links;
	}
	throw new Error('the demo ended before it printed its links');
}

function unheardForADay(dataDir: string, name: string): void {
	const db = new Database(join(dataDir, 'tung-nha.sqlite'));
	try {
		const { changes } = db
			.prepare(
				`update devices set last_contact_at = last_contact_at - 86400000
				where member in (select id from rows where c = 'members' and f ->> 'name' = ?)`
			)
			.run(name);
		if (changes === 0) throw new Error(`${name} has no phone`);
	} finally {
		db.close();
	}
}

const codesLaidAside = (dataDir: string): string[] =>
	column(dataDir, 'select code from parked_ops order by id');

const answersWithAuthors = (dataDir: string): string[] =>
	column(
		dataDir,
		`select person.f ->> 'name' || ', ' || mark.key || ': ' || (member.f ->> 'name')
		from rows as answer, json_each(answer.fm) as mark
		join rows as person on person.c = 'people' and person.id = answer.id
		join devices on devices.device = mark.value ->> 'dev'
		join rows as member on member.c = 'members' and member.id = devices.member
		where answer.c = 'answers' order by 1`
	);

function column(dataDir: string, query: string): string[] {
	const db = new Database(join(dataDir, 'tung-nha.sqlite'), { readonly: true });
	try {
		return db.prepare<[], string>(query).pluck().all();
	} finally {
		db.close();
	}
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

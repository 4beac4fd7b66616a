// A PostgreSQL server for tests: in a folder of its own, on a socket there, gone with everything in it at the end.
import { spawn, spawnSync, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface PostgresServer {
	/** Address of a database on this server. */
	urlOf: (database: string) => string;
	stop: () => Promise<void>;
}

type Account = Pick<SpawnOptions, 'uid' | 'gid'>;

const OWNER = 'tung_nha';
/**
 * No test takes the power away, so what a process wrote is there for the next without waiting for the disk: that a commit
 * waits for it is the server's own setting, which a test reads. The folder is thrown away.
 */
const SETTINGS = {
	listen_addresses: '',
	fsync: 'off',
	full_page_writes: 'off',
	max_connections: '200',
	shared_buffers: '64MB',
	autovacuum: 'off',
	jit: 'off'
};

/** Starts the PostgreSQL in `bin`. Throws what it said when it does not come up. */
export async function startPostgres(bin: string): Promise<PostgresServer> {
	const account = unprivileged();
	const folder = mkdtempSync(join(tmpdir(), 'tung-nha-pg-'));
	const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	if (account.uid !== undefined) chownSync(folder, account.uid, account.gid ?? account.uid);
	try {
		const stop = await start(bin, folder, account, remove);
		const urlOf = (database: string) => `postgres://${OWNER}@localhost/${database}?host=${folder}`;
		return { urlOf, stop: () => stop().finally(remove) };
	} catch (fault) {
		remove();
		throw fault;
	}
}

async function start(
	bin: string,
	folder: string,
	account: Account,
	remove: () => void
): Promise<() => Promise<void>> {
	const data = join(folder, 'data');
	// Sorted as a Vietnamese dictionary is: not SQLite's order, so that nothing leans on a kind default.
	const sorting = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=vi'];
	const made = spawnSync(
		join(bin, 'initdb'),
		['--pgdata', data, '--username', OWNER, '--auth=trust', '--no-sync', ...sorting],
		{ ...account, cwd: folder, encoding: 'utf8' }
	);
	if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);

	const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const server = spawn(join(bin, 'postgres'), ['-D', data, '-k', folder, ...settings], {
		...account,
		cwd: folder,
		stdio: ['ignore', 'ignore', 'pipe']
	});
	const ended = once(server, 'exit');
	const kill = (): void => void server.kill('SIGQUIT');
	const leave = (): void => {
		kill();
		remove();
	};
	process.once('exit', leave);
	let said = '';
	for await (const line of createInterface(server.stderr)) {
		said += `${line}\n`;
		if (line.includes('ready to accept connections')) break;
	}
	if (server.exitCode !== null) throw new Error(`postgres ended: ${said}`);
	// Whoever started it may end without a word; it does not keep them.
	server.stderr.resume();
	server.unref();
	(server.stderr as Socket).unref();
	return async () => {
		process.removeListener('exit', leave);
		server.ref();
		kill();
		await ended;
	};
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): Account {
	if (process.getuid?.() !== 0) return {};
	const accounts = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.map((line) => line.split(':'));
	const found = ['postgres', 'nobody'].map((name) => accounts.find(([account]) => account === name));
	const [, , uid, gid] = found.find((account) => account !== undefined) ?? [];
	if (uid === undefined) throw new Error('there is no account postgres or nobody to run PostgreSQL as');
	return { uid: Number(uid), gid: Number(gid) };
}

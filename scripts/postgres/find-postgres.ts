// The PostgreSQL of this machine, for tests: Debian's, or any other whose programs lie in $POSTGRES_BIN.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Debian keeps the programs of each version in a folder of its own, off the path. */
const DEBIAN = '/usr/lib/postgresql';
/** The first that sorts text by rules which differ from SQLite's on any machine (ICU), as a provider's may. */
const OLDEST = 15;

/** Folder of `initdb` and `postgres`. */
export function findPostgres(): string | undefined {
	const named = process.env.POSTGRES_BIN;
	const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map(Number) : [];
	const newest = versions.filter((version) => version >= OLDEST).sort((a, b) => b - a);
	const folders = [
		...(named ? [named] : []),
		...newest.map((version) => join(DEBIAN, String(version), 'bin'))
	];
	return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** Why it cannot be installed here; undefined when it can. */
export function whyNotInstall(): string | undefined {
	if (process.getuid?.() !== 0) return `no PostgreSQL ${OLDEST} or newer, and only root may install it`;
	if (!existsSync('/usr/bin/apt-get'))
		return `no PostgreSQL ${OLDEST} or newer, and no apt-get to install it`;
	return undefined;
}

/** Installs Debian's package. The reason when that does not work. */
export function installPostgres(): string | undefined {
	const apt = (...words: string[]) =>
		spawnSync('/usr/bin/apt-get', ['--yes', '--quiet', ...words], {
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
			encoding: 'utf8'
		});
	const install = () => apt('install', '--no-install-recommends', 'postgresql');
	let { status, stderr } = install();
	// The lists of a fresh machine are empty or old.
	if (status !== 0 && apt('update').status === 0) ({ status, stderr } = install());
	if (status !== 0) return `apt-get install postgresql failed: ${stderr.trim().split('\n').at(-1) ?? ''}`;
	return findPostgres() === undefined ? `the PostgreSQL of this Debian is older than ${OLDEST}` : undefined;
}

// The build that is measured is the one of the sources that are there.
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';

const BUILT = join(process.env.BUILD_OUT ?? 'build', 'index.js');
const SOURCES = [
	'{src,static}/**/*.*',
	'project.inlang/settings.json',
	'{svelte,vite}.config.*',
	'scripts/precache-list.ts',
	'package-lock.json'
];
// Made by the build itself, or never part of it.
const OTHER = ['src/lib/i18n/paraglide/**', '**/*.test.ts'];

/** Builds when there is no build or a source is newer than it. */
export function buildIfNeeded(say: (line: string) => void): void {
	if (isFresh()) return;
	say('building…');
	const vite = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'];
	execFileSync(process.execPath, vite, { stdio: ['ignore', 'ignore', 'inherit'] });
}

function isFresh(): boolean {
	if (!existsSync(BUILT)) return false;
	const builtAt = statSync(BUILT).mtimeMs;
	return globSync(SOURCES, { exclude: OTHER }).every((file) => statSync(file).mtimeMs <= builtAt);
}

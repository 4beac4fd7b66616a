// The built app, made anew only when something it is made of is newer.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { alone } from './build-lock.ts';

const SOURCES = [
	'src',
	'static',
	'svelte.config.js',
	'vite.config.ts',
	'scripts/precache-list.ts',
	'package-lock.json',
	'project.inlang/settings.json'
];
/** Made by the build itself, or never part of it. */
const NOT_A_SOURCE = /[\\/]i18n[\\/]paraglide$|\.test\.ts$/;

/** Whether `entry`, the file the build writes last, is missing or older than a source under `root`. */
export function isBuildStale(root: string, entry: string): boolean {
	if (!existsSync(entry)) return true;
	const built = statSync(entry).mtimeMs;
	return SOURCES.some((source) => newestAt(join(root, source)) > built);
}

/** Time in ms of the newest file at or below `path`; 0 when there is none. */
function newestAt(path: string): number {
	if (NOT_A_SOURCE.test(path) || !existsSync(path)) return 0;
	const found = statSync(path);
	if (!found.isDirectory()) return found.mtimeMs;
	return Math.max(0, ...readdirSync(path).map((name) => newestAt(join(path, name))));
}

/** The end of what a failed build said. */
export interface FailedBuild {
	lines: string[];
}

const LINES_SHOWN = 30;

/** Builds the app to where `entry` lies, unless another process has just done it. Nothing is returned when the build is there. */
export function buildIfNeeded(root: string, entry: string): Promise<FailedBuild | undefined> {
	return alone(join(root, '.cache', 'building'), () =>
		isBuildStale(root, entry) ? build(root, dirname(entry)) : undefined
	);
}

function build(root: string, out: string): FailedBuild | undefined {
	const vite = join(root, 'node_modules/vite/bin/vite.js');
	const built = spawnSync(process.execPath, [vite, 'build'], {
		cwd: root,
		env: { ...process.env, BUILD_OUT: out },
		encoding: 'utf8'
	});
	if (built.status === 0) return undefined;
	return { lines: `${built.stdout}${built.stderr}`.trim().split('\n').slice(-LINES_SHOWN) };
}

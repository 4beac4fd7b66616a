// The built files and what they weigh on the wire.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { BuildRecords, Manifest } from './first-route.ts';

const OUTPUT = '.svelte-kit/output';
const CLIENT = join(OUTPUT, 'client');
const PAGES = join(OUTPUT, 'prerendered', 'pages');

const PLAIN = /\.(png|jpe?g|webp|avif|gif|ico|woff2?)$/;

/** What the build wrote about itself. */
export function readRecords(): BuildRecords {
	return {
		manifest: JSON.parse(text(join(CLIENT, '.vite', 'manifest.json'))) as Manifest,
		routes: text('.svelte-kit/generated/client-optimized/app.js'),
		shell: text(join(PAGES, 'index.html'))
	};
}

export const readServiceWorker = (): string => text(join(CLIENT, 'service-worker.js'));

/** Every script the build can hand to a browser, lazy ones too. */
export function allScripts(): string[] {
	const below = readdirSync(join(CLIENT, '_app', 'immutable'), { recursive: true, encoding: 'utf8' });
	return below.filter((name) => name.endsWith('.js')).map((name) => join('_app', 'immutable', name));
}

/** Bytes of one file as it is sent: brotli of the highest quality, pictures and fonts as they are. */
export function weightOf(file: string): number {
	const bytes = readFileSync(pathOf(file));
	if (PLAIN.test(file)) return bytes.length;
	const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
	return brotliCompressSync(bytes, { params }).length;
}

export const weightOfAll = (files: readonly string[]): number =>
	files.reduce((sum, file) => sum + weightOf(file), 0);

function pathOf(file: string): string {
	const path = file === '' ? join(PAGES, 'index.html') : join(CLIENT, file);
	return existsSync(path) ? path : join(PAGES, file);
}

const text = (path: string): string => readFileSync(path, 'utf8');

import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isBuildStale } from './build-if-needed.ts';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'tung-nha-build-'))));
afterEach(() => rmSync(root, { recursive: true }));

/** Writes a file that was last changed at that second. */
function write(path: string, second: number): string {
	const file = join(root, path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, '');
	utimesSync(file, second, second);
	return file;
}

test('a build is stale when it is missing', () => {
	write('src/app.css', 10);
	expect(isBuildStale(root, join(root, 'build/index.js'))).toBe(true);
});

test('a build is stale when a source is newer, however deep', () => {
	const entry = write('build/index.js', 20);
	write('src/lib/ui/Page.svelte', 10);
	expect(isBuildStale(root, entry)).toBe(false);
	write('src/lib/ui/Page.svelte', 30);
	expect(isBuildStale(root, entry)).toBe(true);
});

test('tests and generated messages make no build stale', () => {
	const entry = write('build/index.js', 20);
	write('src/lib/ui/page.test.ts', 30);
	write('src/lib/i18n/paraglide/messages.js', 30);
	expect(isBuildStale(root, entry)).toBe(false);
});

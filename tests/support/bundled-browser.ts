// The headless Chromium that travels inside @sparticuz/chromium (Linux x64). Only its files are used: the flags
// the package proposes weaken the browser. Unpacked once, into node_modules/.cache, so `npm ci` clears it.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

export interface BundledBrowser {
	path: string;
	/** What the machine lacks to run it: its own libraries or fonts. Empty on most. */
	env: Record<string, string>;
	isNew: boolean;
}

/** Undefined on other systems than Linux x64, or when the package is not installed. */
export function bundledBrowser(): BundledBrowser | undefined {
	const root = packageRoot();
	if (root === undefined) return undefined;
	const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
	const folder = join(root, '..', '..', '.cache', `chromium-${version}`);
	const path = join(folder, 'chromium');
	const isNew = unpack(path, (part) => {
		writeFileSync(part, brotliDecompressSync(readFileSync(join(root, 'bin', 'chromium.br'))));
		chmodSync(part, 0o755);
	});
	return { path, isNew, env: { ...libraries(root, folder, path), ...fonts(root, folder) } };
}

function packageRoot(): string | undefined {
	if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
	try {
		const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
		return join(entry.slice(0, entry.lastIndexOf('@sparticuz')), '@sparticuz', 'chromium');
	} catch {
		return undefined;
	}
}

// NSS and expat: a slim container has neither.
function libraries(root: string, folder: string, chromium: string): Record<string, string> {
	if (!run('ldd', chromium).includes('not found')) return {};
	const into = join(folder, 'al2023');
	unpack(into, (part) => {
		untar(join(root, 'bin', 'al2023.tar.br'), part);
	});
	return { LD_LIBRARY_PATH: join(into, 'lib') };
}

// Without any font every letter is a box and nothing has a width. Open Sans draws Vietnamese in full.
function fonts(root: string, folder: string): Record<string, string> {
	if (existsSync('/usr/share/fonts/truetype') || existsSync('/usr/share/fonts/opentype')) return {};
	const into = join(folder, 'fonts');
	unpack(into, (part) => {
		untar(join(root, 'bin', 'fonts.tar.br'), part);
		const list = `<fontconfig><dir>${join(into, 'fonts')}</dir><cachedir>${into}</cachedir></fontconfig>`;
		writeFileSync(join(part, 'fonts.conf'), list);
	});
	return { FONTCONFIG_FILE: join(into, 'fonts.conf') };
}

// Under a temporary name first: two runs may start at the same moment, and one may be cut short.
function unpack(path: string, write: (part: string) => void): boolean {
	if (existsSync(path)) return false;
	const part = `${path}.${String(process.pid)}`;
	mkdirSync(dirname(path), { recursive: true });
	write(part);
	try {
		renameSync(part, path);
	} catch (error) {
		rmSync(part, { recursive: true, force: true });
		if (!existsSync(path)) throw error;
	}
	return true;
}

function untar(archive: string, into: string): void {
	mkdirSync(into);
	execFileSync('tar', ['-x', '-C', into], { input: brotliDecompressSync(readFileSync(archive)) });
}

function run(command: string, ...args: string[]): string {
	try {
		return execFileSync(command, args, { encoding: 'utf8', stdio: 'pipe' });
	} catch {
		return '';
	}
}

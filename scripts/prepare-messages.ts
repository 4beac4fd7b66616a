// Commands run from source, and their words are generated: this makes them when they are missing or older than the texts.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TEXTS = join(ROOT, 'src/lib/i18n/messages');
const GENERATED = join(ROOT, 'src/lib/i18n/paraglide');
const COMPILER = join(ROOT, 'node_modules/@inlang/paraglide-js/bin/run.js');

/** Call before importing anything that speaks. Where the compiler is not installed, what the build made is used. */
export function prepareMessages(): void {
	if (!existsSync(COMPILER) || newestIn(join(GENERATED, 'messages')) >= newestIn(TEXTS)) return;
	// As in vite.config.ts.
	const project = ['--project', './project.inlang', '--outdir', './src/lib/i18n/paraglide'];
	const strategy = ['--strategy', 'localStorage', 'baseLocale'];
	execFileSync(process.execPath, [COMPILER, 'compile', ...project, ...strategy], {
		cwd: ROOT,
		stdio: 'ignore'
	});
	// The compiler rewrites only what changed: this says that it has looked.
	const now = new Date();
	utimesSync(join(GENERATED, 'messages', '_index.js'), now, now);
}

/** Time of the newest file of a folder, 0 when it is not there. */
function newestIn(folder: string): number {
	if (!existsSync(folder)) return 0;
	return Math.max(0, ...readdirSync(folder).map((file) => statSync(join(folder, file)).mtimeMs));
}

// Before the unit tests: the messages as functions, compiled anew only when a message changed.
// In a process of its own, since the compiler inside Vitest keeps it from ending.
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, statSync, utimesSync } from 'node:fs';

const COMPILED = 'src/lib/i18n/paraglide/messages.js';

export default function compileMessages(): void {
	if (isFresh()) return;
	const compiler = 'node_modules/@inlang/paraglide-js/bin/run.js';
	execFileSync(process.execPath, [compiler, 'compile', '--project', './project.inlang', '--silent'], {
		stdio: 'inherit'
	});
	// The compiler leaves files alone that would come out the same.
	utimesSync(COMPILED, new Date(), new Date());
}

function isFresh(): boolean {
	if (!existsSync(COMPILED)) return false;
	const sources = globSync(['src/lib/i18n/messages/*.json', 'project.inlang/*.{js,json}']);
	return sources.every((path) => statSync(path).mtimeMs < statSync(COMPILED).mtimeMs);
}

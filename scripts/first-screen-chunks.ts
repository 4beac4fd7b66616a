// Part of the build: what every phone loads before its first list is drawn goes into two files instead of fifty, one of
// the packages, which a new version of the app leaves as it is, and one of the app's own. Small files compress badly
// (they made up 7 KB of the first screen), and each is one more answer to wait for from the phone's storage.
import type { Plugin } from 'vite';

/** The framework's start, the root layout and the page that volunteers open, by the end of the module's name. */
const ROOTS = [
	'/kit/src/runtime/client/entry.js',
	'/src/routes/+layout.svelte',
	'/src/routes/today/+page.svelte'
];

export function firstScreenChunks(): Plugin {
	let packages: ReadonlySet<string> = new Set();
	return {
		name: 'first-screen-chunks',
		apply: 'build',
		applyToEnvironment: (environment) => environment.config.consumer === 'client',
		configEnvironment(name) {
			if (name !== 'client') return;
			const groups = [
				{ name: 'packages', test: (id: string) => packages.has(id), priority: 1 },
				// With all that they need of other modules.
				{ name: 'first-screen', test: isRoot }
			];
			return { build: { rolldownOptions: { output: { codeSplitting: { groups } } } } };
		},
		buildEnd() {
			const importsOf = (id: string): readonly string[] => this.getModuleInfo(id)?.importedIds ?? [];
			const first = reachedFrom([...this.getModuleIds()].filter(isRoot), importsOf);
			packages = new Set([...first].filter((id) => id.includes('/node_modules/')));
		}
	};
}

const isRoot = (id: string): boolean => ROOTS.some((root) => id.endsWith(root));

/** These modules and all that they import statically, in any number of steps. */
export function reachedFrom(
	roots: readonly string[],
	importsOf: (id: string) => readonly string[]
): Set<string> {
	const reached = new Set(roots);
	for (const id of reached) for (const imported of importsOf(id)) reached.add(imported);
	return reached;
}

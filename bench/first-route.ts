// What a browser fetches to show one route from an empty cache, told from the build's own records: the shell, and the
// closure of the start, the app, the root layout, the error page and the route's own layouts and page.

/** One entry of Vite's manifest.json; `imports` and `css` are fetched with it, dynamic imports are not. */
export interface ManifestEntry {
	file: string;
	imports?: string[];
	css?: string[];
	assets?: string[];
}
export type Manifest = Record<string, ManifestEntry>;

export interface BuildRecords {
	manifest: Manifest;
	/** The framework's generated app.js: which nodes a route is made of. */
	routes: string;
	/** The prerendered page that boots at any address. */
	shell: string;
}

const GENERATED = '.svelte-kit/generated/client-optimized';

/** Files from the root of the site, without a leading slash, sorted. Throws when the build has no such route. */
export function filesOfRoute({ manifest, routes, shell }: BuildRecords, route: string): string[] {
	const nodes = [0, 1, ...nodesOf(routes, route)].map((node) => `${GENERATED}/nodes/${node}.js`);
	return [
		...new Set([...filesInShell(shell), ...closureOf(manifest, [`${GENERATED}/app.js`, ...nodes])])
	].sort();
}

/** The files of these entries and of all they import statically, with their styles and assets. */
export function closureOf(manifest: Manifest, keys: readonly string[]): Set<string> {
	const files = new Set<string>();
	const seen = new Set<string>();
	const visit = (key: string): void => {
		if (seen.has(key)) return;
		seen.add(key);
		const entry = manifest[key];
		if (entry === undefined) throw new Error(`the build's manifest does not know ${key}`);
		for (const file of [entry.file, ...(entry.css ?? []), ...(entry.assets ?? [])]) files.add(file);
		entry.imports?.forEach(visit);
	};
	keys.forEach(visit);
	return files;
}

/** Numbers of the layouts, error pages and page of a route: `"/today": [~4,[2],[3]]`. */
function nodesOf(routes: string, route: string): number[] {
	const entry = routes.split('\n').find((line) => line.trim().startsWith(`${JSON.stringify(route)}: [`));
	if (entry === undefined) throw new Error(`the build has no route ${route}`);
	const numbers = entry.slice(entry.indexOf('[')).match(/\d+/g) ?? [];
	return numbers.map(Number);
}

/** What the page names by itself: scripts, styles, preloaded modules, icons. */
function filesInShell(shell: string): string[] {
	const named = [...shell.matchAll(/(?:<link[^>]*\shref=|<script[^>]*\ssrc=|\bimport\()"\/([^"]+)"/g)];
	return named.flatMap(([, file]) => file ?? []);
}

// Part of the build: names the files a phone must hold to start and work without a network, for the service worker.
// A route is kept unless it is listed below: a new screen that someone forgets costs bytes (and the budget says so)
// instead of failing at a door without signal. Office chunks are fetched when first opened.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

/** Routes that no phone needs on its way, by the folder's name under src/routes. */
const LEFT_OUT = ['dev'];

/** Written for src/service-worker.ts to import: addresses that start at the root. */
export const PRECACHE_LIST = '.svelte-kit/precache.json';

/** The modules that a chunk's own module imports statically; a route's chunk names its page or layout there. */
type ImportsOf = (moduleId: string) => readonly string[];

export function precacheList(): Plugin {
	let root = '';
	return {
		name: 'precache-list',
		apply: 'build',
		applyToEnvironment: (environment) => environment.config.consumer === 'client',
		configResolved(config) {
			root = config.root;
		},
		generateBundle: {
			order: 'post',
			handler(_, bundle) {
				const importsOf: ImportsOf = (id) => this.getModuleInfo(id)?.importedIds ?? [];
				const files = filesToKeep(bundle, importsOf);
				writeFileSync(join(root, PRECACHE_LIST), JSON.stringify(files.map((file) => `/${file}`)));
			}
		}
	};
}

/** Chunks, styles and assets of the start and of every route kept, sorted. */
export function filesToKeep(bundle: Rolldown.OutputBundle, importsOf: ImportsOf): string[] {
	const kept = new Set<string>();
	const keep = (file: string, follow: 'all' | 'static') => {
		const chunk = bundle[file];
		if (kept.has(file) || chunk?.type !== 'chunk') return;
		kept.add(file);
		for (const own of chunk.viteMetadata?.importedCss ?? []) kept.add(own);
		for (const own of chunk.viteMetadata?.importedAssets ?? []) kept.add(own);
		for (const other of chunk.imports) keep(other, follow);
		if (follow === 'all')
			for (const other of chunk.dynamicImports) if (!isOffice(bundle[other])) keep(other, follow);
	};
	const entries = Object.values(bundle)
		.filter((one) => one.type === 'chunk')
		.filter((one) => one.isEntry);
	const nodes = entries.filter(isNode);
	const starts = entries.filter((entry) => !isNode(entry));
	for (const node of nodes) if (!isLeftOut(node, importsOf)) keep(node.fileName, 'all');
	// The framework's own start imports every route dynamically: those were chosen one by one.
	for (const start of starts) keep(start.fileName, 'static');
	return [...kept].sort();
}

/** One page, layout or error page. */
const isNode = (chunk: Rolldown.OutputChunk) => chunk.name.startsWith('nodes/');

function isLeftOut(chunk: Rolldown.OutputChunk, importsOf: ImportsOf): boolean {
	const sources = chunk.facadeModuleId ? importsOf(chunk.facadeModuleId) : [];
	return sources.some((id) => {
		const folders = id.split('/src/routes/')[1]?.split('/') ?? [];
		// Route groups such as (desk) are not part of the address.
		const first = folders.find((folder) => !folder.startsWith('('));
		return first !== undefined && LEFT_OUT.includes(first);
	});
}

function isOffice(output: Rolldown.OutputBundle[string] | undefined): boolean {
	return output?.type === 'chunk' && output.moduleIds.some((id) => id.includes('/src/lib/office/'));
}

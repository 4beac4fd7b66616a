// Part of the build: names the files a phone must hold to start and work without a network, for the service worker.
// A route is kept unless it is listed below: a new screen that someone forgets costs bytes (and the budget says so)
// instead of failing at a door without signal. Who only goes from door to door opens no board: its pages are kept by the
// phones of heads, officials and observers. Office chunks are fetched when first opened.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

/** Routes that no phone needs on its way, by the folder's name under src/routes. */
const LEFT_OUT = ['dev'];

/** Routes that no volunteer has. */
const OF_THE_BOARD = ['hamlet', 'commune', 'totals'];

/** `always`: on every phone. `board`: what the board needs beside it. Sorted. */
export interface FilesToKeep {
	always: string[];
	board: string[];
}

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
				const { always, board } = filesToKeep(bundle, importsOf);
				const fromRoot = (files: string[]) => files.map((file) => `/${file}`);
				const list = { always: fromRoot(always), board: fromRoot(board) };
				writeFileSync(join(root, PRECACHE_LIST), JSON.stringify(list));
			}
		}
	};
}

/** Chunks, styles and assets of the start and of every route kept. */
export function filesToKeep(bundle: Rolldown.OutputBundle, importsOf: ImportsOf): FilesToKeep {
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
	const nodes = entries.filter(isNode).filter((node) => !isUnder(LEFT_OUT, node, importsOf));
	const boards = nodes.filter((node) => isUnder(OF_THE_BOARD, node, importsOf));
	for (const node of nodes) if (!boards.includes(node)) keep(node.fileName, 'all');
	// The framework's own start imports every route dynamically: those were chosen one by one.
	for (const start of entries.filter((entry) => !isNode(entry))) keep(start.fileName, 'static');
	const always = [...kept].sort();
	for (const node of boards) keep(node.fileName, 'all');
	return { always, board: [...kept].slice(always.length).sort() };
}

/** One page, layout or error page. */
const isNode = (chunk: Rolldown.OutputChunk) => chunk.name.startsWith('nodes/');

function isUnder(routes: readonly string[], chunk: Rolldown.OutputChunk, importsOf: ImportsOf): boolean {
	const sources = chunk.facadeModuleId ? importsOf(chunk.facadeModuleId) : [];
	return sources.some((id) => {
		const folders = id.split('/src/routes/')[1]?.split('/') ?? [];
		// Route groups such as (desk) are not part of the address.
		const first = folders.find((folder) => !folder.startsWith('('));
		return first !== undefined && routes.includes(first);
	});
}

function isOffice(output: Rolldown.OutputBundle[string] | undefined): boolean {
	return output?.type === 'chunk' && output.moduleIds.some((id) => id.includes('/src/lib/office/'));
}

import { describe, expect, test } from 'vitest';
import { filesToKeep } from './precache-list.ts';

type Bundle = Parameters<typeof filesToKeep>[0];

const chunk = (fileName: string, more: object = {}) => ({
	type: 'chunk',
	fileName,
	name: fileName.replace('.js', ''),
	isEntry: !fileName.startsWith('chunks/'),
	facadeModuleId: fileName,
	moduleIds: [],
	imports: [],
	dynamicImports: [],
	...more
});

const bundleOf = (...chunks: ReturnType<typeof chunk>[]) =>
	Object.fromEntries(chunks.map((one) => [one.fileName, one])) as unknown as Bundle;

const pages: Record<string, string[]> = {
	'nodes/1.js': ['/app/src/routes/(walk)/today/+page.svelte'],
	'nodes/2.js': ['/app/src/routes/(desk)/dev/+page.svelte'],
	'nodes/3.js': ['/app/src/routes/hamlet/+page.svelte']
};
const importsOf = (id: string) => pages[id] ?? [];

describe('the files a phone keeps', () => {
	test('are the start and the routes, with what they import and their styles', () => {
		const bundle = bundleOf(
			chunk('entry/app.js', { imports: ['chunks/svelte.js'], dynamicImports: ['nodes/1.js', 'nodes/2.js'] }),
			chunk('nodes/1.js', {
				imports: ['chunks/row.js'],
				viteMetadata: { importedCss: new Set(['assets/1.css']), importedAssets: new Set() }
			}),
			chunk('nodes/2.js', { imports: ['chunks/table.js'] }),
			chunk('chunks/svelte.js'),
			chunk('chunks/row.js'),
			chunk('chunks/table.js')
		);
		expect(filesToKeep(bundle, importsOf)).toEqual({
			always: ['assets/1.css', 'chunks/row.js', 'chunks/svelte.js', 'entry/app.js', 'nodes/1.js'],
			board: []
		});
	});

	test('include what a kept route loads later, except the office', () => {
		const bundle = bundleOf(
			chunk('nodes/1.js', { dynamicImports: ['chunks/scan.js', 'chunks/excel.js'] }),
			chunk('chunks/scan.js'),
			chunk('chunks/excel.js', { moduleIds: ['/app/src/lib/office/workbook.ts'] })
		);
		expect(filesToKeep(bundle, importsOf).always).toEqual(['chunks/scan.js', 'nodes/1.js']);
	});

	test('of a board only what no volunteer needs stands apart', () => {
		const bundle = bundleOf(
			chunk('nodes/1.js', { imports: ['chunks/row.js'] }),
			chunk('nodes/3.js', { imports: ['chunks/row.js', 'chunks/chart.js'] }),
			chunk('chunks/row.js'),
			chunk('chunks/chart.js')
		);
		expect(filesToKeep(bundle, importsOf)).toEqual({
			always: ['chunks/row.js', 'nodes/1.js'],
			board: ['chunks/chart.js', 'nodes/3.js']
		});
	});
});

import { expect, test } from 'vitest';
import { closureOf, filesOfRoute, type Manifest } from './first-route.ts';

const nodes = '.svelte-kit/generated/client-optimized/nodes';
const manifest: Manifest = {
	'.svelte-kit/generated/client-optimized/app.js': { file: 'app.js', imports: ['_runtime.js'] },
	[`${nodes}/0.js`]: { file: 'layout.js', imports: ['_runtime.js', '_store.js'], css: ['layout.css'] },
	[`${nodes}/1.js`]: { file: 'error.js', imports: ['_runtime.js'] },
	[`${nodes}/4.js`]: { file: 'today.js', imports: ['_store.js'], css: ['today.css'], assets: ['door.svg'] },
	[`${nodes}/5.js`]: { file: 'commune.js', imports: ['_office.js'] },
	'_runtime.js': { file: 'runtime.js' },
	'_store.js': { file: 'store.js', imports: ['_runtime.js', '_sealing.js'] },
	'_sealing.js': { file: 'sealing.js', imports: ['_store.js'] },
	'_office.js': { file: 'office.js' }
};
const routes = 'export const dictionary = {\n\t\t"/commune": [5],\n\t\t"/today": [~4]\n\t};';
const shell = `<link rel="icon" href="/icon.svg" /><link rel="modulepreload" href="/start.js">
	<a href="/today">Hôm nay</a><script src="/old.js"></script><script>import("/start.js"), import("/app.js")</script>`;

test('a route costs its shell and the closure of its layout, error page and page, each file once', () => {
	expect(filesOfRoute({ manifest, routes, shell }, '/today')).toEqual(
		[
			...['icon.svg', 'start.js', 'old.js', 'app.js', 'runtime.js', 'layout.js', 'layout.css', 'error.js'],
			...['store.js', 'sealing.js', 'today.js', 'today.css', 'door.svg']
		].sort()
	);
});

test('chunks that import each other end, and what is only imported when opened is left out', () => {
	expect([...closureOf(manifest, ['_store.js'])]).toEqual(['store.js', 'runtime.js', 'sealing.js']);
});

test('a route or chunk that the build does not know is an error, never a smaller number', () => {
	expect(() => filesOfRoute({ manifest, routes, shell }, '/toda')).toThrow('no route /toda');
	expect(() => closureOf(manifest, ['_gone.js'])).toThrow('_gone.js');
});

import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';

/** Around every page, so around this one. */
const AROUND = ['Screen.svelte'];

test('every component has its specimen: one that nobody looks at grows ugly in the dark', () => {
	const page = readFileSync('src/routes/dev/+page.svelte', 'utf8');
	const components = globSync('src/lib/ui/*.svelte').map((path) => basename(path));
	const missing = components.filter((name) => !AROUND.includes(name) && !page.includes(`'#ui/${name}'`));
	expect(components.length).toBeGreaterThan(20);
	expect(missing).toEqual([]);
});

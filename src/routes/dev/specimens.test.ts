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

/** Beside what is done and said to those who listen: what makes a component look otherwise. */
const UNSEEN = /^(on[a-z]+|children|label|take\w+|who|type|maxlength|inputmode|autocapitalize|stickyState)$/;

test('every state of a component stands there too: whatever can be told to it is told somewhere', () => {
	const page = readFileSync('src/routes/dev/+page.svelte', 'utf8');
	const untold = globSync('src/lib/ui/*.svelte').flatMap((path) => {
		const name = basename(path, '.svelte');
		const props = /interface Props \{([\s\S]*?)\n\t\}/.exec(readFileSync(path, 'utf8'))?.[1] ?? '';
		const tags = page.split(new RegExp(`<${name}\\b`)).slice(1);
		const told = tags.map((tag) => tag.split('<')[0] ?? '').join(' ');
		return [...props.matchAll(/^\t\t(\w+)\??:/gm)]
			.map(([, prop = '']) => prop)
			.filter((prop) => !UNSEEN.test(prop) && !page.includes(`{#snippet ${prop}()}`))
			.filter((prop) => !new RegExp(`[\\s{:]${prop}[\\s=}/>]`).test(told))
			.map((prop) => `${name}: ${prop}`);
	});
	expect(untold).toEqual([]);
});

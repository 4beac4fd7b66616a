import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const spec = readFileSync('docs/sync-spec.md', 'utf8');
const rules = [...spec.matchAll(/^- ((?:RC|TM|MG|ST|WR|PS|PL|RS|CL)\d+)( \*\*\(not yet\)\*\*)?/gm)];
const tests = globSync('{src,tests,scripts}/**/*{.test,-contract}.ts').map((file) =>
	readFileSync(file, 'utf8')
);
const quoted = new Set(tests.flatMap((text) => [...text.matchAll(/\[([A-Z]{2}\d+)\]/g)].map(([, id]) => id)));

test('every rule of the sync spec that is built is quoted by the title of a test', () => {
	const built = rules.filter(([, , notYet]) => notYet === undefined).map(([, id]) => id);
	expect(built.length).toBeGreaterThan(20);
	expect(built.filter((id) => !quoted.has(id))).toEqual([]);
});

test('no test quotes a sync rule that the spec does not have', () => {
	const known = new Set(rules.map(([, id]) => id));
	const ours = [...quoted].filter((id) => /^(RC|TM|MG|ST|WR|PS|PL|RS|CL)\d/.test(id ?? ''));
	expect(ours.filter((id) => !known.has(id))).toEqual([]);
});

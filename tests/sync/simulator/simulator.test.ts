import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { assertFound, MUTANTS } from './mutants.ts';

/** The event loop is taken over for good in a process that plays: never in the one that runs the tests. */
function sim(...args: string[]): string {
	const main = ['tests/sync/simulator/main.ts', ...args];
	return spawnSync(process.execPath, main, { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } })
		.stdout;
}

const traceOf = (output: string): string | undefined => /trace: '([0-9a-f]{16})'/.exec(output)?.[1];

test('the same seed twice is the same run, another seed is another', { timeout: 120_000 }, () => {
	const first = traceOf(sim('--seed', '7', '--trace'));
	expect(first).toMatch(/^[0-9a-f]{16}$/);
	expect(traceOf(sim('--seed', '7', '--trace'))).toBe(first);
	expect(traceOf(sim('--seed', '8', '--trace'))).not.toBe(first);
});

test.each(MUTANTS)('the source still says what the mutant of $rule changes', (mutant) => {
	expect(() => assertFound(mutant)).not.toThrow();
});

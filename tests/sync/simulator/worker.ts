// One process that plays runs: asked for a seed, it says what became of it. `MUTANT` names a rule that it plays without,
// `BACKEND` the database it plays on.
import './engine.ts';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MUTANTS, switchOff } from './mutants.ts';
import type { Backend, Script } from './script.ts';
import type { Rule } from './violation.ts';

/** What the main process asks for. `shrinks`: how often a failing run may be played to tell it with fewer steps. */
export interface Ask {
	seed: number;
	actions: number;
	shrinks: number;
}

export interface Told {
	seed: number;
	steps: number;
	trace: string;
	violation?: { rule: Rule; says: string; step: number };
	/** The steps that are enough to see it. */
	script?: unknown;
	/** The file that tells how it came, where no second run would go the same way. */
	story?: string;
}

const mutant = MUTANTS.find(({ rule }) => rule === process.env.MUTANT);
if (mutant !== undefined) switchOff(mutant);
// Only now, so that the engine is loaded as it is to be played.
const [{ makeScript }, { play }, { shrink }] = await Promise.all([
	import('./script.ts'),
	import('./world.ts'),
	import('./shrink.ts')
]);

process.on('message', (ask: Ask) => {
	void answer(ask).then((told) => process.send?.(told));
});

const backend = (process.env.BACKEND ?? 'sqlite') as Backend;

async function answer({ seed, actions, shrinks }: Ask): Promise<Told> {
	const script = makeScript(seed, backend, actions);
	if (backend === 'postgres') return playOnce(script);
	const result = await play(script);
	if (result.violation === undefined || shrinks === 0) return result;
	const small = await shrink(script, result, (other) => play(other), shrinks);
	return { ...result, script: small };
}

async function playOnce(script: Script): Promise<Told> {
	const lines: string[] = [];
	const result = await play(script, (line) => lines.push(line));
	if (result.violation === undefined) return result;
	const story = join(tmpdir(), `tung-nha-sim-${String(script.seed)}.log`);
	writeFileSync(story, [...lines, result.violation.says, ''].join('\n'));
	return { ...result, story };
}

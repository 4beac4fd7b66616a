// One process that plays runs: asked for a seed, it says what became of it. `MUTANT` names a rule that it plays without.
import './engine.ts';
import { MUTANTS, switchOff } from './mutants.ts';
import type { Rule } from './violation.ts';

/** What the main process asks for. `shrinks`: how often a failing run may be played to tell it with fewer steps. */
export interface Ask {
	seed: number;
	shrinks: number;
}

export interface Told {
	seed: number;
	steps: number;
	trace: string;
	violation?: { rule: Rule; says: string; step: number };
	/** The steps that are enough to see it. */
	script?: unknown;
}

const mutant = MUTANTS.find(({ rule }) => rule === process.env.MUTANT);
if (mutant !== undefined) switchOff(mutant);
// Only now, so that the engine is loaded as it is to be played.
const [{ makeScript }, { play }, { shrink }] = await Promise.all([
	import('./script.ts'),
	import('./world.ts'),
	import('./shrink.ts')
]);

process.on('message', ({ seed, shrinks }: Ask) => {
	void answer(seed, shrinks).then((told) => process.send?.(told));
});

async function answer(seed: number, shrinks: number): Promise<Told> {
	const script = makeScript(seed);
	const result = await play(script);
	if (result.violation === undefined || shrinks === 0) return result;
	const small = await shrink(script, result, (other) => play(other), shrinks);
	return { ...result, script: small };
}

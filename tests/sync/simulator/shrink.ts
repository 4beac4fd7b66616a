// Fewer steps that fail in the same way: what is left is what it takes.
import type { Script } from './script.ts';
import type { RunResult } from './world.ts';

/** Leaves out ever smaller stretches of steps, as long as `most` plays last. */
export async function shrink(
	script: Script,
	failed: RunResult,
	play: (script: Script) => Promise<RunResult>,
	most: number
): Promise<Script> {
	const rule = failed.violation?.rule;
	let best: Script = { ...script, steps: script.steps.slice(0, failed.violation?.step) };
	let plays = 0;
	for (let stretch = Math.ceil(best.steps.length / 2); stretch >= 1; stretch = Math.floor(stretch / 2)) {
		for (let from = 0; from < best.steps.length && plays < most;) {
			const steps = [...best.steps.slice(0, from), ...best.steps.slice(from + stretch)];
			const { violation } = await play({ ...best, steps });
			plays += 1;
			if (violation?.rule === rule) best = { ...best, steps };
			else from += stretch;
		}
	}
	return best;
}

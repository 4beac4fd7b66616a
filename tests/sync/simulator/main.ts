// `npm run sim`: plays runs in as many processes as there are cores, seeds that ever failed first. `--help` tells the rest.
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { assertFound, type Mutant, MUTANTS } from './mutants.ts';
import type { Told } from './worker.ts';

const HELP = `npm run sim -- [--runs N] [--seed S] [--minutes M] [--jobs J] [--mutants] [--trace] [--report FILE]
  --runs     how many runs, 200 when neither runs nor minutes are given
  --seed     seed of the first run, 1 when absent; the others follow
  --minutes  stops after so long
  --jobs     processes, one for each core when absent
  --mutants  each rule of the list switched off must be caught; --only WORD takes those with the word
  --trace    prints the trace of the one run of --seed
  --report   writes how many runs held and how many did not`;

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));
const SHRINKS = 60;
const RUNS_PER_MUTANT = 3_000;

interface Batch {
	seeds: Iterator<number>;
	jobs: number;
	mutant?: string;
	shrinks: number;
	/** Whether another run may begin. */
	goesOn: (told: Told | undefined) => boolean;
}

/** Hands seeds to processes until they are used up or nobody wants to go on. */
function playAll({ seeds, jobs, mutant, shrinks, goesOn }: Batch): Promise<void> {
	let isOver = false;
	const playIn = (): Promise<void> =>
		new Promise((resolve, reject) => {
			const env = { ...process.env, ...(mutant === undefined ? {} : { MUTANT: mutant }) };
			const worker: ChildProcess = fork(WORKER, { env, execArgv: ['--disable-warning=ExperimentalWarning'] });
			const next = (): void => {
				const seed = isOver ? undefined : seeds.next();
				if (seed === undefined || seed.done === true) worker.disconnect();
				else worker.send({ seed: seed.value, shrinks });
			};
			worker.on('message', (told: Told) => {
				if (!goesOn(told)) isOver = true;
				next();
			});
			worker.on('error', reject);
			worker.on('exit', (code) =>
				code === 0 ? resolve() : reject(new Error(`a process ended with ${String(code)}`))
			);
			next();
		});
	return Promise.all(Array.from({ length: jobs }, playIn)).then(() => {});
}

function* seedsFrom(first: number, runs: number): Generator<number> {
	yield* failedSeeds();
	for (let run = 0; run < runs; run += 1) yield first + run;
}

function failedSeeds(): number[] {
	const text = readFileSync(new URL('failed-seeds.json', import.meta.url), 'utf8');
	return (JSON.parse(text) as { seed: number }[]).map(({ seed }) => seed);
}

async function simulate(
	first: number,
	runs: number,
	minutes: number,
	jobs: number,
	file?: string
): Promise<void> {
	const begun = performance.now();
	const until = begun + minutes * 60_000;
	const failed: Told[] = [];
	let [done, steps] = [0, 0];
	await playAll({
		seeds: seedsFrom(first, runs),
		jobs,
		shrinks: SHRINKS,
		goesOn: (told) => {
			if (told !== undefined) {
				done += 1;
				steps += told.steps;
				if (told.violation !== undefined) failed.push(told);
				if (told.violation !== undefined) tell(told);
			}
			return performance.now() < until;
		}
	});
	const seconds = (performance.now() - begun) / 1_000;
	const once = failedSeeds().length;
	const told = [
		`${String(done)} runs (seeds ${String(first)} to ${String(first + done - once - 1)}, and ${String(once)} that once failed)`,
		`${String(steps)} steps`,
		`${String(failed.length)} violations`,
		`${seconds.toFixed(0)} s`,
		`${(done / seconds).toFixed(1)} runs/s`
	].join(', ');
	console.log(told);
	const report = { passed: done - failed.length, failed: failed.length, skipped: 0, told };
	if (file !== undefined) writeFileSync(file, JSON.stringify(report));
	process.exitCode = failed.length === 0 ? 0 : 1;
}

function tell({ seed, violation, trace, script }: Told): void {
	console.log(
		`seed ${String(seed)}: ${String(violation?.rule)} at step ${String(violation?.step)}, trace ${trace}`
	);
	console.log(`  ${String(violation?.says)}`);
	const steps = (script as { steps: unknown[] } | undefined)?.steps ?? [];
	console.log(`  enough to see it (${String(steps.length)} steps): ${JSON.stringify(script)}`);
}

async function tryMutants(first: number, jobs: number, only: string): Promise<void> {
	const chosen = MUTANTS.filter(({ rule }) => rule.includes(only));
	for (const mutant of chosen) assertFound(mutant);
	let survived = 0;
	for (const mutant of chosen) if (!(await isCaught(mutant, first, jobs))) survived += 1;
	console.log(`${String(chosen.length - survived)} of ${String(chosen.length)} mutants caught`);
	process.exitCode = survived === 0 ? 0 : 1;
}

async function isCaught({ rule }: Mutant, first: number, jobs: number): Promise<boolean> {
	let runs = 0;
	let caught: Told | undefined;
	await playAll({
		seeds: seedsFrom(first, RUNS_PER_MUTANT),
		jobs,
		mutant: rule,
		shrinks: 0,
		goesOn: (told) => {
			runs += 1;
			if (told?.violation !== undefined) caught ??= told;
			return caught === undefined;
		}
	});
	const says =
		caught === undefined
			? 'SURVIVED'
			: `seed ${String(caught.seed)}, ${String(caught.violation?.rule)}: ${String(caught.violation?.says)}`;
	console.log(`${rule.padEnd(40)} ${String(runs).padStart(5)} runs   ${says}`);
	return caught !== undefined;
}

async function trace(seed: number): Promise<void> {
	await import('./engine.ts');
	const { makeScript } = await import('./script.ts');
	const { play } = await import('./world.ts');
	console.log(await play(makeScript(seed), (line) => console.log(line)));
}

const { values } = parseArgs({
	options: {
		runs: { type: 'string' },
		seed: { type: 'string', default: '1' },
		minutes: { type: 'string' },
		jobs: { type: 'string' },
		mutants: { type: 'boolean' },
		only: { type: 'string', default: '' },
		trace: { type: 'boolean' },
		report: { type: 'string' },
		help: { type: 'boolean' }
	}
});
const seed = Number(values.seed);
const jobs = Number(values.jobs ?? availableParallelism());
const minutes = Number(values.minutes ?? Infinity);
const runs = Number(values.runs ?? (values.minutes === undefined ? 200 : Infinity));
if (values.help) console.log(HELP);
else if (values.trace) await trace(seed);
else if (values.mutants) await tryMutants(seed, jobs, values.only);
else await simulate(seed, runs, minutes, jobs, values.report);

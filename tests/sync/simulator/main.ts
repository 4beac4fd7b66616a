// `npm run sim`: plays runs in as many processes as there are cores, seeds that ever failed first. `--help` tells the rest.
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SERVER_VARIABLE, startTestPostgres } from '../../support/postgres.ts';
import { ACTIONS } from './actions.ts';
import { assertFound, type Mutant, MUTANTS } from './mutants.ts';
import type { Backend } from './script.ts';
import type { Told } from './worker.ts';

const HELP = `npm run sim -- [--runs N] [--seed S] [--minutes M] [--jobs J] [--backend B] [--mutants] [--trace] [--actions A]
               [--report FILE]
  --runs     how many runs, 200 when neither runs nor minutes are given
  --seed     seed of the first run, 1 when absent; the others follow
  --minutes  stops after so long
  --jobs     processes, one for each core when absent
  --backend  sqlite, when absent: the same seed is the same run. postgres: eight phones on a server started for it (Debian's,
             or the one in $POSTGRES_BIN); transactions overlap and pause before each commit, and a seed says what people do,
             not who is first. A run that fails is told in a file, since no second one goes the same way
  --mutants  each rule of the list switched off must be caught, on the database that its entry names; --only WORD takes
             those with the word
  --trace    prints the trace of the one run of --seed
  --actions  what people do in the runs of --seed, as failed-seeds.json says it of a seed: all there is, when absent
  --report   writes how many runs held and how many did not`;

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));
const SHRINKS = 60;
const RUNS_PER_MUTANT = 3_000;

/** `actions`: what people do, as it was when a seed failed. */
interface Play {
	seed: number;
	actions: number;
}

interface Batch {
	seeds: Iterator<Play>;
	jobs: number;
	backend: Backend;
	mutant?: string;
	shrinks: number;
	/** Whether another run may begin. */
	goesOn: (told: Told | undefined) => boolean;
}

/** Hands seeds to processes until they are used up or nobody wants to go on. */
function playAll({ seeds, jobs, backend, mutant, shrinks, goesOn }: Batch): Promise<void> {
	let isOver = false;
	const playIn = (): Promise<void> =>
		new Promise((resolve, reject) => {
			const env = { ...process.env, BACKEND: backend, ...(mutant === undefined ? {} : { MUTANT: mutant }) };
			const worker: ChildProcess = fork(WORKER, { env, execArgv: ['--disable-warning=ExperimentalWarning'] });
			const next = (): void => {
				const seed = isOver ? undefined : seeds.next();
				if (seed === undefined || seed.done === true) worker.disconnect();
				else worker.send({ ...seed.value, shrinks });
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

function* seedsFrom(first: number, runs: number, backend: Backend): Generator<Play> {
	yield* failedSeeds(backend);
	for (let run = 0; run < runs; run += 1) yield { seed: first + run, actions };
}

/** A seed is a run on SQLite only. */
function failedSeeds(backend: Backend): Play[] {
	if (backend === 'postgres') return [];
	const text = readFileSync(new URL('failed-seeds.json', import.meta.url), 'utf8');
	return JSON.parse(text) as Play[];
}

interface Course {
	backend: Backend;
	first: number;
	runs: number;
	minutes: number;
	jobs: number;
	file?: string | undefined;
}

async function simulate({ backend, first, runs, minutes, jobs, file }: Course): Promise<void> {
	const begun = performance.now();
	const until = begun + minutes * 60_000;
	const failed: Told[] = [];
	let [done, steps] = [0, 0];
	await playAll({
		seeds: seedsFrom(first, runs, backend),
		jobs,
		backend,
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
	const once = failedSeeds(backend).length;
	const told = [
		`${String(done)} runs on ${backend} (seeds ${String(first)} to ${String(first + done - once - 1)}${once > 0 ? `, and ${String(once)} that once failed` : ''})`,
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

function tell({ seed, violation, trace, script, story }: Told): void {
	console.log(
		`seed ${String(seed)}: ${String(violation?.rule)} at step ${String(violation?.step)}, trace ${trace}`
	);
	console.log(`  ${String(violation?.says)}`);
	if (story !== undefined) return console.log(`  how it came: ${story}`);
	const steps = (script as { steps: unknown[] } | undefined)?.steps ?? [];
	console.log(`  enough to see it (${String(steps.length)} steps): ${JSON.stringify(script)}`);
}

async function tryMutants(first: number, jobs: number, only: string): Promise<void> {
	const chosen = MUTANTS.filter(({ rule }) => rule.includes(only));
	for (const mutant of chosen) assertFound(mutant);
	let survived = 0;
	for (const mutant of chosen) {
		const isCaughtThere = await on(mutant.backend, () => isCaught(mutant, first, jobs));
		if (!isCaughtThere) survived += 1;
	}
	console.log(`${String(chosen.length - survived)} of ${String(chosen.length)} mutants caught`);
	process.exitCode = survived === 0 ? 0 : 1;
}

async function isCaught({ rule, backend = 'sqlite' }: Mutant, first: number, jobs: number): Promise<boolean> {
	let runs = 0;
	let caught: Told | undefined;
	await playAll({
		seeds: seedsFrom(first, RUNS_PER_MUTANT, backend),
		jobs,
		backend,
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

async function trace(seed: number, backend: Backend): Promise<void> {
	await import('./engine.ts');
	const { makeScript } = await import('./script.ts');
	const { play } = await import('./world.ts');
	console.log(await play(makeScript(seed, backend, actions), (line) => console.log(line)));
}

/** With the database server that is needed, for all processes of this one. Throws where there is none. */
async function on<T>(needed: Backend | undefined, work: () => Promise<T>): Promise<T> {
	if (needed !== 'postgres') return work();
	const { address, stop } = await startTestPostgres();
	process.env[SERVER_VARIABLE] = address;
	try {
		return await work();
	} finally {
		await stop();
	}
}

const { values } = parseArgs({
	options: {
		runs: { type: 'string' },
		seed: { type: 'string', default: '1' },
		minutes: { type: 'string' },
		jobs: { type: 'string' },
		backend: { type: 'string', default: 'sqlite' },
		mutants: { type: 'boolean' },
		only: { type: 'string', default: '' },
		trace: { type: 'boolean' },
		actions: { type: 'string', default: String(ACTIONS) },
		report: { type: 'string' },
		help: { type: 'boolean' }
	}
});
const first = Number(values.seed);
const actions = Number(values.actions);
const jobs = Number(values.jobs ?? availableParallelism());
const minutes = Number(values.minutes ?? Infinity);
const runs = Number(values.runs ?? (values.minutes === undefined ? 200 : Infinity));
const backend = values.backend as Backend;
if (backend !== 'sqlite' && backend !== 'postgres') throw new Error('--backend is sqlite or postgres');

if (values.help) console.log(HELP);
else if (values.mutants) await tryMutants(first, jobs, values.only);
else if (values.trace) await on(backend, () => trace(first, backend));
else await on(backend, () => simulate({ backend, first, runs, minutes, jobs, file: values.report }));

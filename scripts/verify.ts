// `npm test`: everything that must hold, in order, and nothing after the first thing that does not.
// The last line says how many tests passed and failed. `--only lint,types` runs some of the steps.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findBrowser } from '../tests/support/browser.ts';
import { findPostgres, installPostgres, whyNotInstall } from './postgres/find-postgres.ts';
import { prepareMessages } from './prepare-messages.ts';

interface Step {
	name: string;
	/** Left out, and said to be, where there is no PostgreSQL. */
	needsPostgres?: true;
	/** Begins with the step before it: each of the two leaves a core idle. */
	isBeside?: true;
	/** All at once, for each takes one core: the script of a tool and its arguments. */
	runs: readonly (readonly [script: string, ...args: string[]])[];
	/** For a step that runs tests: what the tool wrote about them. */
	count?: () => Counts;
	/** One line more about what was found, shown also when all is well. */
	told?: () => string | undefined;
}

interface Counts {
	passed: number;
	failed: number;
	skipped: number;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const REPORTS = mkdtempSync(join(tmpdir(), 'verify-'));
const UNIT_REPORT = join(REPORTS, 'unit.json');
const JOURNEY_REPORT = join(REPORTS, 'journeys.json');
const KILL_REPORT = join(REPORTS, 'kill.json');
const SIM_REPORT = join(REPORTS, 'sim.json');
const SIM_POSTGRES_REPORT = join(REPORTS, 'sim-pg.json');

const STEPS: readonly Step[] = [
	{
		name: 'lint',
		// Components apart: each of them makes TypeScript begin anew, which mixed with the rest takes twice as long.
		runs: [
			['node_modules/eslint/bin/eslint.js', '--max-warnings=0', '--ignore-pattern', '**/*.svelte', '.'],
			['node_modules/eslint/bin/eslint.js', '--max-warnings=0', 'src/**/*.svelte']
		]
	},
	{ name: 'format', runs: [['node_modules/prettier/bin/prettier.cjs', '--check', '.']] },
	{
		name: 'types',
		isBeside: true,
		runs: [
			['node_modules/svelte-check/bin/svelte-check', '--fail-on-warnings', '--output', 'human'],
			['node_modules/typescript/bin/tsc', '-p', 'tsconfig.worker.json']
		]
	},
	{
		// Beside the sources, and in tests/: contracts, sync (both on SQLite and on PostgreSQL), architecture, security.
		name: 'unit',
		runs: [
			[
				'node_modules/vitest/vitest.mjs',
				'run',
				'--allowOnly=false',
				'--reporter=default',
				'--reporter=json',
				`--outputFile.json=${UNIT_REPORT}`
			]
		],
		count: () => countUnits(UNIT_REPORT)
	},
	{
		// As many as fit in four minutes; `npm run sim -- --runs 200000` is the long form.
		name: 'sim',
		runs: [['tests/sync/simulator/main.ts', '--runs', '2000', '--minutes', '4', '--report', SIM_REPORT]],
		count: () => readReport<Counts>(SIM_REPORT) ?? { passed: 0, failed: 0, skipped: 0 },
		told: () => readReport<{ told: string }>(SIM_REPORT)?.told
	},
	{
		// As many as begin in a quarter of a minute.
		name: 'sim-pg',
		needsPostgres: true,
		runs: [
			[
				'tests/sync/simulator/main.ts',
				'--backend',
				'postgres',
				'--runs',
				'50',
				'--minutes',
				'0.25',
				'--report',
				SIM_POSTGRES_REPORT
			]
		],
		count: () => readReport<Counts>(SIM_POSTGRES_REPORT) ?? { passed: 0, failed: 0, skipped: 0 },
		told: () => readReport<{ told: string }>(SIM_POSTGRES_REPORT)?.told
	},
	{ name: 'build', isBeside: true, runs: [['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn']] },
	{ name: 'bytes', runs: [['bench/bytes.ts', '--check']] },
	// Few requests and always the same: `npm run fuzz` sends more.
	{ name: 'fuzz', runs: [['tests/fuzz/run.ts', '--requests', '2000', '--seed', '1']] },
	{
		name: 'journeys',
		runs: [['node_modules/@playwright/test/cli.js', 'test', '--forbid-only', '--reporter=list,json']],
		count: () => countJourneys(JOURNEY_REPORT)
	},
	{
		// Few kills; `npm run kill -- --server 100 --browser 50` is the long form.
		name: 'kill',
		runs: [
			[
				'tests/kill/run.ts',
				'--server',
				'8',
				'--browser',
				'4',
				'--damage',
				'1',
				'--update',
				'1',
				'--report',
				KILL_REPORT
			]
		],
		count: () => readReport<Counts>(KILL_REPORT) ?? { passed: 0, failed: 0, skipped: 0 },
		told: () => readReport<{ told: string }>(KILL_REPORT)?.told
	}
];

async function verify(): Promise<void> {
	process.chdir(ROOT);
	const steps = chosenSteps();
	sayTools(steps);
	if (steps.some(({ name, needsPostgres }) => name === 'unit' || needsPostgres)) preparePostgres();
	prepare();
	const total: Counts = { passed: 0, failed: 0, skipped: 0 };
	let failedAt: string | undefined;
	for (const together of groupsOf(steps)) {
		const isAlone = together.length === 1;
		const counted = await Promise.all(
			together.map(async (step) => ({ step, counts: await runStep(step, isAlone) }))
		);
		for (const { counts } of counted) {
			total.passed += counts.passed;
			total.failed += counts.failed;
		}
		failedAt = counted.find(({ counts }) => counts.failed > 0)?.step.name;
		if (failedAt !== undefined) break;
	}
	if (failedAt !== undefined) console.log(`Stopped at: ${failedAt}`);
	if (withoutPostgres !== undefined) console.log(withoutPostgres);
	console.log(`${String(total.passed)} passed, ${String(total.failed)} failed`);
	process.exitCode = total.failed === 0 ? 0 : 1;
}

function chosenSteps(): readonly Step[] {
	const { values } = parseArgs({ options: { only: { type: 'string' } } });
	const only = values.only?.split(',');
	if (only === undefined) return STEPS;
	const unknown = only.filter((name) => !STEPS.some((step) => step.name === name));
	if (unknown.length > 0) {
		throw new Error(
			`No such step: ${unknown.join(', ')}. There are: ${STEPS.map(({ name }) => name).join(', ')}.`
		);
	}
	return STEPS.filter(({ name }) => only.includes(name));
}

/** One line: which Node runs this, and which browser will be driven, unpacked by now. */
function sayTools(steps: readonly Step[]): void {
	const node = process.execPath.includes('node_modules') ? 'from node_modules' : "this machine's";
	const tools = [`Node ${process.versions.node} (${node})`];
	if (steps.some(({ name }) => name === 'journeys')) tools.push(`Chromium (${findBrowser().origin})`);
	console.log(tools.join(', '));
}

let withoutPostgres: string | undefined;

/**
 * Sees to it that the sync and storage tests also run on PostgreSQL: installs it where that is possible. Where it is not,
 * that is said here and again at the end; where they have to run, as in CI, nothing runs.
 */
function preparePostgres(): void {
	if (findPostgres() !== undefined) return;
	let why = whyNotInstall();
	if (why === undefined) {
		console.log('There is no PostgreSQL here: installing Debian’s, for the tests that run on it too.');
		why = installPostgres();
	}
	if (why === undefined) return;
	withoutPostgres = `SKIPPED: ALL TESTS ON POSTGRESQL (${why})`;
	if (process.env.CI || process.env.REQUIRE_POSTGRES) throw new Error(withoutPostgres);
	console.log(withoutPostgres);
}

/** What a fresh clone lacks: the words as functions, the types of the routes. */
function prepare(): void {
	prepareMessages();
	const { status, stderr } = spawnSync(
		process.execPath,
		['node_modules/@sveltejs/kit/svelte-kit.js', 'sync'],
		{
			encoding: 'utf8'
		}
	);
	if (status !== 0) throw new Error(`svelte-kit sync failed: ${stderr}`);
}

/** The chosen ones in order, those together that run beside one another. */
function groupsOf(chosen: readonly Step[]): Step[][] {
	const groups: Step[][] = [];
	for (const step of STEPS) {
		const last = groups.at(-1);
		if (step.isBeside && last !== undefined) last.push(step);
		else groups.push([step]);
	}
	return groups
		.map((group) => group.filter((step) => chosen.includes(step)))
		.filter((group) => group.length > 0);
}

/** Prints the step's line, and what its tool said when it failed. A step without tests that fails counts as one. */
async function runStep(step: Step, isAlone: boolean): Promise<Counts> {
	const name = step.name.padEnd(10);
	// Of two at once each prints its line when it is over.
	if (isAlone) process.stdout.write(name);
	if (step.needsPostgres && withoutPostgres !== undefined) {
		console.log(`${isAlone ? '' : name}${withoutPostgres}`);
		return { passed: 0, failed: 0, skipped: 0 };
	}
	const start = performance.now();
	const results = await Promise.all(step.runs.map(runTool));
	const isGood = results.every(({ code }) => code === 0);
	const output = results.map((result) => result.output).join('');
	const counts = step.count?.() ?? { passed: 0, failed: 0, skipped: 0 };
	if (!isGood) counts.failed = Math.max(1, counts.failed);
	const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6);
	const told = step.count ? `   ${sentenceOf(counts)}` : '';
	console.log(`${isAlone ? '' : name}${isGood ? 'ok    ' : 'FAILED'} ${seconds} s${told}`);
	const more = step.told?.();
	if (more !== undefined) console.log(`${' '.repeat(10)}${more}`);
	if (!isGood) console.log(output);
	return counts;
}

function sentenceOf({ passed, failed, skipped }: Counts): string {
	return `${String(passed)} passed, ${String(failed)} failed${skipped > 0 ? `, ${String(skipped)} skipped` : ''}`;
}

function runTool([script, ...args]: readonly [string, ...string[]]): Promise<{
	code: number;
	output: string;
}> {
	return new Promise((resolve, reject) => {
		const tool = spawn(process.execPath, [script, ...args], {
			env: { ...process.env, NO_COLOR: '1', PLAYWRIGHT_JSON_OUTPUT_FILE: JOURNEY_REPORT },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		let output = '';
		const keep = (text: string) => (output += text);
		tool.stdout.setEncoding('utf8').on('data', keep);
		tool.stderr.setEncoding('utf8').on('data', keep);
		tool.on('error', reject);
		tool.on('close', (code) => {
			resolve({ code: code ?? 1, output });
		});
	});
}

// A tool that fell over before it could report has counted nothing.
function readReport<T>(path: string): T | undefined {
	return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : undefined;
}

function countUnits(path: string): Counts {
	const report =
		readReport<Record<'numPassedTests' | 'numFailedTests' | 'numPendingTests' | 'numTodoTests', number>>(
			path
		);
	if (report === undefined) return { passed: 0, failed: 0, skipped: 0 };
	return {
		passed: report.numPassedTests,
		failed: report.numFailedTests,
		skipped: report.numPendingTests + report.numTodoTests
	};
}

function countJourneys(path: string): Counts {
	const report = readReport<{ stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number> }>(path);
	if (report === undefined) return { passed: 0, failed: 0, skipped: 0 };
	const { expected, unexpected, flaky, skipped } = report.stats;
	return { passed: expected, failed: unexpected + flaky, skipped };
}

try {
	await verify();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
} finally {
	rmSync(REPORTS, { recursive: true, force: true });
}

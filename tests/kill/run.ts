// `npm run kill`: real processes killed in the middle of their work, and both databases compared with what was meant.
// `--server N`: how many kills of the server; `--seed S` repeats the choices of a run, not its timing.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { prepareMessages } from '../../scripts/prepare-messages.ts';
import { randomFrom } from './random.ts';
import { isClean, linesOf, type Verdict } from './verdict.ts';

/** What is printed about one part, and what it found. */
export interface Told {
	lines: string[];
	kills: number;
	verdict: Verdict;
}

const { values } = parseArgs({
	options: {
		server: { type: 'string', default: '8' },
		seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
		/** A file for `npm test`: how many kills passed and failed. */
		report: { type: 'string' }
	}
});

async function run(): Promise<void> {
	const random = randomFrom(Number(values.seed));
	const parts: [kills: number, part: (kills: number) => Promise<Told>][] = [
		[
			Number(values.server),
			async (kills) => (await import('./kill-server.ts')).killServer(kills, random.fork())
		]
	];
	console.log(`seed ${values.seed}`);
	prepareMessages();
	const counts = { passed: 0, failed: 0, skipped: 0 };
	for (const [wanted, part] of parts) {
		if (wanted === 0) continue;
		const startedAt = performance.now();
		const { lines, kills, verdict } = await part(wanted);
		const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0);
		const [first, ...rest] = [...lines, ...linesOf(verdict)];
		console.log([`${first} (${seconds} s)`, ...rest.map((line) => `  ${line}`)].join('\n'));
		if (isClean(verdict)) counts.passed += kills;
		else counts.failed += kills;
	}
	if (values.report !== undefined) writeFileSync(values.report, JSON.stringify(counts));
	if (counts.failed > 0) process.exitCode = 1;
}

await run();

// `npm run kill`: real processes killed in the middle of their work, and both databases compared with what was meant.
// `--server N`, `--browser N`: how many kills of each; `--damage N`: how often each damage is done to the browser's files;
// `--update N`: how many newer versions of the app arrive amid the taps;
// `--seed S` repeats the choices of a run, not its timing.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { prepareMessages } from '../../scripts/prepare-messages.ts';
import { randomFrom } from './random.ts';
import { addTo, isClean, linesOf, nothingFound, type Verdict } from './verdict.ts';

/** What is printed about one part, and what it found. */
export interface Told {
	lines: string[];
	kills: number;
	verdict: Verdict;
}

const { values } = parseArgs({
	options: {
		server: { type: 'string', default: '8' },
		browser: { type: 'string', default: '4' },
		damage: { type: 'string', default: '1' },
		update: { type: 'string', default: '3' },
		seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
		/** A file for `npm test`: how many kills passed and failed, and the counts in one line. */
		report: { type: 'string' }
	}
});

async function run(): Promise<void> {
	const random = randomFrom(Number(values.seed));
	const parts: [kills: string, part: (kills: number) => Promise<Told>][] = [
		[values.server, async (kills) => (await import('./kill-server.ts')).killServer(kills, random.fork())],
		[values.browser, async (kills) => (await import('./kill-browser.ts')).killBrowser(kills, random.fork())],
		[
			values.damage,
			async (times) => (await import('./damage-browser.ts')).damageBrowser(times, random.fork())
		],
		[
			values.update,
			async (times) => (await import('./update-browser.ts')).updateBrowser(times, random.fork())
		]
	];
	console.log(`seed ${values.seed}`);
	prepareMessages();
	const counts = { passed: 0, failed: 0, skipped: 0 };
	const sum = nothingFound();
	for (const [wanted, part] of parts) {
		if (Number(wanted) === 0) continue;
		const startedAt = performance.now();
		const { lines, kills, verdict } = await part(Number(wanted));
		const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0);
		const [first, ...rest] = [...lines, ...linesOf(verdict)];
		console.log([`${first} (${seconds} s)`, ...rest.map((line) => `  ${line}`)].join('\n'));
		addTo(sum, verdict);
		if (isClean(verdict)) counts.passed += kills;
		else counts.failed += kills;
	}
	if (values.report !== undefined)
		writeFileSync(values.report, JSON.stringify({ ...counts, told: linesOf(sum)[0] }));
	if (counts.failed > 0) process.exitCode = 1;
}

await run();

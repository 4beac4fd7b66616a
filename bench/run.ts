// `npm run bench -- budgets | board | wire [--json] [--save]`. How to read what they print stands in README.md beside this file.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { prepareMessages } from '../scripts/prepare-messages.ts';

const USAGE = `Usage: npm run bench -- budgets | board | wire [--json] [--save]

  budgets   build if needed, weigh the app and time it in a real browser; about eleven minutes
  board     time the pages of the hamlet head's board; about four minutes
  wire      weigh what phone and server say to each other; about half a minute
  --json    print all figures once more as JSON, as the last line
  --save    keep them in bench/baselines.json`;

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const options = {
	json: { type: 'boolean', default: false },
	save: { type: 'boolean', default: false }
} as const;
const { positionals, values } = parseArgs({ options, allowPositionals: true });
const wanted = positionals.length === 1 ? positionals[0] : undefined;

// The words are generated: only after that can anything be imported that speaks.
prepareMessages();
if (wanted === 'budgets') await (await import('./budgets.ts')).budgets(values);
else if (wanted === 'board') await (await import('./board.ts')).board(values);
else if (wanted === 'wire') await (await import('./wire.ts')).wire(values);
else {
	console.error(USAGE);
	process.exitCode = 2;
}

// `npm run bench -- budgets [--json] [--save]`. How to read what it prints stands in README.md beside this file.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { budgets } from './budgets.ts';

const USAGE = `Usage: npm run bench -- budgets [--json] [--save]

  budgets   build if needed, weigh the app and time it in a real browser; about five minutes
  --json    print all figures once more as JSON, as the last line
  --save    keep them in bench/baselines.json`;

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const options = {
	json: { type: 'boolean', default: false },
	save: { type: 'boolean', default: false }
} as const;
const { positionals, values } = parseArgs({ options, allowPositionals: true });

if (positionals.length === 1 && positionals[0] === 'budgets') await budgets(values);
else {
	console.error(USAGE);
	process.exitCode = 2;
}

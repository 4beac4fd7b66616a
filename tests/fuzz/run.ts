// `npm run fuzz -- [--requests N] [--seed S]`: the built server is sent what no phone sends. It must not stumble (5xx),
// fall or swell, and what it keeps must be in order afterwards.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { prepareMessages } from '../../scripts/prepare-messages.ts';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
const { values } = parseArgs({
	options: { requests: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } }
});
const requests = Number(values.requests);
const seed = Number(values.seed);
if (!Number.isSafeInteger(requests) || requests < 100 || !Number.isSafeInteger(seed)) {
	console.error('Usage: npm run fuzz -- [--requests N, at least 100] [--seed S]');
	process.exit(2);
}

// The words are generated: only after that can anything be imported that speaks.
prepareMessages();
const { fuzz } = await import('./fuzz.ts');
// In memory where there is such a folder: whether a disk keeps its word is not what is asked here.
const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const folder = await mkdtemp(join(place, 'tung-nha-fuzz-'));
try {
	await fuzz(folder, requests, seed);
} catch (fault) {
	console.error(fault instanceof Error ? fault.message : fault);
	process.exitCode = 1;
} finally {
	await rm(folder, { recursive: true, force: true });
}

// `npm run figures -- --actions 5000 --seeds 3`: the boards' figures against SQL, for as many evenings as wanted.
import { parseArgs } from 'node:util';
import { compareFigures } from './compare-figures.ts';

const { values } = parseArgs({
	options: {
		actions: { type: 'string', default: '5000' },
		seed: { type: 'string', default: '1' },
		seeds: { type: 'string', default: '1' }
	}
});

for (let seed = Number(values.seed); seed < Number(values.seed) + Number(values.seeds); seed += 1) {
	const { count, wrong } = await compareFigures({ actions: Number(values.actions), seed });
	console.log(`seed ${String(seed)}: ${String(count)} figures, ${String(wrong.length)} wrong`);
	for (const line of wrong.slice(0, 40)) console.log(`  ${line}`);
	if (wrong.length > 0) process.exitCode = 1;
}

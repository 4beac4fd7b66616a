// Every figure of a board against an independent count from the server's tables, after an evening played by chance.
// `npm run figures` plays as long as it is told to.
import { expect, test } from 'vitest';
import { compareFigures } from './compare-figures.ts';

test('[F20] every figure of every board is the one that SQL counts', async () => {
	const { count, wrong } = await compareFigures({ actions: 1_200, seed: 1 });
	expect(wrong).toEqual([]);
	expect(count).toBeGreaterThan(1_000);
}, 60_000);

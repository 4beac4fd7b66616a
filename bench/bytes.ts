// Byte budgets (phone page, "Budgets"): exact, so `verify` fails by them. `node bench/bytes.ts --check` measures the
// build that is there; it does not make one.
import { allScripts, readRecords, readServiceWorker, weightOf, weightOfAll } from './build-files.ts';
import { inKB, figure, tableOf, type Figure } from './figure.ts';
import { filesOfRoute } from './first-route.ts';
import { filesPrecachedBy } from './precache.ts';

/** The first screen of a volunteer. */
export const FIRST_ROUTE = '/today';

const ends =
	(...endings: string[]) =>
	(file: string): boolean =>
		endings.some((ending) => file.endsWith(ending));
const isFont = ends('.woff2', '.woff', '.ttf', '.otf');
const isImage = ends('.svg', '.png', '.jpg', '.jpeg', '.webp', '.avif', '.gif', '.ico');

export async function byteFigures(): Promise<Figure[]> {
	const first = filesOfRoute(readRecords(), FIRST_ROUTE);
	const kept = await filesPrecachedBy(readServiceWorker());
	const lazy = allScripts().filter((file) => !kept.includes(file));
	const largestLazy = Math.max(0, ...lazy.map(weightOf));
	const files = (list: readonly string[]): string => `${list.length} files`;
	const scripts = first.filter(ends('.js'));
	const styles = first.filter(ends('.css'));
	return [
		inKB('JS of the first volunteer route', weightOfAll(scripts), 110, files(scripts)),
		inKB('CSS of the first volunteer route', weightOfAll(styles), 12, files(styles)),
		inKB('images of the first volunteer route', weightOfAll(first.filter(isImage)), 20),
		figure({ name: 'web fonts', unit: 'files', limit: 0 }, [...first, ...kept].filter(isFont).length),
		inKB('precache of a volunteer', weightOfAll(kept), 350, files(kept)),
		inKB('largest script fetched when first opened', largestLazy, 150, files(lazy))
	];
}

async function check(): Promise<void> {
	const figures = await byteFigures();
	console.log(tableOf(figures));
	for (const { name, value, unit, limit } of figures.filter((one) => !one.ok)) {
		console.error(
			`Over budget: ${name} is ${value} ${unit}, allowed are ${limit} ${unit} (1 KB = 1024 bytes).`
		);
		process.exitCode = 1;
	}
}

if (import.meta.main) {
	if (process.argv[2] === '--check') await check();
	else console.error('Usage: node bench/bytes.ts --check');
}

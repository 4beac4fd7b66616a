// What the wire carries (sync-spec WR1, WR2; phone page, "Budgets"): bodies as a phone sends and gets them. Headers are
// apart: they belong to the browser and to what stands between.
import { formatNumber } from '#i18n/format.ts';
import { readBaselines, saveBaselines } from './baselines.ts';
import { figure, inKB, KB, tableOf, type Figure } from './figure.ts';
import { median } from './statistics.ts';
import { totalOf, WireCommune, type WirePhone } from './wire-commune.ts';
import { walk } from './wire-evening.ts';

export interface WireOptions {
	/** Print the figures once more as JSON, as the last line. */
	json: boolean;
	/** Keep them as the new baselines. */
	save: boolean;
}

/** 22/11/2026, 18:00 in Việt Nam. */
const EVENING = Date.UTC(2026, 10, 22, 11);
const SEEDS = [1, 2, 3, 4, 5];
const CONDITIONS =
	'\n1 KB = 1024 bytes. Bodies only: gzip on the way up, brotli of quality 5 on the way down.';

export async function wire({ json, save }: WireOptions): Promise<void> {
	const figures = [
		...(await inCommune(async (commune) => [
			...(await downloads(commune)),
			...(await batches(commune)),
			await evening(commune)
		])),
		await inCommune(answered)
	];
	console.log(tableOf(figures, readBaselines()));
	console.log(CONDITIONS);
	if (save) saveBaselines(figures);
	if (json) console.log(JSON.stringify(figures));
	if (figures.some(({ ok }) => !ok)) process.exitCode = 1;
}

/** In a commune of its own: what others left there would be weighed too. */
async function inCommune<T>(weigh: (commune: WireCommune) => Promise<T>): Promise<T> {
	const commune = await WireCommune.open(EVENING);
	try {
		return await weigh(commune);
	} finally {
		await commune.close();
	}
}

/** A register that nobody has worked on yet. */
async function downloads(commune: WireCommune): Promise<Figure[]> {
	const clock = { now: EVENING };
	const volunteer = await commune.phone('Nguyễn Thị Hoa', 'volunteer', clock);
	const official = await commune.phone('Phạm Minh Đức', 'commune-official', clock);
	const hamlet = totalOf(await volunteer.run(), 'down');
	const whole = totalOf(await official.run(), 'down');
	return [
		inKB('first download of a hamlet, unanswered', hamlet, 40, sizeOf(volunteer)),
		inKB('first download of the commune, unanswered', whole, 200, sizeOf(official))
	];
}

/** Each on a phone of its own, handed in as one batch. */
async function batches(commune: WireCommune): Promise<Figure[]> {
	const limits = new Map([
		[1, 300],
		[50, 22],
		[500, 22]
	]);
	const figures: Figure[] = [];
	for (const [size, limit] of limits) {
		const each: number[] = [];
		for (const seed of SEEDS) {
			const [push] = await handIn(commune, size, seed);
			each.push((push?.up ?? NaN) / size);
		}
		const exact = Math.max(...each);
		const note = `the most of ${each.length} evenings; median ${median(each).toFixed(1)} B`;
		figures.push(figure({ name: `change in a batch of ${size}, up`, unit: 'B', limit, note }, exact, 10));
	}
	return figures;
}

async function evening(commune: WireCommune): Promise<Figure> {
	const each: number[] = [];
	for (const seed of SEEDS) each.push(totalOf(await handIn(commune, 60, seed), 'up'));
	const note = `the most of ${each.length}; push and pull, median ${(median(each) / KB).toFixed(2)} KB`;
	return inKB('evening of 60 changes, up', Math.max(...each), 3, note);
}

/** `changes` recorded without network, then one run. */
async function handIn(commune: WireCommune, changes: number, seed: number) {
	const clock = { now: EVENING };
	const phone = await commune.phone('Trần Văn Bình', 'volunteer', clock);
	await phone.run();
	let recorded = 0;
	for (const drafts of walkOf(commune, phone, clock, { seed, answers: 5, open: 0.8 })) {
		await phone.store.record(drafts.slice(0, changes - recorded));
		recorded += drafts.length;
		if (recorded >= changes) break;
	}
	return phone.run(changes);
}

/** The whole hamlet has been walked: six answers of everybody present, a visit at each door. */
async function answered(commune: WireCommune): Promise<Figure> {
	const clock = { now: EVENING };
	const phone = await commune.phone('Lê Thị Sen', 'hamlet-head', clock);
	await phone.run();
	let recorded = 0;
	for (const drafts of walkOf(commune, phone, clock, { seed: 6, answers: 6, open: 1 })) {
		await phone.store.record(drafts);
		if ((recorded += 1) % 500 === 0) await phone.run();
	}
	await phone.run();
	const another = await commune.phone('Nguyễn Thị Mai', 'volunteer', clock);
	const bytes = totalOf(await another.run(), 'down');
	return inKB('first download of a hamlet, six answers a person', bytes, 45, sizeOf(another));
}

function walkOf(
	{ hamlet }: WireCommune,
	{ store, member: by }: WirePhone,
	clock: { now: number },
	how: { seed: number; answers: number; open: number }
) {
	return walk({ store, hamlet, by, clock, ...how });
}

/** What the phone holds, so that one can see what was weighed. */
function sizeOf({ store: { view } }: WirePhone): string {
	const counted = (['households', 'people', 'answers', 'visits'] as const).map((c) => {
		return `${formatNumber(view.all(c).length)} ${c}`;
	});
	return counted.join(', ');
}

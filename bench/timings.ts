// The timings of the phone page's budgets, in a real Chromium on the built app with a real import behind it: each list at
// both speeds. Timings tell, they don't fail: the same code is slower on a busier machine.
import type { Phone } from '../tests/support/real-phone.ts';
import { calibrate, hostIndex, type Calibration } from './calibration.ts';
import type { Figure, Throttle } from './figure.ts';
import {
	coldStart,
	firstDownload,
	firstVisit,
	footprint,
	requestedFiles,
	searchKeys,
	taps
} from './measurements.ts';
import {
	downloadFigures,
	footprintFigures,
	searchFigures,
	startFigures,
	tapFigures,
	visitFigures
} from './timing-figures.ts';
import { TrialCommune } from './trial-commune.ts';
import { newPhone, signIn, untilReadyForNoNetwork } from './trial-phone.ts';

const STARTS = 5;
const TAPS = 60;
const VISITS = 5;

/** A small hamlet, a large one, and a merged commune in one list; with how many phones download it at each speed. */
const LISTS = [
	{ people: 250, downloads: 3 },
	{ people: 2_000, downloads: 5 },
	{ people: 20_000, downloads: 3 }
] as const;

export interface Timings {
	calibration: Calibration;
	figures: Figure[];
	/** Parts that came to nothing, each with why; the others were measured all the same. */
	failed: string[];
	/** Name and version. */
	browser: string;
	/** What Chromium fetched for the first route from an empty cache. */
	requested: string[];
}

/** `say` hears what goes on, `tell` each figure as soon as it is known: a long run that ends early has told what it had. */
export async function takeTimings(
	say: (line: string) => void,
	tell: (figures: readonly Figure[]) => void
): Promise<Timings> {
	const { calibration, browser } = await onPhone(await newPhone(1), async ({ page }) => ({
		calibration: await calibrate(page),
		browser: `Chromium ${page.context().browser()?.version() ?? ''}`
	}));
	const { L1, L2 } = calibration.levels;
	say(`calibrated: benchmark index ${calibration.host}; L1 ${L1.rate}×, L2 ${L2.rate}×`);
	const run = new Run(say, tell);
	for (const { people, downloads } of LISTS) {
		await run.part(`a list of ${people} people`, async () => {
			const commune = await TrialCommune.open(people, 2 * downloads + 1);
			try {
				if (people === LISTS[0].people) await visits(run, commune, L1);
				for (const throttle of [L1, L2]) await listTimings(run, commune, people, downloads, throttle);
			} finally {
				await commune.close();
			}
		});
	}
	calibration.hostAfter = await onPhone(await newPhone(1), ({ page }) => hostIndex(page));
	const { figures, failed, requested } = run;
	return { calibration, browser, figures, failed, requested };
}

/** What has been measured so far. */
class Run {
	readonly figures: Figure[] = [];
	readonly failed: string[] = [];
	requested: string[] = [];
	readonly #say: (line: string) => void;
	readonly #tell: (figures: readonly Figure[]) => void;

	constructor(say: (line: string) => void, tell: (figures: readonly Figure[]) => void) {
		this.#say = say;
		this.#tell = tell;
	}

	add(figures: readonly Figure[]): void {
		this.figures.push(...figures);
		this.#tell(figures);
	}

	/** A part that fails is named, and the next one begins. */
	async part(name: string, measure: () => Promise<void>): Promise<void> {
		try {
			await measure();
		} catch (error) {
			this.failed.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
			this.#say(`NOT MEASURED: ${this.failed.at(-1)}`);
		}
	}
}

/** An invite opened for the first time, on a new phone each time: nobody signs in, so that it stays whole. */
async function visits(run: Run, commune: TrialCommune, throttle: Throttle): Promise<void> {
	await run.part('first visit', async () => {
		const invite = commune.nextInvite();
		const times = [];
		while (times.length < VISITS)
			times.push(await onPhone(await newPhone(throttle.rate), ({ page }) => firstVisit(page, invite)));
		run.add(visitFigures(times, throttle));
	});
}

async function listTimings(
	run: Run,
	commune: TrialCommune,
	people: number,
	times: number,
	throttle: Throttle
): Promise<void> {
	const part = (name: string, measure: () => Promise<void>): Promise<void> =>
		run.part(`${name}, ${people} people, ${throttle.level}`, measure);
	await part('all of it', async () => {
		const { phone, downloads } = await downloadOften(commune, times, throttle);
		await onPhone(phone, async () => {
			run.add(downloadFigures(downloads, people, throttle));
			await untilReadyForNoNetwork(phone.page);
			if (run.requested.length === 0) run.requested = await requestedFiles(phone.page, commune.origin);
			await part('footprint', async () =>
				run.add(footprintFigures(await footprint(phone.page), people, throttle))
			);
			await commune.stop();
			await part('cold start', async () => {
				// One more, not counted: the browser keeps compiled scripts from the second start on.
				await coldStart(phone, commune.origin, throttle.rate);
				const starts = [];
				while (starts.length < STARTS) starts.push(await coldStart(phone, commune.origin, throttle.rate));
				run.add(startFigures(starts, people, throttle));
			});
			await part('search', async () =>
				run.add(searchFigures(await searchKeys(phone.page), people, throttle))
			);
			await part('taps', async () => run.add(tapFigures(await taps(phone.page, TAPS), people, throttle)));
			await commune.start();
		});
	});
}

/** Each download on a new phone; the last phone is handed back with the list on it. */
async function downloadOften(commune: TrialCommune, times: number, { rate }: Throttle) {
	const downloads = [];
	for (;;) {
		const phone = await newPhone(rate);
		try {
			await signIn(phone.page, commune.nextInvite());
			downloads.push(await firstDownload(phone.page));
		} catch (error) {
			await phone.dispose();
			throw error;
		}
		if (downloads.length === times) return { phone, downloads };
		await phone.dispose();
	}
}

async function onPhone<T>(phone: Phone, measure: (phone: Phone) => Promise<T>): Promise<T> {
	try {
		return await measure(phone);
	} finally {
		await phone.dispose();
	}
}

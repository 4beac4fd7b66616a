// What happens in a run, as a list of steps: data, so that a failing run can be told with fewer of them. Each step carries
// chance of its own: leaving one out changes nothing about the others.
import { ACTIONS } from './actions.ts';
import { Random } from './random.ts';
import { WRITERS } from './world-map.ts';
import type { DiskFault } from './disk.ts';
import type { Network, WireAct } from './wire.ts';

export type Step = { r: number } & (
	| { do: 'tap'; phone: number; what: Tap }
	/** Every phone taps, each of them something, and sends. */
	| { do: 'rush'; what: Tap[] }
	| { do: 'undo' | 'send' | 'tidy' | 'kill' | 'second-tab' | 'snapshot' | 'put-back'; phone: number }
	| { do: 'network'; phone: number; is: Network }
	| { do: 'wire'; act: WireAct }
	| { do: 'disk'; phone: number; fault: DiskFault; after: number }
	| { do: 'damage'; phone: number; what?: 'outbox' | 'journal' | 'pages' }
	| { do: 'clock'; phone: number; jump: number }
	| { do: 'server-clock'; jump: number }
	| { do: 'server-disk'; refuses: 'before' | 'after' }
	| { do: 'time'; ms: number }
	| { do: 'grant'; member: string; hamlets: string[] }
	| { do: 'backup' }
	| { do: 'restore' }
	| { do: 'confirm' }
	| { do: 'shut-out' | 'enrol' | 'update'; phone: number }
	| { do: 'server-update' }
);

export type Tap =
	| 'answer'
	| 'answers'
	| 'household'
	| 'no-record'
	| 'person'
	| 'new-person'
	| 'visit'
	| 'door'
	| 'settle'
	| 'not-allowed'
	| 'unknown-row'
	| 'elsewhere'
	| 'household-answer'
	| 'merge'
	| 'move'
	| 'void'
	| 'erase'
	| 'claim'
	| 'split'
	| 'lead'
	| 'refuse'
	| EveningTap
	| TwiceTap;

/** A session is planned, what is said of it changes, somebody came to it, or did not. */
export type EveningTap = 'plan' | 'session' | 'came' | 'not-came';

/** Two rows are one person, or two after all; what was said on the row that went is taken over; two are told apart. */
export type TwiceTap = 'same' | 'two-again' | 'take-over' | 'told-apart';

export type Backend = 'sqlite' | 'postgres';

export interface Script {
	seed: number;
	backend: Backend;
	/** A seed is the run that it was only with the actions that there were then. */
	actions: number;
	phones: number;
	/** First batch, most ops and most rows of one request: small, so that there are many. */
	batch: number;
	page: number;
	/** How far each phone's clock is off at the start. */
	skews: number[];
	/** Unsent work lies in each phone a second time. */
	hasSecondCopy?: true;
	steps: Step[];
}

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

type Kind = Step['do'];

/** How often each kind of step comes; what is not among `always` is left out of some runs, so that the rest goes far. */
const always: Partial<Record<Kind, number>> = { tap: 30, send: 22, time: 12, network: 5 };
const sometimes: Partial<Record<Kind, number>> = {
	undo: 4,
	tidy: 3,
	wire: 24,
	kill: 5,
	disk: 5,
	snapshot: 2,
	'put-back': 1.5,
	clock: 2,
	'server-clock': 1,
	'server-disk': 2,
	grant: 2,
	damage: 0.7,
	backup: 1.2,
	restore: 0.8
};
const together: readonly Kind[][] = [
	['snapshot', 'put-back'],
	['backup', 'restore']
];

export const STEPS = 200;

/** On PostgreSQL eight phones write, often all at once; else three to five. */
export function makeScript(seed: number, backend: Backend = 'sqlite', actions = ACTIONS): Script {
	const random = new Random(seed);
	const weights: Partial<Record<Kind, number>> = { ...always };
	for (const [kind, weight] of Object.entries(sometimes) as [Kind, number][]) {
		if (random.chance(0.55)) weights[kind] = weight;
	}
	for (const kinds of together) {
		for (const kind of kinds) {
			if (weights[kinds[0]!] === undefined) delete weights[kind];
			else weights[kind] = sometimes[kind]!;
		}
	}
	const few = 3 + random.int(3);
	const phones = backend === 'postgres' ? WRITERS.length : few;
	// Drawn apart, so that the seeds that failed before there were commands still are the same runs.
	const taps = tapWeights(random, new Random(seed + MORE));
	const isOdd = weights.wire !== undefined;
	const make = (): Step =>
		makeStep(random, random.weighted(weights as Record<Kind, number>), phones, taps, isOdd);
	const script = {
		seed,
		backend,
		actions,
		phones,
		batch: random.pick([1, 2, 5, 100]),
		page: random.pick([2, 5, 20, 500]),
		skews: Array.from({ length: phones }, () =>
			random.chance(0.3) ? random.pick(JUMPS) : random.int(5_000)
		),
		steps: Array.from({ length: STEPS + random.int(60) }, make)
	};
	const played = withLaterSteps(seed, {
		...script,
		steps: withSecondTabs(new Random(seed * TABS_SALT), phones, script.steps)
	});
	const all = { ...played, steps: withLaterTaps({ seed, actions, phones }, played.steps) };
	if (backend === 'sqlite') return all;
	const often = { ...taps, claim: 1, split: 2, lead: 3, came: 3, 'not-came': 1, same: 1, 'two-again': 1 };
	return { ...all, steps: withRushes(new Random(seed + RUSH_SALT), phones, often, all.steps) };
}

function withLaterTaps(
	{ seed, actions, phones }: Pick<Script, 'seed' | 'actions' | 'phones'>,
	steps: Step[]
): Step[] {
	if (actions < 2) return steps;
	const families = withFamilies(seed, phones, steps);
	return actions < 3 ? families : withEvenings(seed, phones, families);
}

/** Any number. */
const EVENINGS_SALT = 41_077;

/**
 * Evenings in half of the runs, people who are written down twice in half of them. An evening is planned before the middle of
 * a run, and what is to be said of it comes after: of none nothing is said.
 */
function withEvenings(seed: number, phones: number, steps: readonly Step[]): Step[] {
	const random = new Random(seed * EVENINGS_SALT);
	const all = [...steps];
	const put = (what: Tap, often: number, from: number, until: number): void => {
		for (let time = 0; time < often; time += 1) {
			const phone = isForPlanners(what) ? random.pick(plannersAmong(phones)) : random.int(phones);
			const at = Math.floor(all.length * (from + (until - from) * random.next()));
			all.splice(at, 0, { r: random.int(1 << 30), do: 'tap', phone, what });
		}
	};
	const isEvening = random.chance(0.5);
	if (isEvening) {
		put('plan', 1 + random.int(2), 0, 0.4);
		put('came', 6 + random.int(10), 0.3, 1);
		put('not-came', random.int(6), 0.5, 1);
		put('session', random.int(4), 0.3, 1);
	}
	const isTwice = random.chance(0.5);
	if (isTwice) {
		put('same', 1 + random.int(3), 0, 1);
		put('two-again', random.int(3), 0.3, 1);
		put('take-over', random.int(3), 0.3, 1);
		put('told-apart', random.int(2), 0, 1);
	}
	if (!isEvening && !isTwice) return all;
	// What becomes meanwhile of the people it is about.
	for (const what of ['refuse', 'lead', 'erase', 'merge', 'move'] as const) put(what, random.int(2), 0.4, 1);
	return all;
}

/** Head and official say the rest; on a phone of anybody else nothing would be tapped. */
const isForPlanners = (what: Tap): boolean => !FOR_ANYBODY.includes(what);
const FOR_ANYBODY: readonly Tap[] = ['came', 'not-came', 'refuse', 'lead'];

const plannersAmong = (phones: number): number[] =>
	WRITERS.slice(0, phones).flatMap((member, at) => (member === 'official' || member === 'head' ? [at] : []));

/** Any number. */
const FAMILIES_SALT = 90_173;

/** Each kind in half of the runs, by chance of its own: the other steps of a seed stay what they are. */
function withFamilies(seed: number, phones: number, steps: readonly Step[]): Step[] {
	const random = new Random(seed * FAMILIES_SALT);
	const all = [...steps];
	for (const [what, most] of Object.entries(FAMILY_TAPS) as [Tap, number][]) {
		const often = random.chance(0.5) ? 1 + random.int(most) : 0;
		for (let time = 0; time < often; time += 1) {
			const step: Step = { r: random.int(1 << 30), do: 'tap', phone: random.int(phones), what };
			all.splice(random.int(all.length), 0, step);
		}
	}
	return all;
}

/** Few refuse: about six households nothing would be left to say. */
const FAMILY_TAPS: Partial<Record<Tap, number>> = { claim: 10, split: 8, lead: 12, refuse: 4 };

const RUSHES = 20;
const RUSH_SALT = 5117;

function withRushes(
	random: Random,
	phones: number,
	taps: Record<Tap, number>,
	steps: readonly Step[]
): Step[] {
	const all = [...steps];
	for (let time = 0; time < RUSHES; time += 1) {
		all.splice(random.int(all.length), 0, makeStep(random, 'rush', phones, taps, true));
	}
	return all;
}

/** Any number; with this one the seeds that failed before there were second tabs are the runs they were. */
const TABS_SALT = 81;

/** In half of the runs, by chance of its own: the other steps of a seed stay what they are. */
function withSecondTabs(random: Random, phones: number, steps: readonly Step[]): Step[] {
	const all = [...steps];
	const often = random.chance(0.5) ? 2 + random.int(10) : 0;
	for (let time = 0; time < often; time += 1) {
		const step: Step = { r: random.int(1 << 30), do: 'second-tab', phone: random.int(phones) };
		all.splice(random.int(all.length), 0, step);
	}
	return all;
}

/** Any number; with this one the seeds that failed before there were such steps are the runs they were. */
const LATER_SALT = 28669;

/** In half of the runs, by chance of their own: the other steps of a seed stay what they are. */
function withLaterSteps(seed: number, script: Script): Script {
	const random = new Random(seed * LATER_SALT);
	if (random.chance(0.5)) return script;
	const steps = [...script.steps];
	const puts = (chance: Random) => (often: number, make: (more: { r: number; phone: number }) => Step) => {
		for (let time = 0; time < often; time += 1) {
			const step = make({ r: chance.int(1 << 30), phone: chance.int(script.phones) });
			steps.splice(chance.int(steps.length), 0, step);
		}
	};
	if (random.chance(0.6)) shutOut(random, puts(random));
	for (const [salt, kinds] of LATER_KINDS) {
		const chance = new Random(seed * salt);
		if (!chance.chance(0.5)) kinds(chance, puts(chance));
	}
	return { ...script, hasSecondCopy: true, steps };
}

type Put = (often: number, make: (more: { r: number; phone: number }) => Step) => void;

function shutOut(random: Random, put: Put): void {
	put(1 + random.int(3), (more) => ({ ...more, do: 'shut-out' }));
	put(random.int(8), (more) => ({ ...more, do: 'enrol' }));
}

/** Backups that are taken off the machine, and the weeks after which phones no longer keep what lies in them. */
function confirm(random: Random, put: Put): void {
	put(2 + random.int(4), ({ r }) => ({ r, do: 'backup' }));
	put(1 + random.int(4), ({ r }) => ({ r, do: 'confirm' }));
	put(2 + random.int(4), ({ r }) => ({ r, do: 'time', ms: 20 * DAY }));
	put(4 + random.int(8), (more) => ({ ...more, do: 'tidy' }));
	put(random.int(3), ({ r }) => ({ r, do: 'restore' }));
}

/** The server understands the next version of ops from some time on, and then the phones, one after the other. */
function update(random: Random, put: Put): void {
	put(1, ({ r }) => ({ r, do: 'server-update' }));
	put(3 + random.int(6), (more) => ({ ...more, do: 'update' }));
}

/** Without a word of what is damaged, as such a step was before, it does nothing. */
function damage(random: Random, put: Put): void {
	put(2 + random.int(8), (more) => ({
		...more,
		do: 'damage',
		what: random.weighted({ outbox: 4, journal: 1, pages: 2 })
	}));
}

/** Each with a number like the one above. */
const LATER_KINDS: readonly [salt: number, kinds: (random: Random, put: Put) => void][] = [
	[665_458, confirm],
	[19, update],
	[108, damage]
];

const MORE = 3928;

const JUMPS = [-30 * DAY, -DAY, -90 * MINUTE, -7_000, 7_000, 90 * MINUTE, DAY, 40 * DAY];

function tapWeights(random: Random, more: Random): Record<Tap, number> {
	const rare = random.chance(0.4) ? 1 : 0;
	const commands = more.chance(0.6) ? 2 : 0;
	const erasures = commands > 0 && more.chance(0.5) ? 1 : 0;
	return {
		answer: 10,
		answers: 3,
		household: 4,
		'no-record': 1,
		person: 4,
		'new-person': 2,
		visit: 3,
		door: 3,
		settle: 1,
		'not-allowed': rare,
		'unknown-row': rare,
		elsewhere: rare,
		'household-answer': commands,
		merge: commands,
		move: commands,
		void: commands,
		erase: erasures,
		// Put in between the others: see `withFamilies`.
		claim: 0,
		split: 0,
		lead: 0,
		refuse: 0,
		// And these: see `withEvenings`.
		plan: 0,
		session: 0,
		came: 0,
		'not-came': 0,
		same: 0,
		'two-again': 0,
		'take-over': 0,
		'told-apart': 0
	};
}

function makeStep(
	random: Random,
	kind: Kind,
	phones: number,
	taps: Record<Tap, number>,
	isOdd: boolean
): Step {
	const r = random.int(1 << 30);
	const phone = random.int(phones);
	switch (kind) {
		case 'tap':
			return { r, do: kind, phone, what: random.weighted(taps) };
		case 'rush':
			return { r, do: kind, what: Array.from({ length: phones }, () => random.weighted(taps)) };
		case 'network':
			return { r, do: kind, phone, is: random.weighted({ good: 4, odd: isOdd ? 5 : 0, off: 2 }) };
		case 'wire':
			return { r, do: kind, act: random.weighted(WIRE_ACTS) };
		case 'disk':
			return { r, do: kind, phone, fault: random.weighted(DISK_FAULTS), after: 1 + random.int(40) };
		case 'clock':
			return { r, do: kind, phone, jump: random.pick(JUMPS) };
		case 'server-clock':
			return {
				r,
				do: kind,
				jump: random.pick([-DAY, -90 * MINUTE, -5_000, 5_000, 90 * MINUTE, 20 * DAY, 60 * DAY])
			};
		case 'server-disk':
			return { r, do: kind, refuses: random.pick(['before', 'after']) };
		case 'time':
			return { r, do: kind, ms: random.pick([500, 2_500, 10_000, 30_000, 70_000, 6 * MINUTE, 2 * DAY]) };
		case 'grant':
			return {
				r,
				do: kind,
				member: random.pick(['hoa', 'lan', 'head']),
				hamlets: random.pick([[], ['h1'], ['h2'], ['h1', 'h2']])
			};
		case 'backup':
		case 'restore':
			return { r, do: kind };
		default:
			return { r, do: kind, phone };
	}
}

const WIRE_ACTS: Record<WireAct, number> = {
	deliver: 8,
	'both-ways': 14,
	drop: 3,
	duplicate: 3,
	abort: 4,
	'truncate-request': 1,
	'truncate-reply': 2,
	captive: 1,
	busy: 1,
	'too-large': 1
};

const DISK_FAULTS: Record<DiskFault, number> = {
	abort: 3,
	quota: 3,
	unknown: 2,
	close: 2,
	kill: 5,
	'kill-committed': 3
};

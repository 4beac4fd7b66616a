// A keystroke-level model (Card, Moran and Newell 1980) of one finger of a person over sixty on a touch screen. It predicts
// the time of somebody who knows the way and makes no mistake; talk at the door is not in it. It measures no person.

/** Seconds. */
const YOUNG_MENTAL = 1.35;

/** Cycles of the older adult's cognitive, motor and perceptual processor and the time of an eye movement. */
const OLDER = { cognitive: 0.118, motor: 0.146, perceptual: 0.178, eyeMovement: 0.267, perBit: 0.175 };

/**
 * The operators, in seconds. OLDER: Jastrzembski and Charness, "The Model Human Processor and the older adult", Journal of
 * Experimental Psychology: Applied 13 (2007), 224–248, whose older people were 69 on average; they were estimated for mobile
 * phones with keys.
 */
export const operators = {
	/** K, finger down and up: two motor cycles. */
	press: 2 * OLDER.motor,
	/** P for one bit of difficulty; the bits come from the screen (Fitts, in Shannon's form). */
	pointPerBit: OLDER.perBit,
	/** M, to decide on an answer: the 1.35 s of 1980, slowed as the older cognitive cycle is (118 against 70 ms). */
	decide: YOUNG_MENTAL * (OLDER.cognitive / 0.07),
	/** Where the page has come to rest: one look, read. */
	lookAgain: OLDER.eyeMovement + OLDER.perceptual,
	/** R after a tap: the worst that the budgets allow on the slowest phone (tap → next paint, L2). */
	paint: 0.2,
	/** R after a tap that opens another page: the budget of a first paint. */
	openPage: 1
} as const;

/** How far a thumb pulls the page at once, in px of a screen of 740. */
export const SWIPE_PX = 400;
/** Where a thumb may begin: as exact as a main button. */
const SWIPE_TARGET_PX = 64;

export type Step =
	/** `distance` from the last touch and the smaller side of what is hit, in the same unit. */
	{ kind: 'tap'; distance: number; size: number; opensPage?: boolean } | { kind: 'swipe'; distance: number };

/** P: the time to bring the finger there. */
export function pointing(distance: number, size: number): number {
	return operators.pointPerBit * Math.log2(distance / size + 1);
}

/** Every tap is decided on; a swipe is a pull that nobody thinks about, and a look at where the page stands now. */
export function secondsOf(step: Step): number {
	const { press, decide, lookAgain, paint, openPage } = operators;
	if (step.kind === 'swipe') return pointing(step.distance, SWIPE_TARGET_PX) + press + lookAgain;
	const response = step.opensPage === true ? openPage + lookAgain : paint;
	return decide + pointing(step.distance, step.size) + press + response;
}

export interface Effort {
	taps: number;
	swipes: number;
	seconds: number;
}

export function effortOf(steps: readonly Step[]): Effort {
	const taps = steps.filter(({ kind }) => kind === 'tap').length;
	const seconds = steps.reduce((sum, step) => sum + secondsOf(step), 0);
	return { taps, swipes: steps.length - taps, seconds };
}

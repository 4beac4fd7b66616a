// An answer to one item for one person (or household) is one register: its parts never mix (sync-spec, "register").
import * as z from 'zod/mini';
import { Day } from './calendar.ts';
import { ItemCode } from './item.ts';
import { Reason } from './reason.ts';

/** How we know that something is done: people say so, seen on the phone, confirmed by the authority. Ascending. */
export const Evidence = z.enum(['said', 'seen', 'confirmed']);
export type Evidence = z.infer<typeof Evidence>;

/** Why an item is asked although the rule says that it is not for this person. */
export const Despite = z.enum(['wanted', 'had', 'required']);
export type Despite = z.infer<typeof Despite>;

/** Why an item is set aside although the rule says that it is for this person. */
export const SetAside = z.enum(['abroad', 'not-applicable']);
export type SetAside = z.infer<typeof SetAside>;

const despite = z.optional(Despite);

/** "Cần kiểm tra lại": head or official want it looked at once more. The next answer given stands without it. */
const recheck = z.optional(z.literal(true));

export const Answer = z.discriminatedUnion('status', [
	/** Taken back: as if never asked. */
	z.object({ status: z.literal('unasked'), despite }),
	/** Not had yet; with a date it is being worked on. `approved`: VNeID approved, not activated (VN2D). */
	z.object({
		status: z.literal('not-yet'),
		stage: z.optional(z.literal('approved')),
		due: z.optional(Day),
		recheck,
		despite
	}),
	z.object({ status: z.literal('blocked'), reason: Reason, due: z.optional(Day), recheck, despite }),
	/** `atDoor`: what was recorded there before head or official confirmed it; a list that confirms knows of none. */
	z
		.object({
			status: z.literal('done'),
			evidence: Evidence,
			atDoor: z.optional(z.enum(['said', 'seen'])),
			recheck,
			despite
		})
		.check(
			z.refine(({ evidence, atDoor, recheck }) =>
				evidence === 'confirmed' ? recheck === undefined : atDoor === undefined
			)
		),
	/** Set aside by hand. */
	z.object({ status: z.literal('exempt'), why: SetAside })
]);
export type Answer = z.infer<typeof Answer>;

/** Why the answer's item is asked all the same; undefined where the rule itself says that it is. */
export function despiteOf(answer: Answer | undefined): Despite | undefined {
	return answer?.status === 'exempt' ? undefined : answer?.despite;
}

/** An answer in the place of `before`: what was said about the rule stands until the item is set aside, and no flag does. */
export function inPlaceOf(before: Answer | undefined, answer: Answer): Answer {
	const kept = despiteOf(before);
	return answer.status === 'exempt' || kept === undefined ? answer : { despite: kept, ...answer };
}

/** Whether head or official want it looked at again. */
export function isToRecheck(answer: Answer | undefined): boolean {
	return answer !== undefined && 'recheck' in answer && answer.recheck === true;
}

/** What can be looked at again: set aside or taken back is no answer to an item. */
export type CheckableAnswer = Extract<Answer, { status: 'not-yet' | 'blocked' | 'done' }>;

export function isCheckable(answer: Answer | undefined): answer is CheckableAnswer {
	return answer?.status === 'not-yet' || answer?.status === 'blocked' || answer?.status === 'done';
}

/** With the flag. What the authority has confirmed is then only what was recorded at the door. */
export function flagged(answer: CheckableAnswer): CheckableAnswer {
	return { ...unconfirmed(answer), recheck: true };
}

/** The same answer, once somebody has looked at it. */
export function unflagged(answer: CheckableAnswer): CheckableAnswer {
	const { recheck: _, ...rest } = answer;
	return rest;
}

export const isConfirmed = (answer: Answer | undefined): boolean =>
	answer?.status === 'done' && answer.evidence === 'confirmed';

/** "Cơ quan đã xác nhận". What it was before is kept: it may come back, and its door stays one where somebody was. */
export function confirmed(answer: CheckableAnswer): CheckableAnswer {
	if (answer.status !== 'done' || answer.evidence === 'confirmed') return answer;
	const { recheck: _, evidence: atDoor, ...rest } = answer;
	return { ...rest, evidence: 'confirmed', atDoor };
}

export function unconfirmed(answer: CheckableAnswer): CheckableAnswer {
	if (answer.status !== 'done' || answer.evidence !== 'confirmed') return answer;
	const { atDoor = 'said', ...rest } = answer;
	return { ...rest, evidence: atDoor };
}

/** All answers of one person or household, by item code: the fields of one row. */
export const Answers = z.record(ItemCode, Answer);
export type Answers = z.infer<typeof Answers>;

/** Whether somebody has answered: unknown is never zero, and taken back is unknown. */
export function isAsked(answer: Answer | undefined): answer is Answer {
	return answer !== undefined && answer.status !== 'unasked';
}

export const isDone = (answer: Answer | undefined): boolean => answer?.status === 'done';

/** TK (bank or wallet) or MM (mobile money) is a payment account: `unknown` while neither has been asked to an end. */
export function paymentAccountOf(answers: Answers): 'yes' | 'no' | 'unknown' {
	if (isDone(answers.TK) || isDone(answers.MM)) return 'yes';
	return isAsked(answers.TK) && isAsked(answers.MM) ? 'no' : 'unknown';
}

const evidenceRank: Record<Evidence, number> = { said: 0, seen: 1, confirmed: 2 };

/** Whether evidence `a` is stronger than `b`. */
export function isStronger(a: Evidence, b: Evidence): boolean {
	return evidenceRank[a] > evidenceRank[b];
}

/** The last day promised in an answer, if any. */
export function dueOf(answer: Answer | undefined): Day | undefined {
	return answer?.status === 'not-yet' || answer?.status === 'blocked' ? answer.due : undefined;
}

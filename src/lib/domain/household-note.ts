// A word to whoever comes next: short, and nothing that would harm the family if it were read aloud.
import * as z from 'zod/mini';
import { Instant } from './calendar.ts';
import { MemberId } from './ids.ts';

export const LONGEST_NOTE = 120;

/** Words from other rows of one family that are kept beside its own. */
const MOST_BESIDE = 3;

const Word = z.object({
	text: z.string().check(z.minLength(1), z.maxLength(LONGEST_NOTE)),
	by: MemberId,
	at: Instant
});
type Word = z.infer<typeof Word>;

/**
 * Signed by who wrote it: a household has one, and the later stands. `beside`: what was left at the doors of rows that were
 * merged into it, each signed by its own author, the newest first.
 */
export const HouseholdNote = z.object({
	...Word.shape,
	beside: z.optional(z.array(Word).check(z.minLength(1), z.maxLength(MOST_BESIDE)))
});
export type HouseholdNote = z.infer<typeof HouseholdNote>;

/** Everything it says, the household's own word first. */
export const wordsOf = ({ beside = [], ...own }: HouseholdNote): Word[] => [own, ...beside];

/** Two rows are one household: it keeps its own word, and those of the row that goes stand beside it. */
export function notesTogether(stays: HouseholdNote | undefined, goes: HouseholdNote): HouseholdNote {
	const [own, ...known] = stays === undefined ? wordsOf(goes) : wordsOf(stays);
	const isKnown = ({ by, at }: Word): boolean =>
		[own, ...known].some((one) => one?.by === by && one.at === at);
	const all = [...known, ...wordsOf(goes).filter((word) => !isKnown(word))];
	const beside = all.sort((a, b) => b.at - a.at).slice(0, MOST_BESIDE);
	return { ...(own ?? goes), ...(beside.length === 0 ? {} : { beside }) };
}

export type NoteFault = 'empty' | 'too-long' | 'id-number';

/** 9 digits (old identity card) or 12 (new), in one piece or as people space them; a phone number has 10. */
const ID_NUMBER = /(?<!\d)(?:\d{12}|\d{9}|\d{3}(?:[ .-]\d{3}){2,3}|\d{4}(?:[ .-]\d{4}){2})(?!\d|[ .-]\d{3})/;

/** What was typed, in NFC and white space squeezed; or why it is not kept. */
export function noteTyped(typed: string): { text: string } | { fault: NoteFault } {
	const text = typed.normalize('NFC').replace(/\s+/g, ' ').trim();
	if (text === '') return { fault: 'empty' };
	if (text.length > LONGEST_NOTE) return { fault: 'too-long' };
	return ID_NUMBER.test(text) ? { fault: 'id-number' } : { text };
}

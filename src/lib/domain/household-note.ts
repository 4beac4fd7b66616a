// A word to whoever comes next: short, and nothing that would harm the family if it were read aloud.
import * as z from 'zod/mini';
import { Instant } from './calendar.ts';
import { MemberId } from './ids.ts';

export const LONGEST_NOTE = 120;

/** Signed by who wrote it: a household has one, and the later stands. */
export const HouseholdNote = z.object({
	text: z.string().check(z.minLength(1), z.maxLength(LONGEST_NOTE)),
	by: MemberId,
	at: Instant
});
export type HouseholdNote = z.infer<typeof HouseholdNote>;

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

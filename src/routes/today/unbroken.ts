/** More has no room on a line of the largest letters, and would be torn in the middle of a word. */
const LONGEST = 20;

/** Words that stand on one line, or go to the next together, as long as there is a line for them. */
export const unbroken = (words: string): string =>
	words.length > LONGEST ? words : words.replaceAll(' ', '\u00a0');

/** Words that stand on one line, or go to the next together. */
export const unbroken = (words: string): string => words.replaceAll(' ', '\u00a0');

// Two people recorded one item without knowing of each other. Which of these meetings a person has to look at (product
// page, F13); the record of the value that lost is always kept (sync-spec MG3).
import { Answer, isDone, isStronger } from './answer.ts';

/**
 * Whether kept and dropped differ as đã có versus not, and evidence did not rise. "Đã xem trên máy" over somebody's word
 * for "chưa" is progress; one word against another, or "chưa" over "đã có", is for a person to say.
 */
export function isWorthACard(kept: unknown, dropped: unknown): boolean {
	const [stands, lost] = [answerIn(kept), answerIn(dropped)];
	if (isDone(stands) === isDone(lost)) return false;
	return stands?.status !== 'done' || !isStronger(stands.evidence, 'said');
}

/** Undefined for a value that was cleared, and for one that this version does not know. */
export function answerIn(value: unknown): Answer | undefined {
	return Answer.safeParse(value).data;
}

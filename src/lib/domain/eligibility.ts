// Thuộc diện: who an item is for, and what its row at the door shows. Computed, never stored.
import type { Answer, Answers } from './answer.ts';
import { despiteOf, isAsked, isDone } from './answer.ts';
import { hasReachedAge } from './birth.ts';
import type { Day } from './calendar.ts';
import type { Item, ListedItem } from './item.ts';
import { VNEID } from './item.ts';
import type { Person } from './person.ts';

/** `flagged`: decided by a birth year alone, or without any birth date; worth asking. */
export type Eligibility =
	{ eligible: true; flagged: boolean } | { eligible: false; why: 'too-young' | 'exempt' | 'off' };

/** Whether `item` is for this person on `today`: by its rule, or by what was said at the door against it. Who turns the age this year by birth year alone is eligible and flagged. */
export function eligibilityOf(
	item: Item,
	person: Person,
	answer: Answer | undefined,
	today: Day
): Eligibility {
	if (!isOffered(item, today)) return OFF;
	if (answer?.status === 'exempt') return EXEMPT;
	if (despiteOf(answer) !== undefined) return ELIGIBLE;
	if (item.fromAge === undefined) return ELIGIBLE;
	if (person.birth === undefined) return WORTH_ASKING;
	const reached = hasReachedAge(person.birth, item.fromAge, today);
	return reached === 'no' ? TOO_YOUNG : reached === 'maybe' ? WORTH_ASKING : ELIGIBLE;
}

// The same objects each time: a board asks this tens of thousands of times.
const OFF: Eligibility = { eligible: false, why: 'off' };
const EXEMPT: Eligibility = { eligible: false, why: 'exempt' };
const TOO_YOUNG: Eligibility = { eligible: false, why: 'too-young' };
const ELIGIBLE: Eligibility = { eligible: true, flagged: false };
const WORTH_ASKING: Eligibility = { eligible: true, flagged: true };

/** Whether the item is on and inside its dates. */
export function isOffered(item: Item, today: Day): boolean {
	return (
		item.on &&
		(item.from === undefined || item.from <= today) &&
		(item.until === undefined || today <= item.until)
	);
}

/** What the row of an item shows: its answer, or why it is not asked. */
export type ItemState = 'unasked' | 'not-yet' | 'blocked' | 'done' | 'waiting-vneid' | 'not-eligible';

/** The state of one item for one person. An answer once given is shown even while VNeID is missing. */
export function itemStateOf(item: ListedItem, person: Person, answers: Answers, today: Day): ItemState {
	if (!eligibilityOf(item, person, answers[item.code], today).eligible) return 'not-eligible';
	return stateOfEligible(item, answers);
}

/** The same, of whom the item is known to be for. */
export function stateOfEligible(item: ListedItem, answers: Answers): Exclude<ItemState, 'not-eligible'> {
	const answer = answers[item.code];
	if (answer !== undefined && isAsked(answer) && answer.status !== 'exempt') {
		return answer.status === 'unasked' ? 'unasked' : answer.status;
	}
	return item.needsVneid === true && !isDone(answers[VNEID]) ? 'waiting-vneid' : 'unasked';
}

/** The state of one household item: everybody is eligible, nothing waits. */
export function householdItemStateOf(item: ListedItem, answers: Answers, today: Day): ItemState {
	const answer = answers[item.code];
	if (!isOffered(item, today) || answer?.status === 'exempt') return 'not-eligible';
	return answer?.status ?? 'unasked';
}

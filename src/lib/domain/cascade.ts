// One tap that says more than one thing. Cascades fill only what is unanswered, are visible, and are undone together.
import type { Answer, Answers } from './answer.ts';
import { inPlaceOf, isAsked } from './answer.ts';
import type { Day } from './calendar.ts';
import { itemStateOf } from './eligibility.ts';
import type { ItemCode, ListedItem } from './item.ts';
import { SMARTPHONE } from './item.ts';
import type { Person } from './person.ts';
import { NO_SMARTPHONE, prerequisiteOf } from './reason.ts';

/** Answers by item code that one tap writes. */
export type Changes = Record<ItemCode, Answer>;

/** What one answer says besides itself: V05–V06 that the SIM is blocked, V07–V08 the card. */
export function withCascade(
	items: readonly ListedItem[],
	answers: Answers,
	code: ItemCode,
	answer: Answer
): Changes {
	const changes: Changes = { [code]: inPlaceOf(answers[code], answer) };
	if (answer.status !== 'blocked') return changes;
	const prerequisite = prerequisiteOf[answer.reason];
	const listed = items.some((item) => item.code === prerequisite && item.on);
	if (prerequisite !== undefined && listed && prerequisite !== code && !isAsked(answers[prerequisite])) {
		changes[prerequisite] = { status: 'blocked', reason: answer.reason };
	}
	return changes;
}

/** "Không có điện thoại thông minh": sets DT and fills with V01 what needs a phone and nobody has answered. */
export function noSmartphone(
	items: readonly ListedItem[],
	person: Person,
	answers: Answers,
	today: Day
): Changes {
	const changes: Changes = { [SMARTPHONE]: { status: 'not-yet' } };
	for (const item of items) {
		if (item.of !== 'person' || item.needsSmartphone !== true || item.code === SMARTPHONE) continue;
		const state = itemStateOf(item, person, answers, today);
		if (state === 'unasked' || state === 'waiting-vneid') {
			changes[item.code] = inPlaceOf(answers[item.code], { status: 'blocked', reason: NO_SMARTPHONE });
		}
	}
	return changes;
}

/** "Cả nhà đã có": fills only what is unasked for this person. */
export function doneWhereUnasked(
	items: readonly ListedItem[],
	person: Person,
	answers: Answers,
	today: Day
): Changes {
	const changes: Changes = {};
	for (const item of items) {
		if (itemStateOf(item, person, { ...answers, ...changes }, today) === 'unasked') {
			changes[item.code] = inPlaceOf(answers[item.code], { status: 'done', evidence: 'said' });
		}
	}
	return changes;
}

// What head and official look through (F3): every answer of a household, and the two words that are theirs to say. Pure.
import {
	confirmed,
	dueOf,
	flagged,
	isCheckable,
	isConfirmed,
	isToRecheck,
	unconfirmed,
	unflagged,
	type Answers,
	type CheckableAnswer
} from '#domain/answer.ts';
import type { Day } from '#domain/calendar.ts';
import type { Checklist } from '#domain/checklist.ts';
import type { HouseholdId } from '#domain/ids.ts';
import type { ListedItem } from '#domain/item.ts';
import { householdMayBeAsked, mayBeRecorded } from '#domain/notice.ts';
import { isAway, isPresent } from '#domain/person.ts';
import { formatShortDay } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { View } from '#phone/store/view.ts';
import { evidenceText, itemStateText, reasonText } from '#ui/words.ts';
import { shortNameOf, type Tap } from '../taps.ts';

export interface GivenAnswer {
	item: ListedItem;
	answer: CheckableAnswer;
}

/** Of one person, or of the household as a whole. */
export interface AnswersOf {
	c: 'answers' | 'householdAnswers';
	id: string;
	name: string;
	given: GivenAnswer[];
}

type Source = Pick<View, 'all' | 'commune' | 'peopleOf' | 'answersOf' | 'householdAnswersOf'>;

/** Who belongs here and may be written down, with answers; the household's own last, once it may be asked. */
export function answersToCheck(
	view: Source,
	household: HouseholdId,
	checklist: Checklist,
	today: Day
): AnswersOf[] {
	const terms = view.commune()?.dataTerms;
	const notices = view.all('notices').filter((one) => one.household === household);
	const { householdItems } = checklist;
	const items = [...checklist.mainItems, ...checklist.otherItems];
	const everybody = view.peopleOf(household);
	const people = everybody
		.filter((one) => (isPresent(one) || isAway(one)) && mayBeRecorded(terms, notices, one.id))
		.map(({ id, name }) => ({ c: 'answers', id, name, given: givenOf(view.answersOf(id), items) }) as const);
	const mayAsk = householdMayBeAsked(terms, notices, everybody, today);
	const given = mayAsk ? givenOf(view.householdAnswersOf(household), householdItems) : [];
	const whole = { c: 'householdAnswers', id: household, name: m.household_whole(), given } as const;
	return [...people, whole].filter((one) => one.given.length > 0);
}

const givenOf = (answers: Answers, items: readonly ListedItem[]): GivenAnswer[] =>
	items.flatMap((item) => {
		const answer = answers[item.code];
		return isCheckable(answer) ? [{ item, answer }] : [];
	});

/** "Đã có · dân nói", "Vướng · Chưa có căn cước · hẹn 25/11". */
export function givenText(answer: CheckableAnswer): string {
	const due = dueOf(answer);
	return [itemStateText(answer.status), howText(answer), due && m.household_due({ day: formatShortDay(due) })]
		.filter(Boolean)
		.join(' · ');
}

function howText(answer: CheckableAnswer): string | undefined {
	if (answer.status === 'done') return evidenceText(answer.evidence);
	if (answer.status === 'blocked') return reasonText(answer.reason);
	return answer.stage === 'approved' ? m.item_stage_approved() : undefined;
}

/** "Cần kiểm tra lại", said or taken back. */
export function recheckTap(of: AnswersOf, { item, answer }: GivenAnswer): Tap {
	const what = { item: shortNameOf(item), name: of.name };
	return isToRecheck(answer)
		? tapOf(of, item, unflagged(answer), m.check_unflagged(what))
		: tapOf(of, item, flagged(answer), m.check_flagged(what));
}

/** "Cơ quan đã xác nhận", said or taken back. */
export function confirmTap(of: AnswersOf, { item, answer }: GivenAnswer): Tap {
	const what = { item: shortNameOf(item), name: of.name };
	return isConfirmed(answer)
		? tapOf(of, item, unconfirmed(answer), m.check_unconfirmed(what))
		: tapOf(of, item, confirmed(answer), m.check_confirmed(what));
}

function tapOf({ c, id }: AnswersOf, { code }: ListedItem, answer: CheckableAnswer, label: string): Tap {
	return { drafts: [{ k: 'set', c, id, a: { [code]: answer } }], label };
}

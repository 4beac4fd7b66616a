// What a folded list of items says of itself. It is opened by itself where the head wants one of them looked at again.
import { isAsked, isToRecheck, type Answers } from '#domain/answer.ts';
import type { ListedItem } from '#domain/item.ts';
import { m } from '#i18n/paraglide/messages.js';

export const toRecheckAmong = (items: readonly ListedItem[], answers: Answers): number =>
	items.filter(({ code }) => isToRecheck(answers[code])).length;

/** "Đã hỏi 2/9 · 1 cần kiểm tra lại". */
export function askedOfText(items: readonly ListedItem[], answers: Answers): string {
	const asked = items.filter(({ code }) => isAsked(answers[code])).length;
	const text = m.household_asked_of({ asked, total: items.length });
	const again = toRecheckAmong(items, answers);
	return again === 0 ? text : `${text} · ${m.household_to_recheck({ count: again })}`;
}

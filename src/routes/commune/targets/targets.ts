// Chỉ tiêu of one item, hamlet by hamlet (F34): what stands, and what a field writes. Pure: the page records the result.
import type { Day } from '#domain/calendar.ts';
import type { HamletId } from '#domain/ids.ts';
import type { ListedItem } from '#domain/item.ts';
import { MOST_COUNTED } from '#domain/programme.ts';
import { countTyped } from '#domain/typed-count.ts';
import { formatDay, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { Draft } from '#phone/store/draft.ts';
import { targetRowId } from '#phone/store/new-row-id.ts';
import type { View } from '#phone/store/view.ts';

type Source = Pick<View, 'get' | 'targetOf'>;

export interface Setting {
	drafts: Draft[];
	label: string;
}

export type Typing = Setting | { fault: string };

interface Where {
	hamlet: { id: HamletId; name: string };
	item: ListedItem;
}

/** What leaving the field writes: nothing where it says what stands. `by`: the day that goes with a new number. */
export function targetTyped(
	view: Source,
	{ hamlet, item }: Where,
	typed: string,
	by: Day | undefined
): Typing {
	const read = countTyped(typed, MOST_COUNTED);
	if (read.kind === 'unclear') return { fault: m.target_unclear() };
	const id = targetRowId(hamlet.id, item.code);
	const before = view.get('targets', id);
	const count = read.kind === 'read' ? read.value : null;
	const name = item.shortName ?? item.name;
	if (count === (before?.count ?? null)) return { drafts: [], label: '' };
	if (count === null)
		return {
			drafts: [{ k: 'set', c: 'targets', id, a: { count } }],
			label: m.target_taken_back({ hamlet: hamlet.name, item: name })
		};
	const said = { count, ...(by === undefined ? {} : { by }) };
	const a = before === undefined ? { hamlet: hamlet.id, item: item.code, ...said } : said;
	return {
		drafts: [{ k: before === undefined ? 'add' : 'set', c: 'targets', id, a }],
		label: m.target_recorded({ hamlet: hamlet.name, item: name, count: formatNumber(count) })
	};
}

/** The day by which the item's targets are to be met: one tap for all of them that stand. */
export function dayTyped(
	view: Source,
	hamlets: readonly HamletId[],
	item: ListedItem,
	by: Day | undefined
): Setting {
	const drafts = hamlets.flatMap((hamlet): Draft[] => {
		const target = view.targetOf(hamlet, item.code);
		if (target === undefined || target.by === by) return [];
		return [{ k: 'set', c: 'targets', id: targetRowId(hamlet, item.code), a: { by: by ?? null } }];
	});
	const name = item.shortName ?? item.name;
	const label =
		by === undefined
			? m.target_by_none({ item: name })
			: m.target_by_recorded({ item: name, day: formatDay(by) });
	return { drafts, label };
}

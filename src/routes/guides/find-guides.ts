// Guides by the item's name, as typed (F7); what a guide is good for is looked through too.
import type { ListedItem } from '#domain/item.ts';
import { queryOf, scoreOf, searchableOf } from '#domain/name-search.ts';
import type { Guide } from '#guides/guide.ts';

/** An item that is asked about, and how to help with it. */
export interface ListedGuide {
	item: ListedItem;
	guide: Guide;
}

/** In the order of the checklist: guides of the items that are on. */
export function listedGuides(items: readonly ListedItem[], guides: readonly Guide[]): ListedGuide[] {
	return items.flatMap((item) => {
		const guide = guides.find((one) => one.item === item.code);
		return guide === undefined || !item.on ? [] : [{ item, guide }];
	});
}

/** Those whose item is called so, then those that are good for it, each in order; all of them when nothing is typed. */
export function findGuides(listed: readonly ListedGuide[], typed: string): readonly ListedGuide[] {
	const query = queryOf(typed);
	if (query.words.length === 0) return listed;
	const says = (text = ''): boolean => scoreOf(query, searchableOf(text)) > 0;
	const isCalledSo = ({ item }: ListedGuide): boolean =>
		says(item.name) || says(item.shortName) || says(item.code);
	const others = listed.filter((one) => !isCalledSo(one) && says(one.guide.why));
	return [...listed.filter(isCalledSo), ...others];
}

// Which items may be mục chính (F33): four that every commune asks, and at most two that its official, or a campaign, chooses.
import type { ItemCode, ListedItem } from './item.ts';

/** Asked at every door of every commune (product page, "asked at a door"). */
const FIXED: readonly ItemCode[] = ['VN2', 'DVC1', 'SK', 'MM'];

export const MOST_CHOSEN = 2;

export const isFixed = ({ code }: Pick<ListedItem, 'code'>): boolean => FIXED.includes(code);

/** Every item as it is once these are chosen beside the fixed ones. */
export const withChosen = (items: Iterable<ListedItem>, chosen: ReadonlySet<ItemCode>): ListedItem[] =>
	[...items].map((item) =>
		item.of === 'person' ? { ...item, main: isFixed(item) || chosen.has(item.code) } : item
	);

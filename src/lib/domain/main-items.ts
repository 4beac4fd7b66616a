// Which items are mục chính (F33): four that every commune asks, and at most two that the commune's official chooses.
import type { Day } from './calendar.ts';
import { checklistOf } from './checklist.ts';
import type { ItemCode, ListedItem } from './item.ts';

/** Asked at every door of every commune (product page, "asked at a door"). */
const FIXED: readonly ItemCode[] = ['VN2', 'DVC1', 'SK', 'MM'];

export const MOST_CHOSEN = 2;

export const isFixed = ({ code }: ListedItem): boolean => FIXED.includes(code);

/** Which are asked on `today`, and what else could be: only what is counted of people, a lượt is missing nowhere. */
export interface MainItemChoice {
	inForce: ListedItem[];
	/** Those in force, too, in the commune's order. */
	eligible: ListedItem[];
}

export function mainItemChoiceOf(items: Iterable<ListedItem>, today: Day): MainItemChoice {
	const { mainItems, otherItems } = checklistOf(items, today);
	const free = [...mainItems, ...otherItems].filter((item) => !isFixed(item));
	return {
		inForce: mainItems,
		eligible: free.filter(({ counted, main }) => counted === 'rate' || main).sort((a, b) => a.order - b.order)
	};
}

/** Every item as it is once these are chosen beside the fixed ones. */
export const withChosen = (items: Iterable<ListedItem>, chosen: ReadonlySet<ItemCode>): ListedItem[] =>
	[...items].map((item) =>
		item.of === 'person' ? { ...item, main: isFixed(item) || chosen.has(item.code) } : item
	);

import type { Day } from './calendar.ts';
import { isOffered } from './eligibility.ts';
import type { ListedItem } from './item.ts';

/** The items offered on `today`, in the commune's order, by what they are for. */
export interface Checklist {
	/** Mục chính of persons: at most six; the household page shows only these. */
	mainItems: ListedItem[];
	/** "Mục khác" of persons: recorded, never counted as missing. */
	otherItems: ListedItem[];
	householdItems: ListedItem[];
}

/** Every item that is asked anywhere, those of the household last. */
export const itemsAsked = ({ mainItems, otherItems, householdItems }: Checklist): ListedItem[] => [
	...mainItems,
	...otherItems,
	...householdItems
];

const MOST_MAIN_ITEMS = 6;

export function checklistOf(items: Iterable<ListedItem>, today: Day): Checklist {
	const offered = [...items].filter((item) => isOffered(item, today)).sort((a, b) => a.order - b.order);
	const ofPersons = offered.filter((item) => item.of === 'person');
	const mainItems = ofPersons.filter((item) => item.main).slice(0, MOST_MAIN_ITEMS);
	return {
		mainItems,
		otherItems: ofPersons.filter((item) => !mainItems.includes(item)),
		householdItems: offered.filter((item) => item.of === 'household')
	};
}

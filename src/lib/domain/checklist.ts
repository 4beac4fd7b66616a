import type { Day } from './calendar.ts';
import { itemsOfCampaigns } from './campaign.ts';
import { isOffered } from './eligibility.ts';
import type { ListedItem } from './item.ts';
import { isFixed, withChosen } from './main-items.ts';
import type { Campaign } from './programme.ts';

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

/** `campaigns`: while one runs, what it chooses stands in the place of what the commune has chosen (F39). */
export function checklistOf(
	items: Iterable<ListedItem>,
	campaigns: Iterable<Campaign & { id: string }>,
	today: Day
): Checklist {
	const asked = itemsOfCampaigns(campaigns, today);
	const offered = [...(asked === undefined ? items : withChosen(items, asked))]
		.filter((item) => isOffered(item, today))
		.sort((a, b) => a.order - b.order);
	const ofPersons = offered.filter((item) => item.of === 'person');
	const mainItems = ofPersons.filter((item) => item.main).slice(0, MOST_MAIN_ITEMS);
	return {
		mainItems,
		otherItems: ofPersons.filter((item) => !mainItems.includes(item)),
		householdItems: offered.filter((item) => item.of === 'household')
	};
}

/** What the commune has chosen, whatever a campaign asks meanwhile; and what else could be: a lượt is missing nowhere. */
export interface MainItemChoice {
	inForce: ListedItem[];
	/** Those in force, too, in the commune's order. */
	eligible: ListedItem[];
}

export function mainItemChoiceOf(items: Iterable<ListedItem>, today: Day): MainItemChoice {
	const { mainItems, otherItems } = checklistOf(items, [], today);
	const free = [...mainItems, ...otherItems].filter((item) => !isFixed(item));
	return {
		inForce: mainItems,
		eligible: free.filter(({ counted, main }) => counted === 'rate' || main).sort((a, b) => a.order - b.order)
	};
}

// A campaign while it runs (F39): the mục chính of every door and every board follow it, and go back when it is over.
import type { Day } from './calendar.ts';
import type { ItemCode } from './item.ts';
import { isFixed, MOST_CHOSEN } from './main-items.ts';
import type { Campaign } from './programme.ts';

export type ListedCampaign = Campaign & { id: string };

/** `cancelled` stands before its days: what was taken back never ran. */
export type CampaignStage = 'to-come' | 'running' | 'over' | 'cancelled';

export function stageOf({ from, until, cancelled }: Campaign, today: Day): CampaignStage {
	if (cancelled === true || until < from) return 'cancelled';
	if (today < from) return 'to-come';
	return today <= until ? 'running' : 'over';
}

/** The one begun last first; of the same day, the same one first on every phone. */
export const runningOn = <C extends ListedCampaign>(campaigns: Iterable<C>, today: Day): C[] =>
	[...campaigns]
		.filter((one) => stageOf(one, today) === 'running')
		.sort((a, b) => b.from.localeCompare(a.from) || (a.id < b.id ? -1 : 1));

/**
 * What the running campaigns ask beside the fixed mục chính; undefined where none chooses any, and the commune's own stand.
 * Of several at once the one begun last comes first, and the others fill what it leaves free.
 */
export function itemsOfCampaigns(
	campaigns: Iterable<ListedCampaign>,
	today: Day
): ReadonlySet<ItemCode> | undefined {
	const wanted = runningOn(campaigns, today).flatMap(({ mainItems }) =>
		mainItems.filter((code) => !isFixed({ code }))
	);
	return wanted.length === 0 ? undefined : new Set([...new Set(wanted)].slice(0, MOST_CHOSEN));
}

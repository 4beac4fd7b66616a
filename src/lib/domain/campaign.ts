// A campaign while it runs (F39): the mục chính of every door and every board follow it, and go back when it is over.
import { addDays, daysBetween, type Day } from './calendar.ts';
import type { ItemCode } from './item.ts';
import { isFixed, MOST_CHOSEN } from './main-items.ts';
import type { Campaign } from './programme.ts';

type Listed = Campaign & { id: string };

/** `cancelled` stands before its days: what was taken back never ran. */
export type CampaignStage = 'to-come' | 'running' | 'over' | 'cancelled';

export function stageOf({ from, until, cancelled }: Campaign, today: Day): CampaignStage {
	if (cancelled === true || until < from) return 'cancelled';
	if (today < from) return 'to-come';
	return today <= until ? 'running' : 'over';
}

/** The one begun last first; of the same day, the same one first on every phone. */
export const runningOn = <C extends Listed>(campaigns: Iterable<C>, today: Day): C[] =>
	[...campaigns]
		.filter((one) => stageOf(one, today) === 'running')
		.sort((a, b) => b.from.localeCompare(a.from) || (a.id < b.id ? -1 : 1));

/**
 * What the running campaigns ask beside the fixed mục chính; undefined where none chooses any, and the commune's own stand.
 * Of several at once the one begun last comes first, and the others fill what it leaves free.
 */
export function itemsOfCampaigns(campaigns: Iterable<Listed>, today: Day): ReadonlySet<ItemCode> | undefined {
	const wanted = runningOn(campaigns, today).flatMap(({ mainItems }) =>
		mainItems.filter((code) => !isFixed({ code }))
	);
	return wanted.length === 0 ? undefined : new Set([...new Set(wanted)].slice(0, MOST_CHOSEN));
}

/** So many days before its first one a campaign is told of. */
const TOLD_AHEAD = 7;

/** Running, or about to begin: the running ones first, then the next to come. */
export function campaignsToTell<C extends Listed>(campaigns: readonly C[], today: Day): C[] {
	const soon = campaigns
		.filter((one) => stageOf(one, today) === 'to-come' && one.from <= addDays(today, TOLD_AHEAD))
		.sort((a, b) => a.from.localeCompare(b.from) || (a.id < b.id ? -1 : 1));
	return [...runningOn(campaigns, today), ...soon];
}

/** How many days are left, today and the last one among them; 0 when it is over. */
export const daysLeft = (until: Day, today: Day): number => Math.max(0, daysBetween(today, until) + 1);

/**
 * What a day still has to bring. `met`: nothing more. `over`: too late. `no-target`: nobody said how many.
 * `to-come`: spread over the campaign's own days.
 */
export type Pace =
	| { kind: 'no-target' }
	| { kind: 'met' }
	| { kind: 'over'; left: number }
	| { kind: 'to-come' | 'running'; left: number; days: number; perDay: number };

/** The pace that `done` of `target` needs in the days `from`–`until`, as of `today`; a part of a person is one more. */
export function paceOf(
	done: number,
	target: number | undefined,
	{ from, until }: { from: Day; until: Day },
	today: Day
): Pace {
	if (target === undefined) return { kind: 'no-target' };
	const left = target - done;
	if (left <= 0) return { kind: 'met' };
	const days = daysLeft(until, today < from ? from : today);
	if (days === 0) return { kind: 'over', left };
	return { kind: today < from ? 'to-come' : 'running', left, days, perDay: Math.ceil(left / days) };
}

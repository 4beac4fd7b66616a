// What the boards tell of a campaign (F39): whether it is near, the days it has left, and the pace it still needs.
import { addDays, daysBetween, type Day } from './calendar.ts';
import { runningOn, stageOf, type ListedCampaign } from './campaign.ts';

/** So many days before its first one a campaign is told of. */
const TOLD_AHEAD = 7;

/** Running, or about to begin: the running ones first, then the next to come. */
export function campaignsToTell<C extends ListedCampaign>(campaigns: readonly C[], today: Day): C[] {
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

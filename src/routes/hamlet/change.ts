// What each day brought (F20), as far as the rows of this phone know it: a visit and a help have their day, an answer has
// none. A household counts on the day on which somebody was first found there, a person on that of the first help with an
// item. Pure.
import { addDays, dayOf, daysBetween, type Day, type Instant } from '#domain/calendar.ts';
import { runningOn } from '#domain/campaign.ts';
import { isReached } from '#domain/door-state.ts';
import type { HamletId, PersonId } from '#domain/ids.ts';
import type { ItemCode, ListedItem } from '#domain/item.ts';
import type { Campaign } from '#domain/programme.ts';
import { isStanding, type Assist } from '#domain/visit.ts';
import type { View } from '#phone/store/view.ts';

/** Without a campaign the line begins so many days before today. */
const DAYS_SHOWN = 14;

export interface Period {
	from: Day;
	/** The campaign that runs, if any. */
	campaign?: Campaign;
}

/** Since the running campaign began, or the last fortnight. */
export function periodOf(campaigns: readonly (Campaign & { id: string })[], today: Day): Period {
	const [campaign] = runningOn(campaigns, today);
	return campaign === undefined
		? { from: addDays(today, 1 - DAYS_SHOWN) }
		: { from: campaign.from, campaign };
}

export interface DayReach {
	day: Day;
	/** First reached on that day. */
	added: number;
	/** First reached by its end. */
	sum: number;
}

export interface ReachChange {
	/** The day before the period, then each of its days until today. */
	days: DayReach[];
	/** Reached, and only answers tell so: of no known day, and on no point of the line. */
	undated: number;
	total: number;
}

export function reachChangeOf(
	source: Pick<View, 'householdsOf' | 'factsOf'>,
	hamlet: HamletId,
	from: Day,
	today: Day
): ReachChange {
	const byDay = new Map<Day, number>();
	let undated = 0;
	let before = 0;
	const households = source.householdsOf(hamlet);
	for (const { id } of households) {
		const facts = source.factsOf(id);
		const found = facts.visits.filter((visit) => isStanding(visit) && visit.outcome !== 'not-home');
		const first = Math.min(...found.map(({ at }) => at));
		if (first === Infinity) {
			if (isReached(facts)) undated += 1;
		} else if (dayOf(first) < from) before += 1;
		else byDay.set(dayOf(first), (byDay.get(dayOf(first)) ?? 0) + 1);
	}
	const days: DayReach[] = [{ day: addDays(from, -1), added: 0, sum: before }];
	for (let at = 0; at <= daysBetween(from, today); at += 1) {
		const day = addDays(from, at);
		const added = byDay.get(day) ?? 0;
		days.push({ day, added, sum: (days.at(-1)?.sum ?? 0) + added });
	}
	return { days, undated, total: households.length };
}

export interface ItemChange {
	item: ListedItem;
	/** People first helped with it today. */
	today: number;
	/** In the period. */
	since: number;
}

/** One per item, in its order. */
export function itemChangesOf(
	items: readonly ListedItem[],
	people: ReadonlySet<PersonId>,
	assists: Iterable<DatedHelp>,
	from: Day,
	today: Day
): ItemChange[] {
	const firsts = firstHelpsOf(items, people, assists);
	return items.map((item) => {
		const days = firsts.get(item.code) ?? [];
		return {
			item,
			today: days.filter((day) => day === today).length,
			since: days.filter((day) => from <= day && day <= today).length
		};
	});
}

type DatedHelp = Pick<Assist, 'person' | 'item' | 'at' | 'voided'>;

/** For each item the day on which each person was first helped with it; only helps that stand, of the people of this hamlet. */
export function firstHelpsOf(
	items: readonly ListedItem[],
	people: ReadonlySet<PersonId>,
	assists: Iterable<DatedHelp>
): Map<ItemCode, Day[]> {
	const firsts = new Map<ItemCode, Map<PersonId, Instant>>(items.map(({ code }) => [code, new Map()]));
	for (const assist of assists) {
		const first = firsts.get(assist.item);
		if (first === undefined || !isStanding(assist) || !people.has(assist.person)) continue;
		first.set(assist.person, Math.min(assist.at, first.get(assist.person) ?? Infinity));
	}
	return new Map([...firsts].map(([code, first]) => [code, [...first.values()].map(dayOf)]));
}

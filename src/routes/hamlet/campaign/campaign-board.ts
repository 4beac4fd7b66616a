// How far a hamlet is in a campaign (F39): each item with its target and the pace it still needs, and what each day brought.
import { dayOf, type Day } from '#domain/calendar.ts';
import { paceOf, type Pace } from '#domain/campaign-pace.ts';
import type { Checklist } from '#domain/checklist.ts';
import { coverageOf, householdCoverageOf, type Coverage } from '#domain/coverage.ts';
import type { HamletId } from '#domain/ids.ts';
import type { ListedItem } from '#domain/item.ts';
import type { Campaign } from '#domain/programme.ts';
import { isStanding, type Assist } from '#domain/visit.ts';
import type { View } from '#phone/store/view.ts';

type Source = Pick<View, 'householdsOf' | 'populationOf' | 'visitsOf' | 'householdAnswersOf' | 'targetOf'>;

export interface CampaignLine {
	coverage: Coverage;
	target: number | undefined;
	pace: Pace;
	/** The last day that counts: the target's own where it comes before the campaign's. */
	until: Day;
}

/** The mục chính of its days, then whatever else has a target here. */
export function campaignLines(
	view: Source,
	hamlet: HamletId,
	campaign: Campaign,
	{ mainItems, otherItems, householdItems }: Checklist,
	{ today, countsAway }: { today: Day; countsAway: boolean }
): CampaignLine[] {
	const aimedAt = [...otherItems, ...householdItems].filter(({ code }) => view.targetOf(hamlet, code));
	return [...mainItems, ...aimedAt].map((item) => {
		const coverage = coverageIn(view, hamlet, item, today, countsAway);
		const { count: target, by = campaign.until } = view.targetOf(hamlet, item.code) ?? {};
		const until = by < campaign.until ? by : campaign.until;
		return {
			coverage,
			target,
			until,
			pace: paceOf(coverage.done, target, { from: campaign.from, until }, today)
		};
	});
}

function coverageIn(
	view: Source,
	hamlet: HamletId,
	item: ListedItem,
	today: Day,
	countsAway: boolean
): Coverage {
	if (item.of === 'person') return coverageOf(item, view.populationOf(hamlet), today, countsAway);
	const answers = view.householdsOf(hamlet).map(({ id }) => view.householdAnswersOf(id));
	return householdCoverageOf(item, answers, today);
}

/** `households`: where somebody opened; `people`: helped. Each once a day. */
export interface CampaignDay {
	day: Day;
	households: number;
	people: number;
}

/** What each day of the campaign brought so far, the latest first; days on which nothing was recorded are left out. */
export function campaignDays(
	view: Source,
	hamlet: HamletId,
	{ from, until }: Pick<Campaign, 'from' | 'until'>,
	assists: Iterable<Assist>
): CampaignDay[] {
	const households = new DaySets();
	const helped = new DaySets();
	const isInIt = (day: Day) => from <= day && day <= until;
	for (const { id } of view.householdsOf(hamlet))
		for (const visit of view.visitsOf(id))
			if (isStanding(visit) && visit.outcome !== 'not-home') households.add(dayOf(visit.at), id);
	const people = new Set(view.populationOf(hamlet).people.map(({ id }) => id));
	for (const assist of assists)
		if (isStanding(assist) && people.has(assist.person)) helped.add(dayOf(assist.at), assist.person);
	return [...new Set([...households.days(), ...helped.days()])]
		.filter(isInIt)
		.sort((a, b) => b.localeCompare(a))
		.map((day) => ({ day, households: households.count(day), people: helped.count(day) }));
}

/** Who was seen on which day, each once. */
class DaySets {
	readonly #sets = new Map<Day, Set<string>>();

	add(day: Day, id: string): void {
		const set = this.#sets.get(day);
		if (set === undefined) this.#sets.set(day, new Set([id]));
		else set.add(id);
	}

	days = (): Iterable<Day> => this.#sets.keys();
	count = (day: Day): number => this.#sets.get(day)?.size ?? 0;
}

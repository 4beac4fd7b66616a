// How a campaign went from day to day, and what its targets still need (F39): of what has a day, visits and helps. Pure.
import { addDays, dayOf, daysBetween, type Day } from '#domain/calendar.ts';
import type { HamletId } from '#domain/ids.ts';
import type { ListedItem } from '#domain/item.ts';
import type { Campaign } from '#domain/programme.ts';
import { isStanding, type Assist } from '#domain/visit.ts';
import type { View } from '#phone/store/view.ts';
import { firstHelpsOf } from '../change.ts';
import type { CampaignLine } from './campaign-board.ts';

type Days = Pick<Campaign, 'from' | 'until'>;

/** By the end of each day, from the day before the campaign, on which there was nothing, until today. */
type Sums = readonly number[];

/** Households in which somebody was found on a day of the campaign, each on the first of them. */
export interface DoorCourse {
	kind: 'households';
	sums: Sums;
	total: number;
}

/** People first helped with an item that has a target. */
export interface HelpCourse {
	kind: 'item';
	item: ListedItem;
	sums: Sums;
	/** What the target lacks, and until when; undefined once it is met or its day is past. */
	lacking: { count: number; until: Day } | undefined;
}

export type Course = DoorCourse | HelpCourse;

/** Those with a target first: what they need is what a head asks about. */
export function coursesOf(
	view: Pick<View, 'householdsOf' | 'populationOf' | 'visitsOf'>,
	hamlet: HamletId,
	campaign: Days,
	lines: readonly CampaignLine[],
	assists: Iterable<Assist>,
	today: Day
): Course[] {
	const aimed = lines.filter(({ target, coverage }) => target !== undefined && coverage.item.of === 'person');
	const people = new Set(view.populationOf(hamlet).people.map(({ id }) => id));
	const helps = firstHelpsOf(
		aimed.map(({ coverage }) => coverage.item),
		people,
		assists
	);
	return [
		...aimed.map((line) => helpCourse(line, helps.get(line.coverage.item.code) ?? [], campaign, today)),
		doorCourse(view, hamlet, campaign, today)
	];
}

function helpCourse(
	{ coverage: { item }, pace, until }: CampaignLine,
	firsts: readonly Day[],
	campaign: Days,
	today: Day
): HelpCourse {
	const lacking = pace.kind === 'running' ? { count: pace.left, until } : undefined;
	return { kind: 'item', item, sums: sumsOf(firsts, campaign, today), lacking };
}

function doorCourse(
	view: Pick<View, 'householdsOf' | 'visitsOf'>,
	hamlet: HamletId,
	campaign: Days,
	today: Day
): DoorCourse {
	const households = view.householdsOf(hamlet);
	const firsts = households.flatMap(({ id }) => {
		const days = view
			.visitsOf(id)
			.filter((visit) => isStanding(visit) && visit.outcome !== 'not-home')
			.map(({ at }) => dayOf(at))
			.filter((day) => campaign.from <= day);
		return days.sort().slice(0, 1);
	});
	return { kind: 'households', sums: sumsOf(firsts, campaign, today), total: households.length };
}

function sumsOf(firsts: readonly Day[], { from, until }: Days, today: Day): Sums {
	const last = today < until ? today : until;
	const sums = [0];
	for (let at = 0; at <= daysBetween(from, last); at += 1) {
		const day = addDays(from, at);
		sums.push((sums.at(-1) ?? 0) + firsts.filter((first) => first === day).length);
	}
	return sums;
}

/** Of several hamlets as of one: an item with a target in some of them tells of those. */
export function togetherOf(each: readonly (readonly Course[])[]): Course[] {
	const items = new Map<string, HelpCourse>();
	let doors: DoorCourse | undefined;
	for (const course of each.flat())
		if (course.kind === 'item') items.set(course.item.code, helpsAdded(items.get(course.item.code), course));
		else doors = doorsAdded(doors, course);
	return [...items.values(), ...(doors === undefined ? [] : [doors])];
}

const added = (one: Sums, other: Sums): Sums => one.map((sum, at) => sum + (other[at] ?? 0));

const doorsAdded = (one: DoorCourse | undefined, other: DoorCourse): DoorCourse =>
	one === undefined
		? other
		: { kind: 'households', sums: added(one.sums, other.sums), total: one.total + other.total };

function helpsAdded(one: HelpCourse | undefined, other: HelpCourse): HelpCourse {
	if (one === undefined) return other;
	const lacking = [one.lacking ?? [], other.lacking ?? []].flat();
	return {
		...one,
		sums: added(one.sums, other.sums),
		lacking:
			lacking.length === 0
				? undefined
				: {
						count: lacking.reduce((sum, { count }) => sum + count, 0),
						until: lacking.reduce((last, { until }) => (until > last ? until : last), '')
					}
	};
}

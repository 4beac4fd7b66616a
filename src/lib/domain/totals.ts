// Hamlets side by side (F34), in counts alone: no person, no household. The same for an official from her own copy and for
// an observer from the server, who computes it with the functions of this file.
import * as z from 'zod/mini';
import { Day, dayOf, Instant } from './calendar.ts';
import { coverageOf, type Population } from './coverage.ts';
import { isReached, type DoorFacts } from './door-state.ts';
import { HamletId } from './ids.ts';
import { Item, ItemCode, type ListedItem } from './item.ts';
import { isAway } from './person.ts';
import { PlaceName, PlaceWords } from './places.ts';
import { standingVisits } from './visit.ts';

const Count = z.int().check(z.nonnegative());

/** One item in one hamlet; people working far away are left out, as on the boards. */
export const ItemTotals = z.object({
	code: ItemCode,
	eligible: Count,
	done: Count,
	/** Of the eligible: nobody has asked them, or they wait for VNeID. */
	unasked: Count,
	target: z.optional(Count)
});
export type ItemTotals = z.infer<typeof ItemTotals>;

export const HamletTotals = z.object({
	id: HamletId,
	name: PlaceName,
	reached: Count,
	households: Count,
	away: Count,
	/** The last visit that is known of. */
	lastVisitAt: z.optional(Instant),
	/** When a phone of somebody who works there last came to the server; without one, none ever did. */
	lastHandInOn: z.optional(Day),
	items: z.array(ItemTotals)
});
export type HamletTotals = z.infer<typeof HamletTotals>;

/** What a column is called, and whom it is for. */
const Column = z.pick(z.extend(Item, { code: ItemCode }), { code: true, name: true, shortName: true });

export const CommuneTotals = z.object({
	/** When they were counted. */
	at: Instant,
	name: PlaceName,
	words: PlaceWords,
	/** The mục chính of that day. */
	items: z.array(Column),
	hamlets: z.array(HamletTotals),
	/** As of when the hand-ins are told; without it nothing is known of them, of no hamlet. */
	handInsAt: z.optional(Instant)
});
export type CommuneTotals = z.infer<typeof CommuneTotals>;

/** What is known of one hamlet: its doors, and the people behind them. */
export interface HamletFacts {
	id: HamletId;
	name: string;
	doors: readonly Pick<DoorFacts, 'people' | 'answersByPerson' | 'householdAnswers' | 'visits'>[];
	population: Population;
	targetOf: (item: ItemCode) => number | undefined;
}

export function hamletTotalsOf(
	{ id, name, doors, population, targetOf }: HamletFacts,
	mainItems: readonly ListedItem[],
	today: Day
): HamletTotals {
	const visits = doors.flatMap((door) => standingVisits(door.visits).at(-1)?.at ?? []);
	return {
		id,
		name,
		reached: doors.filter(isReached).length,
		households: doors.length,
		away: population.people.filter(isAway).length,
		...(visits.length === 0 ? {} : { lastVisitAt: visits.reduce((a, b) => Math.max(a, b)) }),
		items: mainItems.map((item) => {
			const { eligible, done, unasked, waiting } = coverageOf(item, population, today, false);
			const target = targetOf(item.code);
			const counts = { code: item.code, eligible, done, unasked: unasked + waiting };
			return target === undefined ? counts : { ...counts, target };
		})
	};
}

/** Of each member, where they work, and when one of their phones was last heard of. */
export interface Contact {
	hamlets: readonly HamletId[];
	lastContactAt?: Instant | undefined;
}

/** The totals with the day on which somebody of each hamlet last handed in, as known at `at`. */
export function withHandIns(
	totals: CommuneTotals,
	contacts: readonly Contact[],
	handInsAt: Instant
): CommuneTotals {
	const lastIn = (id: HamletId) =>
		contacts.flatMap(({ hamlets, lastContactAt }) => (hamlets.includes(id) ? (lastContactAt ?? []) : []));
	const hamlets = totals.hamlets.map((hamlet) => {
		const all = lastIn(hamlet.id);
		return all.length === 0 ? hamlet : { ...hamlet, lastHandInOn: dayOf(Math.max(...all)) };
	});
	return { ...totals, hamlets, handInsAt };
}

export const columnOf = ({ code, name, shortName }: ListedItem): CommuneTotals['items'][number] =>
	shortName === undefined ? { code, name } : { code, name, shortName };

/** All hamlets as one line. It has a target where each of them has one: what is done is done everywhere. */
export function sumOfHamlets(hamlets: readonly HamletTotals[]): Omit<HamletTotals, 'id' | 'name'> {
	const sum = { reached: 0, households: 0, away: 0, items: [] as ItemTotals[] };
	for (const hamlet of hamlets) {
		sum.reached += hamlet.reached;
		sum.households += hamlet.households;
		sum.away += hamlet.away;
		sum.items = hamlet.items.map((item, at) => added(sum.items[at], item));
	}
	return sum;
}

function added(one: ItemTotals | undefined, other: ItemTotals): ItemTotals {
	if (one === undefined) return { ...other };
	const sum = { ...one };
	sum.eligible += other.eligible;
	sum.done += other.done;
	sum.unasked += other.unasked;
	if (sum.target !== undefined && other.target !== undefined) sum.target += other.target;
	else delete sum.target;
	return sum;
}

/** Done over eligible, 0–1; undefined while nobody has been asked: unknown is never zero. */
export const shareOf = ({ eligible, done, unasked }: ItemTotals): number | undefined =>
	eligible === unasked ? undefined : done / eligible;

/** Done over the target, 0–1 and more. */
export const targetShareOf = ({ done, target }: ItemTotals): number | undefined =>
	target === undefined || target === 0 ? undefined : done / target;

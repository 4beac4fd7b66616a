// The figures of the board (F20), from what this phone holds. Pure: a page computes them once per change of the store.
import type { ListedItem } from '#domain/item.ts';
import { VNEID } from '#domain/item.ts';
import type { Day } from '#domain/calendar.ts';
import type { Checklist } from '#domain/checklist.ts';
import { coverageOf, coveragesOf, householdCoverageOf } from '#domain/coverage.ts';
import type { Coverage, Population } from '#domain/coverage.ts';
import { doorStateOf, isForTheHead, isReached } from '#domain/door-state.ts';
import type { DoorFacts } from '#domain/door-state.ts';
import type { GroupId, HamletId, PersonId } from '#domain/ids.ts';
import { isAway } from '#domain/person.ts';
import { isStanding, OFTEN_NOT_HOME, timesNotHome } from '#domain/visit.ts';
import type { Assist } from '#domain/visit.ts';
import type { ListedHousehold, View } from '#phone/store/view.ts';
import { invitedOf, type InviteSource } from './invited.ts';

/** What the board asks of the view. */
export type BoardSource = Pick<View, 'householdsOf' | 'factsOf' | 'householdAnswersOf'> & InviteSource;

/** Households reached, of all on the door list. */
export interface Reach {
	reached: number;
	total: number;
}

export interface Board extends Reach {
	/** People worth inviting to tonight's hour. */
	invite: number;
	/** People working far away, whether counted or not. */
	away: number;
	/** One per mục chính, in the checklist's order. */
	main: Coverage[];
}

export function boardOf(
	source: BoardSource,
	hamlet: HamletId,
	{ mainItems }: Checklist,
	today: Day,
	countsAway: boolean
): Board {
	const population = source.populationOf(hamlet);
	return {
		...reachOf(source, source.householdsOf(hamlet)),
		invite: invitedOf(source, hamlet, mainItems, today).length,
		away: population.people.filter(isAway).length,
		main: coveragesOf(mainItems, population, today, countsAway)
	};
}

function reachOf(source: BoardSource, households: readonly ListedHousehold[]): Reach {
	const reached = households.filter(({ id }) => isReached(source.factsOf(id))).length;
	return { reached, total: households.length };
}

/** Several hamlets as one. Every board must come from the same checklist. */
export function sumOf(boards: readonly Board[]): Board {
	const sum: Board = { reached: 0, total: 0, invite: 0, away: 0, main: [] };
	for (const board of boards) {
		sum.reached += board.reached;
		sum.total += board.total;
		sum.invite += board.invite;
		sum.away += board.away;
		sum.main = board.main.map((coverage, at) => added(sum.main[at], coverage));
	}
	return sum;
}

const COUNTS = [
	'eligible',
	'done',
	'notYet',
	'approved',
	'blocked',
	'waiting',
	'unasked',
	'flagged'
] as const satisfies (keyof Coverage)[];

function added(one: Coverage | undefined, other: Coverage): Coverage {
	if (one === undefined) return { ...other };
	const sum = { ...one };
	for (const count of COUNTS) sum[count] += other[count];
	return sum;
}

/** How many somebody has answered for: who waits for VNeID has not been asked. */
export function askedOf(coverage: Coverage): number {
	return coverage.done + coverage.notYet + coverage.blocked;
}

export interface GroupBoard extends Reach {
	/** Undefined for the households that stand in no group. */
	group: GroupId | undefined;
	main: Coverage[];
}

/** The hamlet by solidarity group, in the order in which the walk meets them; no group last. */
export function groupBoardsOf(
	source: BoardSource,
	hamlet: HamletId,
	{ mainItems }: Checklist,
	today: Day,
	countsAway: boolean
): GroupBoard[] {
	return groupsOf(source, hamlet).map(({ group, households, population }) => {
		const main = coveragesOf(mainItems, population, today, countsAway);
		return { group, ...reachOf(source, households), main };
	});
}

interface Group {
	group: GroupId | undefined;
	households: readonly ListedHousehold[];
	population: Population;
}

function groupsOf(source: Pick<BoardSource, 'householdsOf' | 'populationOf'>, hamlet: HamletId): Group[] {
	const { people, answersByPerson } = source.populationOf(hamlet);
	const peopleByHousehold = Map.groupBy(people, ({ household }) => household);
	return [...Map.groupBy(source.householdsOf(hamlet), ({ group }) => group)]
		.map(([group, households]) => {
			const its = households.flatMap(({ id }) => peopleByHousehold.get(id) ?? []);
			return { group, households, population: { people: its, answersByPerson } };
		})
		.sort((a, b) => Number(a.group === undefined) - Number(b.group === undefined));
}

export interface ItemGroup {
	/** Undefined for the households that stand in no group. */
	group: GroupId | undefined;
	coverage: Coverage;
}

/** One item of the whole hamlet, and of each of its groups. */
export function itemBoardOf(
	source: Pick<BoardSource, 'householdsOf' | 'populationOf' | 'householdAnswersOf'>,
	hamlet: HamletId,
	item: ListedItem,
	today: Day,
	countsAway: boolean
): { all: Coverage; groups: ItemGroup[] } {
	const coverageIn = ({ households, population }: Omit<Group, 'group'>): Coverage =>
		item.of === 'person'
			? coverageOf(item, population, today, countsAway)
			: householdCoverageOf(
					item,
					households.map(({ id }) => source.householdAnswersOf(id)),
					today
				);
	const groups = groupsOf(source, hamlet).map((one) => ({ group: one.group, coverage: coverageIn(one) }));
	const nobody = { households: [], population: { people: [], answersByPerson: () => ({}) } };
	return { all: groups.map(({ coverage }) => coverage).reduce(added, coverageIn(nobody)), groups };
}

/** A household nobody has reached yet, or whose door stays closed with something left to ask. */
export interface NotReached {
	household: ListedHousehold;
	people: DoorFacts['people'];
	/** Knocks in a row that found nobody. */
	timesNotHome: number;
	/** Somebody was reached there before, or something recorded: the board counts it as reached. */
	isBegun: boolean;
}

/** Households not reached, and those begun: the often closed first, both parts in walking order. */
export function notReachedOf(
	source: BoardSource,
	hamlet: HamletId,
	{ mainItems }: Checklist,
	today: Day
): NotReached[] {
	const often: NotReached[] = [];
	const others: NotReached[] = [];
	for (const household of source.householdsOf(hamlet)) {
		const facts = source.factsOf(household.id);
		const { people, visits } = facts;
		const one = { household, people, timesNotHome: timesNotHome(visits), isBegun: isReached(facts) };
		// Only of a door that was shut so often: what is left to ask behind the others takes far longer to tell.
		const isOften = one.timesNotHome >= OFTEN_NOT_HOME;
		if (isOften && isForTheHead(doorStateOf(facts, mainItems, today), visits)) often.push(one);
		else if (!one.isBegun) others.push(one);
	}
	return [...often, ...others];
}

/** What stands beside the mục chính; items counted in lượt have no rate. */
export interface OtherItems {
	ofPersons: Coverage[];
	ofHouseholds: Coverage[];
}

export function otherItemsOf(
	source: BoardSource,
	hamlet: HamletId,
	{ otherItems, householdItems }: Checklist,
	today: Day,
	countsAway: boolean
): OtherItems {
	const population = source.populationOf(hamlet);
	const answers = source.householdsOf(hamlet).map(({ id }) => source.householdAnswersOf(id));
	return {
		ofPersons: coveragesOf(otherItems, population, today, countsAway),
		ofHouseholds: householdItems.map((item) => householdCoverageOf(item, answers, today))
	};
}

/** Lượt hỗ trợ of one item among `people`. */
export function assistsOf(
	item: ListedItem,
	people: ReadonlySet<PersonId>,
	assists: Iterable<Pick<Assist, 'person' | 'item' | 'voided'>>
): number {
	let count = 0;
	for (const assist of assists)
		if (assist.item === item.code && people.has(assist.person) && isStanding(assist)) count += 1;
	return count;
}

/** The row a hamlet is judged by at a glance. */
export const vneidOf = (board: Pick<Board, 'main'>): Coverage | undefined =>
	board.main.find(({ item }) => item.code === VNEID);

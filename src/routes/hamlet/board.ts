// The figures of the board (F20), from what this phone holds. Pure: a page computes them once per change of the store.
import type { ListedItem } from '#domain/item.ts';
import { VNEID } from '#domain/item.ts';
import type { Day } from '#domain/calendar.ts';
import type { Checklist } from '#domain/checklist.ts';
import {
	coverageOf,
	coveragesOf,
	householdCoverageOf,
	sumOfCoverage,
	sumOfCoverages,
	toInvite
} from '#domain/coverage.ts';
import type { Coverage } from '#domain/coverage.ts';
import { isReached } from '#domain/door-state.ts';
import type { GroupId, HamletId, PersonId } from '#domain/ids.ts';
import { mayInvite } from '#domain/notice.ts';
import { isAway } from '#domain/person.ts';
import { isStanding } from '#domain/visit.ts';
import type { Assist } from '#domain/visit.ts';
import type { ListedHousehold, View } from '#phone/store/view.ts';
import type { InviteSource } from './invited.ts';

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

/** What one household adds to the board. */
export interface BoardPart {
	isReached: boolean;
	away: number;
	/** For whom there is something to do at the hall, whether they may be invited or not. */
	toInvite: readonly PersonId[];
	main: readonly Coverage[];
}

export function boardPartOf(
	source: Pick<View, 'factsOf'>,
	{ id }: Pick<ListedHousehold, 'id'>,
	mainItems: readonly ListedItem[],
	today: Day,
	countsAway: boolean
): BoardPart {
	const facts = source.factsOf(id);
	return {
		isReached: isReached(facts),
		away: facts.people.filter(isAway).length,
		toInvite: toInvite(mainItems, facts, today).map(({ person }) => person.id),
		main: coveragesOf(mainItems, facts, today, countsAway)
	};
}

/** How one household is told of: by the function of that name, or by what is kept of it. */
type PartOf<Source, By, Part> = (
	source: Source,
	household: ListedHousehold,
	by: By,
	today: Day,
	countsAway: boolean
) => Part;

export function boardOf<Source extends BoardSource>(
	source: Source,
	hamlet: HamletId,
	{ mainItems }: Checklist,
	today: Day,
	countsAway: boolean,
	partOf: PartOf<Source, readonly ListedItem[], BoardPart> = boardPartOf
): Board {
	const parts = source.householdsOf(hamlet).map((one) => partOf(source, one, mainItems, today, countsAway));
	const isInvited = mayInvite(source.commune()?.dataTerms, source.all('notices'));
	return {
		...reachIn(parts),
		invite: sumBy(parts, (part) => part.toInvite.filter(isInvited).length),
		away: sumBy(parts, ({ away }) => away),
		main: mainIn(parts, mainItems, countsAway)
	};
}

const reachIn = (parts: readonly BoardPart[]): Reach => ({
	reached: parts.filter((part) => part.isReached).length,
	total: parts.length
});

const mainIn = (parts: readonly BoardPart[], items: readonly ListedItem[], countsAway: boolean): Coverage[] =>
	sumOfCoverages(
		items,
		countsAway,
		parts.map(({ main }) => main)
	);

/** Several hamlets as one. Every board must come from the same checklist. */
export function sumOf(boards: readonly Board[]): Board {
	const [first] = boards;
	return {
		reached: sumBy(boards, ({ reached }) => reached),
		total: sumBy(boards, ({ total }) => total),
		invite: sumBy(boards, ({ invite }) => invite),
		away: sumBy(boards, ({ away }) => away),
		main: sumOfCoverages(
			(first?.main ?? []).map(({ item }) => item),
			first?.main[0]?.countsAway === true,
			boards.map(({ main }) => main)
		)
	};
}

function sumBy<One>(all: readonly One[], of: (one: One) => number): number {
	let sum = 0;
	for (const one of all) sum += of(one);
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
export function groupBoardsOf<Source extends BoardSource>(
	source: Source,
	hamlet: HamletId,
	{ mainItems }: Checklist,
	today: Day,
	countsAway: boolean,
	partOf: PartOf<Source, readonly ListedItem[], BoardPart> = boardPartOf
): GroupBoard[] {
	return groupsOf(source, hamlet).map(({ group, households }) => {
		const parts = households.map((one) => partOf(source, one, mainItems, today, countsAway));
		return { group, ...reachIn(parts), main: mainIn(parts, mainItems, countsAway) };
	});
}

interface Group {
	group: GroupId | undefined;
	households: readonly ListedHousehold[];
}

const groupsOf = (source: Pick<BoardSource, 'householdsOf'>, hamlet: HamletId): Group[] =>
	[...Map.groupBy(source.householdsOf(hamlet), ({ group }) => group)]
		.map(([group, households]) => ({ group, households }))
		.sort((a, b) => Number(a.group === undefined) - Number(b.group === undefined));

export interface ItemGroup {
	/** Undefined for the households that stand in no group. */
	group: GroupId | undefined;
	coverage: Coverage;
}

/** One item of the whole hamlet, and of each of its groups. */
export function itemBoardOf(
	source: Pick<BoardSource, 'householdsOf' | 'factsOf' | 'householdAnswersOf'>,
	hamlet: HamletId,
	item: ListedItem,
	today: Day,
	countsAway: boolean
): { all: Coverage; groups: ItemGroup[] } {
	const isOfPersons = item.of === 'person';
	const coverageIn = (households: readonly ListedHousehold[]): Coverage =>
		isOfPersons
			? sumOfCoverage(
					item,
					countsAway,
					households.map(({ id }) => coverageOf(item, source.factsOf(id), today, countsAway))
				)
			: householdCoverageOf(
					item,
					households.map(({ id }) => source.householdAnswersOf(id)),
					today
				);
	const groups = groupsOf(source, hamlet).map(({ group, households }) => ({
		group,
		coverage: coverageIn(households)
	}));
	const coverages = groups.map(({ coverage }) => coverage);
	return { all: sumOfCoverage(item, isOfPersons && countsAway, coverages), groups };
}

/** What stands beside the mục chính; items counted in lượt have no rate. */
export interface OtherItems {
	ofPersons: Coverage[];
	ofHouseholds: Coverage[];
}

/** What one household adds to them; one coverage for each item, in the order given. */
export function otherPartOf(
	source: Pick<View, 'factsOf'>,
	{ id }: Pick<ListedHousehold, 'id'>,
	{ otherItems, householdItems }: Checklist,
	today: Day,
	countsAway: boolean
): OtherItems {
	const facts = source.factsOf(id);
	return {
		ofPersons: coveragesOf(otherItems, facts, today, countsAway),
		ofHouseholds: householdItems.map((item) => householdCoverageOf(item, [facts.householdAnswers], today))
	};
}

export function otherItemsOf<Source extends BoardSource>(
	source: Source,
	hamlet: HamletId,
	checklist: Checklist,
	today: Day,
	countsAway: boolean,
	partOf: PartOf<Source, Checklist, OtherItems> = otherPartOf
): OtherItems {
	const parts = source.householdsOf(hamlet).map((one) => partOf(source, one, checklist, today, countsAway));
	const { otherItems, householdItems } = checklist;
	return {
		ofPersons: sumOfCoverages(
			otherItems,
			countsAway,
			parts.map(({ ofPersons }) => ofPersons)
		),
		ofHouseholds: sumOfCoverages(
			householdItems,
			false,
			parts.map(({ ofHouseholds }) => ofHouseholds)
		)
	};
}

/** Lượt hỗ trợ of one item among `people`. */
export function assistsOf(
	item: Pick<ListedItem, 'code'>,
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

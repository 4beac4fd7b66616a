// The tally sheet for an evening without power (F25): everybody who is asked at a door, by group, a box for each mục chính
// that is open. Pure.
import type { Day } from '#domain/calendar.ts';
import { itemStateOf } from '#domain/eligibility.ts';
import type { GroupId, HamletId } from '#domain/ids.ts';
import type { ListedItem } from '#domain/item.ts';
import { atTheDoor, type Notice } from '#domain/notice.ts';
import type { ListedHousehold, ListedPerson, View } from '#phone/store/view.ts';

/** `box`: to be filled in; `none`: not for this person, or not to be written down yet. */
export type TallyCell = 'box' | 'done' | 'none';

export interface TallyRow {
	person: ListedPerson;
	household: ListedHousehold;
	/** The first of its household: there the sheet says where it is. */
	isFirst: boolean;
	cells: TallyCell[];
	/** Has to agree before anything is written down. */
	isToAsk: boolean;
}

export interface TallyGroup {
	/** Undefined for the households that stand in no group. */
	group: GroupId | undefined;
	rows: TallyRow[];
}

type Source = Pick<View, 'householdsOf' | 'peopleOf' | 'answersOf' | 'commune'> & {
	all(c: 'notices'): readonly Notice[];
};

/** In walking order, those without a group last; nobody who wants nothing written down (F37). */
export function tallyOf(
	source: Source,
	hamlet: HamletId,
	items: readonly ListedItem[],
	today: Day
): TallyGroup[] {
	const notices = Map.groupBy(source.all('notices'), ({ household }) => household);
	const terms = source.commune()?.dataTerms;
	const rows = source
		.householdsOf(hamlet)
		.filter(({ noRecord }) => noRecord !== true)
		.flatMap((household) => {
			const people = source.peopleOf(household.id);
			const { asked, toAsk } = atTheDoor(people, terms, notices.get(household.id) ?? []);
			return people
				.filter((one) => asked.includes(one) || toAsk.includes(one))
				.map((person, at): TallyRow => {
					const isToAsk = toAsk.includes(person);
					const cells = items.map((item) => cellOf(source, person, item, isToAsk, today));
					return { person, household, isFirst: at === 0, cells, isToAsk };
				});
		});
	return [...Map.groupBy(rows, ({ household }) => household.group)]
		.map(([group, its]) => ({ group, rows: its }))
		.sort((a, b) => Number(a.group === undefined) - Number(b.group === undefined));
}

function cellOf(
	source: Source,
	person: ListedPerson,
	item: ListedItem,
	isToAsk: boolean,
	today: Day
): TallyCell {
	const state = itemStateOf(item, person, source.answersOf(person.id), today);
	if (state === 'done') return 'done';
	return state === 'not-eligible' || isToAsk ? 'none' : 'box';
}

// The lists behind the board (F20): who was not seen for long, whose door stays shut, what was promised for by now, whose card
// may end. Pure.
import { cardMayEnd } from '#domain/birth.ts';
import { addDays, startOfDay, type Day, type Instant } from '#domain/calendar.ts';
import type { Checklist } from '#domain/checklist.ts';
import { isReached, type DoorFacts } from '#domain/door-state.ts';
import { itemStateOf } from '#domain/eligibility.ts';
import type { HamletId } from '#domain/ids.ts';
import type { ListedItem } from '#domain/item.ts';
import { isPresent } from '#domain/person.ts';
import { standingVisits } from '#domain/visit.ts';
import type { ListedHousehold, ListedPerson, View } from '#phone/store/view.ts';
import type { DoorRow, DoorRows } from '../today/door-rows.ts';

/** Days without anybody found that are asked for; the middle one is shown first. */
export const LONG_DAYS = [7, 14, 30] as const;

/** `n` in the address. */
export const longChosen = (address: URL): number =>
	LONG_DAYS.find((days) => String(days) === address.searchParams.get('n')) ?? LONG_DAYS[1];

export interface NotLately {
	household: ListedHousehold;
	/** When somebody was last found there; undefined where only answers tell that somebody was. */
	foundAt: Instant | undefined;
	/** How many people still lack a mục chính. */
	people: number;
}

/**
 * Households reached before, with a mục chính that somebody still lacks, where nobody has been found for `days` days: the
 * longest ago first, those without a known day last. Who wants nothing written down, or said no at the last visit, is left.
 */
export function notLatelyOf<Source extends Pick<View, 'householdsOf' | 'factsOf'>>(
	source: Source,
	hamlet: HamletId,
	checklist: Checklist,
	today: Day,
	days: number,
	oneOf: (
		...of: [Source, ListedHousehold, Checklist, Day, Instant]
	) => ReturnType<typeof notLatelyIn> = notLatelyIn
): NotLately[] {
	// To tell the day of each visit would take longer than all else here.
	const lately = startOfDay(addDays(today, 1 - days));
	const found = source
		.householdsOf(hamlet)
		.flatMap((household) => oneOf(source, household, checklist, today, lately) ?? []);
	return found.sort((a, b) => compared(a.foundAt ?? Infinity, b.foundAt ?? Infinity));
}

/** What a household is on that list; undefined where it is not on it. `lately`: who was found since then is not. */
export function notLatelyIn(
	source: Pick<View, 'factsOf'>,
	household: ListedHousehold,
	{ mainItems }: Checklist,
	today: Day,
	lately: Instant
): NotLately | undefined {
	const facts = source.factsOf(household.id);
	const visits = standingVisits(facts.visits);
	if (household.noRecord === true || !isReached(facts) || visits.at(-1)?.outcome === 'refused')
		return undefined;
	const foundAt = visits.findLast(({ outcome }) => outcome !== 'not-home')?.at;
	if (foundAt !== undefined && foundAt >= lately) return undefined;
	const people = lackingIn(facts, mainItems, today);
	return people === 0 ? undefined : { household, foundAt, people };
}

/** Two that are not known are equal: Infinity less Infinity is no number. */
const compared = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

function lackingIn(facts: DoorFacts, mainItems: readonly ListedItem[], today: Day): number {
	return facts.people.filter((person) => {
		if (!isPresent(person)) return false;
		const answers = facts.answersByPerson(person.id);
		return mainItems.some((item) => {
			const state = itemStateOf(item, person, answers, today);
			return state !== 'done' && state !== 'not-eligible';
		});
	}).length;
}

/** A household with what its line on the door list says. */
export interface Door {
	household: ListedHousehold;
	row: DoorRow;
}

/** In walking order; without who wants nothing written down. */
export const doorsOf = (
	source: Pick<View, 'householdsOf'>,
	rows: Pick<DoorRows, 'of'>,
	hamlet: HamletId,
	checklist: Checklist,
	today: Day
): Door[] =>
	source
		.householdsOf(hamlet)
		.filter(({ noRecord }) => noRecord !== true)
		.map((household) => ({ household, row: rows.of(household, checklist, today) }));

/** Promised for today or before: the longest waited for first, without a day last. */
export const dueOf = (doors: readonly Door[]): Door[] =>
	doors
		.filter(({ row }) => row.isDue)
		.sort((a, b) => (a.row.due ?? '9999').localeCompare(b.row.due ?? '9999'));

/** So often found shut, with something left to ask, that it is the head's to try. */
export const oftenShutOf = (doors: readonly Door[]): Door[] => doors.filter(({ row }) => row.isWithHead);

export interface CardHolder {
	person: ListedPerson;
	household: ListedHousehold;
}

/** Whose identity card may end this year, or the next, by the year of birth alone: in walking order. */
export function cardsOf(
	source: Pick<View, 'householdsOf' | 'peopleOf'>,
	hamlet: HamletId,
	today: Day,
	when: 'this-year' | 'next-year'
): CardHolder[] {
	return source.householdsOf(hamlet).flatMap((household) =>
		source
			.peopleOf(household.id)
			.filter((one) => isPresent(one) && one.birth !== undefined && cardMayEnd(one.birth, today) === when)
			.map((person) => ({ person, household }))
	);
}

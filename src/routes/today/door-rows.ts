// One line of the door list per household, computed again only when something of that household changed.
import { dayOf, type Day, type Instant } from '#domain/calendar.ts';
import { itemsAsked, type Checklist } from '#domain/checklist.ts';
import {
	type Appointment,
	type DoorFacts,
	type DoorState,
	doorStateOf,
	isForTheHead,
	nextAppointmentOf,
	toRecheckOf
} from '#domain/door-state.ts';
import { headOfHousehold } from '#domain/head-of-household.ts';
import type { GroupId, HouseholdId, LaneId, MemberId } from '#domain/ids.ts';
import type { ItemCode } from '#domain/item.ts';
import { isAway, isPresent } from '#domain/person.ts';
import { nextTryOf, type NextTry } from '#domain/next-try.ts';
import { creditedWith, standingVisits, timesNotHome, type Visit } from '#domain/visit.ts';
import type { ListedHousehold, View } from '#phone/store/view.ts';

export interface DoorRow {
	id: HouseholdId;
	/** Of the head; empty when the household has no people, or wants nothing written down about them. */
	name: string;
	isRefused: boolean;
	address: string;
	/** People who belong here, those working far away included. */
	people: number;
	away: number;
	/** `moved-away`: no longer on the door list, only found by search. */
	state: DoorState | 'moved-away';
	/** The earliest day promised, if any. */
	due?: Day;
	/** What somebody is to come back for: the earliest promise. */
	appointment?: Appointment;
	/** Somebody promised to come back by today, and nobody has come today. */
	isDue: boolean;
	/** What the head wants looked at again of those who are here: until it is answered, whoever knocks meanwhile. */
	recheck: readonly ItemCode[];
	/** Knocks in a row that found nobody. */
	timesNotHome: number;
	/** After a closed door. */
	nextTry?: NextTry;
	/** So often closed that it stands on top of the head's list. */
	isWithHead: boolean;
	/** The last visit, if any. */
	visitedAt?: Instant;
	/** Who found somebody here today, those who came along too. */
	metToday: readonly MemberId[];
	group?: GroupId;
	lane?: LaneId;
}

/** What the list asks of the view. */
export type DoorSource = Pick<View, 'changesOf'> & { factsOf(household: HouseholdId): DoorFacts };

export class DoorRows {
	readonly #source: DoorSource;
	readonly #remembered = new Map<HouseholdId, { changes: number; row: DoorRow }>();
	#checklist: Checklist = { mainItems: [], otherItems: [], householdItems: [] };
	#today: Day = '';

	constructor(source: DoorSource) {
		this.#source = source;
	}

	/** The same row object as long as nothing of the household, the checklist or the day changed. */
	of(household: ListedHousehold, checklist: Checklist, today: Day): DoorRow {
		if (today !== this.#today || !isSameChecklist(checklist, this.#checklist)) this.#remembered.clear();
		this.#checklist = checklist;
		this.#today = today;
		const changes = this.#source.changesOf(household.id);
		const known = this.#remembered.get(household.id);
		if (known?.changes === changes) return known.row;
		const row = doorRowOf(household, this.#source.factsOf(household.id), checklist, today);
		this.#remembered.set(household.id, { changes, row });
		return row;
	}
}

const isSameChecklist = (a: Checklist, b: Checklist): boolean =>
	a === b || (isSameList(a.mainItems, b.mainItems) && isSameList(itemsAsked(a), itemsAsked(b)));

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
	return a.length === b.length && a.every((one, at) => one === b[at]);
}

function doorRowOf(household: ListedHousehold, facts: DoorFacts, checklist: Checklist, today: Day): DoorRow {
	const { id, address = '', group, lane } = household;
	const away = facts.people.filter(isAway).length;
	const state = stateOf(household, facts, checklist, today);
	// Who said no is not promised to be asked again, whatever was promised before.
	const appointment = state === 'refused' ? undefined : nextAppointmentOf(facts);
	const due = appointment?.day;
	const visits = standingVisits(facts.visits);
	const last = visits.at(-1);
	const nextTry = nextTryOf(visits);
	return {
		id,
		name: headOfHousehold(facts.people)?.name ?? '',
		isRefused: household.noRecord === true,
		address,
		people: facts.people.filter(isPresent).length + away,
		away,
		state,
		isDue: state !== 'moved-away' && isDueToday(last, state === 'follow-up', due, today),
		recheck: state === 'moved-away' || state === 'refused' ? [] : recheckIn(facts, checklist),
		timesNotHome: timesNotHome(visits),
		isWithHead: state !== 'moved-away' && isForTheHead(state, visits),
		metToday: visits
			.filter(({ at, outcome }) => outcome !== 'not-home' && dayOf(at) === today)
			.flatMap(creditedWith),
		...(last === undefined ? {} : { visitedAt: last.at }),
		...(appointment === undefined ? {} : { appointment }),
		...(nextTry === undefined ? {} : { nextTry }),
		...(due === undefined ? {} : { due }),
		...(group === undefined ? {} : { group }),
		...(lane === undefined ? {} : { lane })
	};
}

function stateOf(
	{ status, noRecord }: ListedHousehold,
	facts: DoorFacts,
	{ mainItems }: Checklist,
	today: Day
): DoorRow['state'] {
	if (status === 'moved-away') return 'moved-away';
	return noRecord === true ? 'refused' : doorStateOf(facts, mainItems, today);
}

function recheckIn(facts: DoorFacts, checklist: Checklist): ItemCode[] {
	const found = toRecheckOf(facts, facts.people.filter(isPresent), itemsAsked(checklist));
	return [...new Set(found.map(({ item }) => item))];
}

/** Somebody has yet to knock there: not asked to the end or to be asked again, and has not said no. */
export const isLeft = ({ state, recheck }: Pick<DoorRow, 'state' | 'recheck'>): boolean =>
	state !== 'refused' && (state !== 'complete' || recheck.length > 0);

/** Stands before the walk: promised for today, or to be looked at again. */
export const comesFirst = ({ isDue, recheck }: DoorRow): boolean => isDue || recheck.length > 0;

// "Hẹn lại" without a day is due until somebody comes; a day promised in an answer, until its day has been visited.
function isDueToday(last: Visit | undefined, isFollowUp: boolean, due: Day | undefined, today: Day): boolean {
	const wasVisitedToday = last !== undefined && dayOf(last.at) === today;
	if (due === undefined) return isFollowUp && !wasVisitedToday;
	return due <= today && (!wasVisitedToday || last.due === today);
}

const rowsByView = new WeakMap<View, DoorRows>();

/** The rows of this view: computed once, kept while it is open, whichever page is shown. */
export function doorRowsOf(view: View): DoorRows {
	const known = rowsByView.get(view);
	if (known !== undefined) return known;
	const rows = new DoorRows(view);
	rowsByView.set(view, rows);
	return rows;
}

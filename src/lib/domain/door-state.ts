// The states of a household on the door list (F1), a refused visit among them (F4), and what is left to ask there.
import type { Answer, Answers } from './answer.ts';
import { dueOf, isAsked, isToRecheck } from './answer.ts';
import type { Day, Instant } from './calendar.ts';
import { itemStateOf } from './eligibility.ts';
import type { PersonId } from './ids.ts';
import type { ItemCode, ListedItem } from './item.ts';
import type { Person } from './person.ts';
import { isPresent } from './person.ts';
import { isStanding, OFTEN_NOT_HOME, standingVisits, timesNotHome, type Visit } from './visit.ts';

export type DoorState = 'not-visited' | 'partial' | 'complete' | 'follow-up' | 'not-home' | 'refused';

/** What is known of one household: `answers` by person id, household items apart. */
export interface DoorFacts {
	people: readonly (Person & { id: PersonId })[];
	answersByPerson: (id: PersonId) => Answers;
	householdAnswers: Answers;
	visits: readonly Visit[];
}

/** How many mục chính of eligible, present people nobody has asked about. "Chờ VNeID" is not asked and not missing. */
export function openCountOf(facts: DoorFacts, mainItems: readonly ListedItem[], today: Day): number {
	let open = 0;
	for (const person of facts.people) {
		if (!isPresent(person)) continue;
		const answers = facts.answersByPerson(person.id);
		for (const item of mainItems) if (itemStateOf(item, person, answers, today) === 'unasked') open += 1;
	}
	return open;
}

/** Whether anybody of the team has recorded an answer here; what only a list has confirmed does not count. */
export function hasDoorAnswers(facts: DoorFacts): boolean {
	return (
		isRecordedAtDoor(facts.householdAnswers) ||
		facts.people.some((p) => isRecordedAtDoor(facts.answersByPerson(p.id)))
	);
}

function isRecordedAtDoor(answers: Answers): boolean {
	for (const code in answers) {
		const answer = answers[code];
		if (isAsked(answer) && !isOnlyOnAList(answer)) return true;
	}
	return false;
}

const isOnlyOnAList = (answer: Answer): boolean =>
	answer.status === 'done' && answer.evidence === 'confirmed' && answer.atDoor === undefined;

/** Reached (đã đến): somebody opened, or something was recorded. A closed door is not reached. */
export function isReached(facts: DoorFacts): boolean {
	return facts.visits.some((v) => isStanding(v) && v.outcome !== 'not-home') || hasDoorAnswers(facts);
}

/** The state shown on the door list. An appointment or a refusal at the last visit stands until the next visit. */
export function doorStateOf(facts: DoorFacts, mainItems: readonly ListedItem[], today: Day): DoorState {
	const last = standingVisits(facts.visits).at(-1);
	if (last?.outcome === 'follow-up' || last?.outcome === 'refused') return last.outcome;
	const begun = isReached(facts);
	if (begun && openCountOf(facts, mainItems, today) === 0) return 'complete';
	if (last?.outcome === 'not-home') return 'not-home';
	return begun ? 'partial' : 'not-visited';
}

/** So often found closed, with something left to ask, that it is for the hamlet head to try (F1); begun before or not. */
export function isForTheHead(state: DoorState, visits: readonly Visit[]): boolean {
	return state === 'not-home' && timesNotHome(visits) >= OFTEN_NOT_HOME;
}

/** What somebody is to come back for: what the last visit promised, or an answer that will be known by a day. */
export type Appointment =
	| { of: 'visit'; day: Day | undefined; madeAt: Instant }
	| { of: 'answer'; day: Day; item: ItemCode; answer: Answer };

/**
 * The earliest one; of the same day, the answer, which says more. "Hẹn lại" without a day comes after all others. Who is
 * not at home now is not waited for at the door.
 */
export function nextAppointmentOf(facts: DoorFacts): Appointment | undefined {
	const found: Appointment[] = [
		...facts.people.filter(isPresent).flatMap(({ id }) => promisedIn(facts.answersByPerson(id))),
		...promisedIn(facts.householdAnswers)
	];
	const last = standingVisits(facts.visits).at(-1);
	if (last !== undefined && (last.due !== undefined || last.outcome === 'follow-up')) {
		found.push({ of: 'visit', day: last.due, madeAt: last.at });
	}
	const dayIn = ({ day = '9999' }: Appointment) => day;
	return found.sort((a, b) => dayIn(a).localeCompare(dayIn(b)))[0];
}

function promisedIn(answers: Answers): Appointment[] {
	return Object.entries(answers).flatMap(([item, answer]) => {
		const day = dueOf(answer);
		return day === undefined ? [] : [{ of: 'answer', day, item, answer }];
	});
}

/** An answer that head or official want looked at again; without `person` one of the household as a whole. */
export interface ToRecheck {
	person?: PersonId;
	item: ItemCode;
}

/** In the order of `items`, the household's own last. `people`: whose answers are asked for. */
export function toRecheckOf(
	facts: DoorFacts,
	people: readonly { id: PersonId }[],
	items: readonly ListedItem[]
): ToRecheck[] {
	const itemsOf = (whom: ListedItem['of']) => items.filter((item) => item.of === whom);
	const ofPersons = itemsOf('person');
	return [
		...people.flatMap(({ id }) => flaggedIn(facts.answersByPerson(id), ofPersons, id)),
		...flaggedIn(facts.householdAnswers, itemsOf('household'))
	];
}

function flaggedIn(answers: Answers, items: readonly ListedItem[], person?: PersonId): ToRecheck[] {
	if (!hasFlag(answers)) return [];
	const whose = person === undefined ? {} : { person };
	return items.filter(({ code }) => isToRecheck(answers[code])).map(({ code }) => ({ ...whose, item: code }));
}

/** Most have none, and most people no answer at all: asked for every line of the door list. */
function hasFlag(answers: Answers): boolean {
	for (const code in answers) if (isToRecheck(answers[code])) return true;
	return false;
}

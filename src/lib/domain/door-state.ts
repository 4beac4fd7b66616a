// The five states of a household on the door list (F1), and what is left to ask there.
import type { Answers } from './answer.ts';
import { dueOf, isAsked } from './answer.ts';
import type { Day } from './calendar.ts';
import { itemStateOf } from './eligibility.ts';
import type { PersonId } from './ids.ts';
import type { ListedItem } from './item.ts';
import type { Person } from './person.ts';
import { isPresent } from './person.ts';
import { standingVisits, type Visit } from './visit.ts';

export type DoorState = 'not-visited' | 'partial' | 'complete' | 'follow-up' | 'not-home';

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

/** Whether anybody of the team has recorded an answer here; what a list confirmed does not count. */
export function hasDoorAnswers(facts: DoorFacts): boolean {
	return (
		isRecordedAtDoor(facts.householdAnswers) ||
		facts.people.some((p) => isRecordedAtDoor(facts.answersByPerson(p.id)))
	);
}

function isRecordedAtDoor(answers: Answers): boolean {
	for (const code in answers) {
		const answer = answers[code];
		if (isAsked(answer) && !(answer.status === 'done' && answer.evidence === 'confirmed')) return true;
	}
	return false;
}

/** Reached (đã đến): somebody opened, or something was recorded. A closed door is not reached. */
export function isReached(facts: DoorFacts): boolean {
	return facts.visits.some((v) => v.voided !== true && v.outcome !== 'not-home') || hasDoorAnswers(facts);
}

/** The state shown on the door list. An appointment made at the last visit stands until the next visit. */
export function doorStateOf(facts: DoorFacts, mainItems: readonly ListedItem[], today: Day): DoorState {
	const last = standingVisits(facts.visits).at(-1);
	if (last?.outcome === 'follow-up') return 'follow-up';
	const begun = isReached(facts);
	if (begun && openCountOf(facts, mainItems, today) === 0) return 'complete';
	if (last?.outcome === 'not-home') return 'not-home';
	return begun ? 'partial' : 'not-visited';
}

/** The earliest day promised here, by the last visit or in an answer. */
export function nextDueOf(facts: DoorFacts): Day | undefined {
	const days: Day[] = [];
	const last = standingVisits(facts.visits).at(-1);
	if (last?.due !== undefined) days.push(last.due);
	for (const person of facts.people) {
		for (const answer of Object.values(facts.answersByPerson(person.id))) {
			const due = dueOf(answer);
			if (due !== undefined) days.push(due);
		}
	}
	return days.sort()[0];
}

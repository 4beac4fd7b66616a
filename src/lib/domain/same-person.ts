// One person written down twice: one of the two rows stands, the other is kept and is on no list (F13).
import { type Answer, type Answers, isAsked, isStronger } from './answer.ts';
import type { PersonId } from './ids.ts';
import type { Person } from './person.ts';

/**
 * The row that stands for this one: the last of those that each say they are the next. Two heads may say it crosswise: of
 * such a circle the one with the lowest id stands, on every phone alike. A row that is not here stands for itself.
 */
export function standingPerson(id: PersonId, sameAs: (id: PersonId) => PersonId | undefined): PersonId {
	const passed: PersonId[] = [];
	for (let at = id; ;) {
		const circle = passed.indexOf(at);
		if (circle >= 0) return lowest(passed.slice(circle));
		passed.push(at);
		const next = sameAs(at);
		if (next === undefined) return at;
		at = next;
	}
}

const lowest = (ids: readonly PersonId[]): PersonId => ids.reduce((low, id) => (id < low ? id : low));

/**
 * The answer that holds of two to one item. Had is more than not had, and the stronger evidence more than the weaker;
 * otherwise what the row that stands says, for nobody knows which of the two is later.
 */
export function answerOfBoth(stands: Answer | undefined, goes: Answer | undefined): Answer | undefined {
	if (!isAsked(goes)) return stands;
	if (!isAsked(stands)) return goes;
	if (goes.status !== 'done') return stands;
	return stands.status !== 'done' || isStronger(goes.evidence, stands.evidence) ? goes : stands;
}

/** What the row that stands has to take over from the other, by item code; empty when it says as much. */
export function answersToTake(stands: Answers, goes: Answers): Answers {
	return Object.fromEntries(
		Object.entries(goes).filter(([code, answer]) => {
			const held = stands[code];
			return answerOfBoth(held, answer) !== held;
		})
	);
}

/** Details that the other row knows and the one that stands does not. */
export function detailsToTake(
	stands: Person,
	goes: Person
): Partial<Pick<Person, 'birth' | 'gender' | 'phone'>> {
	const { birth, gender, phone } = goes;
	return {
		...(knowsMore(birth, stands.birth) ? { birth } : {}),
		...(stands.gender === undefined && gender !== undefined ? { gender } : {}),
		...(stands.phone === undefined && phone !== undefined ? { phone } : {})
	};
}

const knowsMore = (birth: Person['birth'], than: Person['birth']): boolean =>
	birth !== undefined &&
	(than === undefined || (birth.year === than.year && than.day === undefined && birth.month !== undefined));

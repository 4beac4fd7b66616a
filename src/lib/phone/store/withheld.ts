// What people do not want written down never leaves the phone once they have said so (F37).
import type { HouseholdId, PersonId } from '#domain/ids.ts';
import type { CollectionName } from '#protocol/collections.ts';
import type { OpBody } from '#protocol/op.ts';
import type { View } from './view.ts';

const ABOUT_PEOPLE: readonly CollectionName[] = [
	'people',
	'answers',
	'householdAnswers',
	'assists',
	'attendance'
];

/** The household that an op would say something of which its people do not want written down; undefined when it may go. */
export function withheldOf({ c, id, a }: OpBody, view: View): HouseholdId | undefined {
	if (c === 'households')
		return isNote(a) && view.isRefused(id as HouseholdId) ? (id as HouseholdId) : undefined;
	if (!ABOUT_PEOPLE.includes(c)) return undefined;
	const person = (typeof a.person === 'string' ? a.person : id) as PersonId;
	const household = view.householdOf(c, id) ?? view.householdOf('people', person);
	return household !== undefined && (view.isRefused(household) || view.hasRefused(person))
		? household
		: undefined;
}

/** A word to the next visitor may tell of people as well. */
const isNote = ({ note, noRecord }: OpBody['a']): boolean =>
	typeof note === 'object' && note !== null && noRecord === undefined;

// What people do not want written down never leaves the phone once they have said so (F37).
import type { HouseholdId, PersonId } from '#domain/ids.ts';
import { isRefusal } from '#domain/notice.ts';
import type { CollectionName } from '#protocol/collections.ts';
import { commandOf, isVoiding } from '#protocol/commands.ts';
import type { OpBody } from '#protocol/op.ts';
import { NO_REFUSALS, refusedHousehold, refusedPerson, type Refusals } from './refusals.ts';
import type { View } from './view.ts';

const ABOUT_PEOPLE: readonly CollectionName[] = [
	'people',
	'answers',
	'householdAnswers',
	'assists',
	'attendance'
];

/**
 * Whether anything may have to be withheld; a household that was erased here is on no list, and what it wants holds for
 * what waits.
 */
export function mayWithhold(view: View, waiting: Iterable<{ body: OpBody }>, refusals: Refusals): boolean {
	const isErasing = [...waiting].some(({ body: { k, a } }) => k === 'cmd' && a.name === 'erase');
	return (
		isErasing ||
		Object.keys(refusals).length > 0 ||
		view.all('households').some(({ noRecord }) => noRecord === true) ||
		view.all('notices').some(isRefusal)
	);
}

/**
 * The household that an op would say something of which its people do not want written down; undefined when it may go.
 * `known`: the one that it was about when it was tapped, and `refusals`: who had refused, for what is not on this phone any
 * more.
 */
export function withheldOf(
	body: OpBody,
	view: View,
	known?: HouseholdId,
	refusals: Refusals = NO_REFUSALS
): HouseholdId | undefined {
	const { c, id, a } = body;
	if (c === 'households') return isNote(a) ? refusedHousehold(id as HouseholdId, view, refusals) : undefined;
	if (!ABOUT_PEOPLE.includes(c) || takesBack(body, view)) return undefined;
	const person = personOf(body, view);
	const home = c === 'householdAnswers' ? id : view.said('people', person)?.household;
	const household = (home ?? a.household ?? known) as HouseholdId | undefined;
	const refusing = household && refusedHousehold(household, view, refusals);
	// An answer of the household is no person's: what was kept of a refusal is over once its row says otherwise.
	if (refusing !== undefined || c === 'householdAnswers') return refusing;
	// Where somebody is led to, told by the op alone once the rows are gone.
	const into = home === undefined ? leadsInto(body) : undefined;
	const refusingThere = into && refusedHousehold(into, view, refusals);
	if (refusingThere !== undefined) return refusingThere;
	return refusedPerson(person, view, refusals) ? (household ?? refusals[person]) : undefined;
}

/** That a help was none, or that somebody did not come, says nothing of anybody; kept back, the commune would go on counting it. */
function takesBack(body: OpBody, view: View): boolean {
	const { c, k, a } = body;
	const command = c === 'assists' ? commandOf(body) : undefined;
	const isTaken =
		c === 'attendance'
			? k === 'set' && a.voided === true && Object.keys(a).length === 1
			: command !== undefined && isVoiding(command);
	return isTaken && view.isReceived(c, body.id);
}

function leadsInto(body: OpBody): HouseholdId | undefined {
	const command = commandOf(body);
	return command?.name === 'person.move' ? command.into : undefined;
}

function personOf({ c, id, a }: OpBody, view: View): PersonId {
	if (c !== 'assists' && c !== 'attendance') return id as PersonId;
	return (a.person ?? view.said(c, id)?.person ?? id) as PersonId;
}

/** A word to the next visitor may tell of people as well. */
const isNote = ({ note, noRecord }: OpBody['a']): boolean =>
	typeof note === 'object' && note !== null && noRecord === undefined;

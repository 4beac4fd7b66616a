// Who did not want to be written down when their rows left this phone: what waits about them does not leave it either, nor
// does what was confirmed and goes out once more (F37, sync-spec RC4).
import type { HouseholdId, PersonId } from '#domain/ids.ts';
import { isRefusal } from '#domain/notice.ts';
import { standingHousehold } from '#protocol/commands.ts';
import type { View } from './view.ts';

/** By the id of a household or of a person: the household that the refusal was one of. */
export type Refusals = Readonly<Record<string, HouseholdId>>;

export const NO_REFUSALS: Refusals = {};

/** As the screen stands, and as it stood when those left of whom it does not say anything now. */
export function refusalsOn(view: View, known: Refusals): Refusals {
	// Asked after each page: of a commune's thousands, only those of whom it can be true are looked at.
	const here = view
		.all('households')
		.filter(({ noRecord, mergedInto }) => noRecord === true || mergedInto !== undefined);
	const households = [...new Set([...Object.keys(known), ...here.map(({ id }) => id)])].flatMap((id) => {
		const refusing = isPersonHere(id as PersonId, view)
			? undefined
			: refusedHousehold(id as HouseholdId, view, known);
		return refusing === undefined ? [] : [[id, refusing] as const];
	});
	const people = view.all('notices').flatMap((one) => {
		const { person, household } = one;
		return person !== undefined && isRefusal(one) && view.hasRefused(person)
			? [[person, household] as const]
			: [];
	});
	return Object.fromEntries([...households, ...people]);
}

/** The household as it stands, if it wants nothing written down about its people; one that was erased here too. */
export function refusedHousehold(
	household: HouseholdId,
	view: View,
	refusals: Refusals
): HouseholdId | undefined {
	const passed: HouseholdId[] = [];
	const find = ({ id }: { id: string }) => {
		passed.unshift(id as HouseholdId);
		const f = view.said('households', id);
		return f && { f };
	};
	const standing = standingHousehold(household, { find }) as HouseholdId;
	const { hamlet, noRecord } = view.said('households', standing) ?? {};
	if (hamlet !== undefined || noRecord !== undefined) return noRecord === true ? standing : undefined;
	// Of a row that is gone one's own taps may be left, which do not say where it belongs: those about something else unsay nothing.
	// Nor does a row that was merged into it, for the family's word is on the one that stands; that they refused it took along.
	const refusing = passed.find((id) => refusals[id] ?? view.said('households', id)?.noRecord);
	return refusing && (refusals[refusing] ?? refusing);
}

/** Whether this person does not, by their last word; `true` too where it is not here, and was so when it left. */
export const refusedPerson = (person: PersonId, view: View, refusals: Refusals): boolean =>
	view.hasRefused(person) || (Object.hasOwn(refusals, person) && !isPersonHere(person, view));

/** What somebody said last may come down after they themselves have: nothing counts before all of their hamlet is here. */
function isPersonHere(person: PersonId, view: View): boolean {
	const household = view.householdOf('people', person);
	const hamlet = household && view.get('households', household)?.hamlet;
	return hamlet !== undefined && view.holdsAllOf(hamlet);
}

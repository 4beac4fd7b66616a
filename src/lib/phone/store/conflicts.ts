// Conflicts as the screens see them (F13). The server keeps a record of every value that lost; here they are told apart
// into those that a person has to settle and those that merged by themselves.
import { answerIn, isWorthACard } from '#domain/conflict.ts';
import type { HamletId, HouseholdId, PersonId } from '#domain/ids.ts';
import { CollectionName, collections } from '#protocol/collections.ts';
import { isEqual } from '#protocol/merge.ts';
import type { Conflict } from '#protocol/records.ts';
import type { Draft } from './draft.ts';
import type { View } from './view.ts';

export type ListedConflict = Conflict & { id: string };

type Source = Pick<View, 'get' | 'householdOf'>;
type Refusals = Pick<View, 'isRefused' | 'hasRefused' | 'standingFor'>;

/** Those that may be shown: of people who do not want to be written down, no two values and no name (F37). */
export const shownConflicts = (
	conflicts: readonly ListedConflict[],
	view: Source & Refusals
): ListedConflict[] => conflicts.filter((one) => !isOfWhoRefused(one, view));

function isOfWhoRefused(conflict: ListedConflict, view: Source & Refusals): boolean {
	const { in: name, row } = conflict;
	const household = householdOfConflict(conflict, view);
	if (household !== undefined && view.isRefused(view.standingFor(household))) return true;
	const isNamed = name === 'assists' || name === 'attendance';
	const person = isNamed ? view.get(name, row)?.person : (row as PersonId);
	return person !== undefined && view.hasRefused(person);
}

/** Whether somebody has yet to settle it: nobody has, it matters, and what was kept still stands. */
export function isOpen(conflict: ListedConflict, view: Source): boolean {
	const { kept, dropped, settled } = conflict;
	if (settled === true || !isWorthACard(kept.value, dropped.value)) return false;
	return isEqual(currentOf(conflict, view) ?? null, kept.value ?? null);
}

function currentOf({ in: name, row, field }: ListedConflict, view: Source): unknown {
	const collection = CollectionName.safeParse(name);
	if (!collection.success) return undefined;
	return (view.get(collection.data, row) as Record<string, unknown> | undefined)?.[field];
}

/** Undefined when this phone no longer holds the row, or it is about no household. */
export function householdOfConflict(
	{ in: name, row }: ListedConflict,
	view: Source
): HouseholdId | undefined {
	const collection = CollectionName.safeParse(name);
	const household = collection.success ? view.householdOf(collection.data, row) : undefined;
	return household !== undefined && view.get('households', household) ? household : undefined;
}

/** What two officials decided differently is no hamlet's. */
const isOfCommune = ({ in: name }: ListedConflict): boolean => {
	const collection = CollectionName.safeParse(name);
	return collection.success && collections[collection.data].parent.kind === 'commune';
};

/**
 * Of one hamlet, as far as they may be shown; what belongs to no household that is here is among every hamlet's, so that
 * nobody misses it.
 */
export function conflictsOfHamlet(
	conflicts: readonly ListedConflict[],
	hamlet: HamletId,
	view: Source & Refusals
): ListedConflict[] {
	return shownConflicts(conflicts, view).filter((conflict) => {
		if (isOfCommune(conflict)) return false;
		if (conflict.in === 'sessions') return view.get('sessions', conflict.row)?.hamlet === hamlet;
		const household = householdOfConflict(conflict, view);
		return household === undefined || view.get('households', household)?.hamlet === hamlet;
	});
}

/** "Giữ …": what stands is right. */
export const keeping = ({ id }: ListedConflict): Draft[] => [
	{ k: 'set', c: 'conflicts', id, a: { settled: true } }
];

/** "Lấy …": what was dropped is written by a normal set (sync-spec MG3). Empty for anything but an answer. */
export function taking(conflict: ListedConflict): Draft[] {
	const { in: c, row, field, dropped } = conflict;
	if (c !== 'answers' && c !== 'householdAnswers') return [];
	const value = answerIn(dropped.value) ?? { status: 'unasked' };
	return [{ k: 'set', c, id: row, a: { [field]: value } }, ...keeping(conflict)];
}

// What an import would do, for a person to read and accept. Nothing is changed by making one.
import type { Household } from '#domain/household.ts';
import type { CommuneId, GroupId, HamletId, HouseholdId, LaneId, PersonId } from '#domain/ids.ts';
import type { Person } from '#domain/person.ts';
import type { Group, Hamlet, Lane } from '#domain/places.ts';
import type { Day } from '#domain/calendar.ts';
import type { Problem } from './problem.ts';

/** The commune as it stands before the import. */
export interface Existing {
	hamlets: readonly (Hamlet & { id: HamletId })[];
	groups: readonly (Group & { id: GroupId })[];
	lanes: readonly (Lane & { id: LaneId })[];
	households: readonly (Household & { id: HouseholdId })[];
	people: readonly (Person & { id: PersonId })[];
}

export const nothingYet: Existing = { hamlets: [], groups: [], lanes: [], households: [], people: [] };

export interface ImportQuestion {
	commune: CommuneId;
	/** Bounds birth dates. */
	today: Day;
	/** The hamlet of a file that does not say it. */
	hamlet?: string | undefined;
}

export type DifferingField = 'group' | 'address' | 'name' | 'birth' | 'gender' | 'phone' | 'relation';

/** A value of the list that differs from the one held: in this version it is shown, and the one held stays. */
export interface Difference {
	sheet: string;
	row: number;
	/** Code of the household, or the name of its first person. */
	household: string;
	/** Name as held, when the value is a person's. */
	person?: string;
	field: DifferingField;
	held: string;
	listed: string;
}

export interface Counts {
	hamlets: number;
	households: number;
	people: number;
}

export interface ImportPlan {
	/** What the file holds, after what was skipped. */
	listed: Counts;
	/** Rows to be added, parents before children. */
	added: { [C in keyof Existing]: Existing[C][number][] };
	differences: Difference[];
	problems: Problem[];
	/** Phone numbers that got their leading zero back. */
	zerosAdded: number;
}

/** Whether accepting the plan would change nothing. */
export function isNothingNew(plan: ImportPlan): boolean {
	return Object.values(plan.added).every((rows) => rows.length === 0);
}

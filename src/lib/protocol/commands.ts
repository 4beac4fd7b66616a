// Every named command (sync-spec MG5): what it is told, and what it does to rows. Pure, and run on both sides: the phone
// shows its effects at once, the server runs it again with authority; the server's result is the truth.
import * as z from 'zod/mini';
import { HamletId, HouseholdId } from '#domain/ids.ts';
import type { Action } from '#domain/permission.ts';
import { type CollectionName, childCollectionsOf } from './collections.ts';
import type { OpBody } from './op.ts';
import type { RowKey } from './parent.ts';
import type { Fields } from './row.ts';

/**
 * `household.merge`: two rows are one family; the op's row goes, everything filed under it goes over to `into`.
 * `household.move`: the household belongs to another hamlet. `visit.void`: the visit never was. `erase`: a person or a
 * household with all that hangs on it is blanked for good (RC5).
 */
export const Command = z.discriminatedUnion('name', [
	z.strictObject({ name: z.literal('household.merge'), into: HouseholdId }),
	z.strictObject({ name: z.literal('household.move'), hamlet: HamletId }),
	z.strictObject({ name: z.literal('visit.void') }),
	z.strictObject({ name: z.literal('erase') })
]);
export type Command = z.infer<typeof Command>;

interface CommandRule {
	/** Collections whose rows it may be about. */
	about: readonly CollectionName[];
	/** Needed to give it; a visit is also voided by who made it. */
	action: Action;
}

export const commandRules: Record<Command['name'], CommandRule> = {
	'household.merge': { about: ['households'], action: 'plan-hamlet' },
	'household.move': { about: ['households'], action: 'manage-commune' },
	'visit.void': { about: ['visits'], action: 'plan-hamlet' },
	erase: { about: ['people', 'households'], action: 'manage-commune' }
};

/** The command an op gives; undefined when it is none that is known, or about the wrong kind of row. */
export function commandOf({ k, c, a }: Pick<OpBody, 'k' | 'c' | 'a'>): Command | undefined {
	const parsed = k === 'cmd' ? Command.safeParse(a) : undefined;
	return parsed?.success === true && commandRules[parsed.data.name].about.includes(c)
		? parsed.data
		: undefined;
}

/** The rows a command looks at: as they are at this moment, on the side that asks. */
export interface Lookup {
	find(key: RowKey): { f: Fields } | undefined;
	childrenOf(c: CollectionName, parentId: string): readonly { id: string; f: Fields }[];
	/** Households that went into this one. */
	mergedInto(household: string): readonly { id: string }[];
}

/**
 * One row's part. `said`: fields as if their author had set them; when that does not stand, what comes after it does not
 * happen. `follows`: fields that come of it, whatever stood there. `carried`: fields of another row, which keep the time
 * they were written at. `erased`: the row is blanked.
 */
export type Effect = RowKey &
	({ how: 'said' | 'follows'; a: Fields } | { how: 'carried'; a: Fields; from: RowKey } | { how: 'erased' });

/** What the command about row `id` does, in this order. Nothing when it has been done already. */
export function effectsOf(command: Command, { c, id }: RowKey, rows: Lookup): Effect[] {
	switch (command.name) {
		case 'household.merge':
			return mergeEffects(id, standingHousehold(command.into, rows), rows);
		case 'household.move':
			return moveEffects(id, command.hamlet, rows);
		case 'visit.void':
			return [{ how: 'said', c, id, a: { voided: true } }];
		case 'erase':
			return withAllBehind({ c, id }, rows).map((key) => ({ how: 'erased', ...key }));
	}
}

/** The household that a merged one went over to, through any number of merges; itself when it stands. */
export function standingHousehold(id: string, { find }: Pick<Lookup, 'find'>): string {
	const passed = new Set<string>();
	for (let at = id; ;) {
		const into = find({ c: 'households', id: at })?.f.mergedInto;
		if (typeof into !== 'string' || passed.has(into)) return at;
		passed.add(at);
		at = into;
	}
}

function mergeEffects(id: string, into: string, rows: Lookup): Effect[] {
	const [goes, stays] = [id, into].map((one) => rows.find({ c: 'households', id: one })?.f);
	// Each already merged into the other, or one of them is not there.
	if (into === id || goes === undefined || stays === undefined) return [];
	const said: Effect = { how: 'said', c: 'households', id, a: { mergedInto: into } };
	// Merged before: two commands name two households, and the first one stands.
	if (goes.mergedInto !== undefined) return goes.mergedInto === into ? [] : [said];
	const filed = (['people', 'visits', 'notices'] as const).flatMap((c) =>
		rows.childrenOf(c, id).map((row): Effect => ({ how: 'follows', c, id: row.id, a: { household: into } }))
	);
	const answers = { c: 'householdAnswers', id } as const;
	return [
		said,
		...filed,
		...rows.childrenOf('assignments', id).flatMap((row) => reassigned(row, into, rows)),
		{ how: 'carried', c: answers.c, id: into, from: answers, a: rows.find(answers)?.f ?? {} },
		// A family that does not want to be written down stays so under whatever row.
		...(goes.noRecord === true ? [noRecordFor(into)] : [])
	];
}

function moveEffects(id: string, hamlet: HamletId, rows: Lookup): Effect[] {
	const c = 'households';
	if (rows.find({ c, id })?.f.hamlet === hamlet) return [];
	return [
		{ how: 'said', c, id, a: { hamlet } },
		// Groups and lanes are parts of a hamlet.
		{ how: 'follows', c, id, a: { group: null, lane: null } }
	];
}

export const noRecordFor = (id: string) =>
	({ how: 'follows', c: 'households', id, a: { noRecord: true } }) satisfies Effect;

/** Whoever was to go to the household goes to the one that stands: an assignment's id names both (RC1). */
function reassigned(row: { id: string; f: Fields }, into: string, rows: Lookup): Effect[] {
	const { member, active } = row.f;
	const key = { c: 'assignments', id: `${into}:${String(member)}` } as const;
	const standing = rows.find(key);
	const ends: Effect = { how: 'follows', c: 'assignments', id: row.id, a: { active: false } };
	if (standing === undefined)
		return [{ how: 'follows', ...key, a: { household: into, member, active } }, ends];
	return active === true ? [{ how: 'follows', ...key, a: { active } }, ends] : [];
}

/** The row, what hangs on it, and the rows of households that went into it. */
function withAllBehind(key: RowKey, rows: Lookup): RowKey[] {
	const merged = key.c === 'households' ? rows.mergedInto(key.id) : [];
	const behind = merged.flatMap(({ id }) => withAllBehind({ c: key.c, id }, rows));
	return [key, ...descendantsOf(key, rows), ...behind];
}

/** Everything that hangs on a row, nearest first. */
export function descendantsOf({ c, id }: RowKey, rows: Lookup): RowKey[] {
	const children = childCollectionsOf(c).flatMap((child) =>
		rows.childrenOf(child, id).map((row) => ({ c: child, id: row.id }))
	);
	return [...children, ...children.flatMap((key) => descendantsOf(key, rows))];
}

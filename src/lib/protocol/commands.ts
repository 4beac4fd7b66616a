// Every named command (sync-spec MG5): what it is told, and what it does to rows. Pure, and run on both sides: the phone
// shows its effects at once, the server runs it again with authority; the server's result is the truth.
import * as z from 'zod/mini';
import { Household } from '#domain/household.ts';
import { HouseholdNote, notesTogether } from '#domain/household-note.ts';
import { HamletId, HouseholdId, PersonId } from '#domain/ids.ts';
import type { Action } from '#domain/permission.ts';
import { type CollectionName, childCollectionsOf } from './collections.ts';
import type { OpBody } from './op.ts';
import type { RowKey } from './parent.ts';
import type { Fields } from './row.ts';
import { memberAtIdIn } from './row-id.ts';

/** Who goes, and the version of their row that the user was looking at: the op's `b` is that of the household. */
const Leaving = z.strictObject({ id: PersonId, b: z.int().check(z.nonnegative()) });

/**
 * `household.merge`: two rows are one family; the op's row goes, everything filed under it goes over to `into`.
 * `household.split`: some people of the household are a family of their own, in the new row `into`; `head` is who it goes by.
 * `household.move`: the household belongs to another hamlet. `person.move`: a person lives with the household `into`.
 * `visit.void`, `assist.void`: the visit, the help never was. `erase`: a person or a household with all that hangs on it is blanked for good (RC5).
 */
export const Command = z.discriminatedUnion('name', [
	z.strictObject({ name: z.literal('household.merge'), into: HouseholdId }),
	z.strictObject({
		name: z.literal('household.split'),
		into: HouseholdId,
		people: z.array(Leaving).check(z.minLength(1), z.maxLength(60)),
		head: z.optional(PersonId),
		address: Household.shape.address
	}),
	z.strictObject({ name: z.literal('household.move'), hamlet: HamletId }),
	z.strictObject({ name: z.literal('person.move'), into: HouseholdId }),
	z.strictObject({ name: z.literal('visit.void') }),
	z.strictObject({ name: z.literal('assist.void') }),
	z.strictObject({ name: z.literal('erase') })
]);
export type Command = z.infer<typeof Command>;

interface CommandRule {
	/** Collections whose rows it may be about. */
	about: readonly CollectionName[];
	/** Needed to give it; what was written once is also voided by who wrote it (`mayVoid`). */
	action: Action;
}

export const commandRules: Record<Command['name'], CommandRule> = {
	'household.merge': { about: ['households'], action: 'plan-hamlet' },
	'household.split': { about: ['households'], action: 'record-at-door' },
	'household.move': { about: ['households'], action: 'manage-commune' },
	'person.move': { about: ['people'], action: 'record-at-door' },
	'visit.void': { about: ['visits'], action: 'plan-hamlet' },
	'assist.void': { about: ['assists'], action: 'plan-hamlet' },
	erase: { about: ['people', 'households'], action: 'manage-commune' }
};

/** The command an op gives; undefined when it is none that is known, or about the wrong kind of row. */
export function commandOf({ k, c, a }: Pick<OpBody, 'k' | 'c' | 'a'>): Command | undefined {
	const parsed = k === 'cmd' ? Command.safeParse(a) : undefined;
	return parsed?.success === true && commandRules[parsed.data.name].about.includes(c)
		? parsed.data
		: undefined;
}

/** Whether it says nothing but that its row does not count. */
export const isVoiding = ({ name }: Command): boolean => name === 'visit.void' || name === 'assist.void';

/** The rows a command looks at: as they are at this moment, on the side that asks. */
export interface Lookup {
	find(key: RowKey): { f: Fields } | undefined;
	childrenOf(c: CollectionName, parentId: string): readonly { id: string; f: Fields }[];
	/** Rows that name this one beside their parent. */
	naming(key: RowKey): readonly RowKey[];
	/** Households that went into this one. */
	mergedInto(household: string): readonly { id: string }[];
}

/**
 * One row's part. `said`: fields as if their author had set them, who was looking at version `b`, the op's own when it is
 * not told; when that does not stand, what comes after it, up to the next `said`, does not happen. `follows`: fields that
 * come of it, whatever stood there. `carried`: fields of another row, which keep the time they were written at. `erased`:
 * the row is blanked.
 */
export type Effect = RowKey &
	(
		| { how: 'said'; a: Fields; b?: number }
		| { how: 'follows'; a: Fields }
		| { how: 'carried'; a: Fields; from: RowKey }
		| { how: 'erased' }
	);

/** What the command about row `id` does, in this order. Nothing when it has been done already. */
export function effectsOf(command: Command, { c, id }: RowKey, rows: Lookup): Effect[] {
	switch (command.name) {
		case 'household.merge':
			return mergeEffects(id, standingHousehold(command.into, rows), rows);
		case 'household.split':
			return splitEffects(standingHousehold(id, rows), command, rows);
		case 'household.move':
			return moveEffects(id, command.hamlet, rows);
		case 'person.move':
			return personMoveEffects(id, standingHousehold(command.into, rows), rows);
		case 'visit.void':
		case 'assist.void':
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
		...(['assignments', 'claims'] as const).flatMap((c) =>
			rows.childrenOf(c, id).flatMap((row) => goesOver(c, row, into, rows))
		),
		{ how: 'carried', c: answers.c, id: into, from: answers, a: rows.find(answers)?.f ?? {} },
		...knownAtTheDoor(goes, into, stays)
	];
}

/**
 * What was said to whoever knocks next holds at the door of the household that stands: that a family does not want to be
 * written down, and a note, unless it is of such a family. `said`: fields of the row that goes or has gone.
 */
export function knownAtTheDoor(said: Fields, into: string, stays: Fields): KnownAtTheDoor[] {
	const key = { how: 'follows', c: 'households', id: into } as const;
	if (said.noRecord === true) return [{ ...key, a: { noRecord: true } }];
	const [left, standing] = [said.note, stays.note].map((note) => HouseholdNote.safeParse(note).data);
	if (left === undefined || stays.noRecord === true) return [];
	return [{ ...key, a: { note: notesTogether(standing, left) } }];
}

type KnownAtTheDoor = RowKey & { how: 'follows'; a: Fields };

function moveEffects(id: string, hamlet: HamletId, rows: Lookup): Effect[] {
	const c = 'households';
	if (rows.find({ c, id })?.f.hamlet === hamlet) return [];
	return [
		{ how: 'said', c, id, a: { hamlet } },
		// Groups and lanes are parts of a hamlet.
		{ how: 'follows', c, id, a: { group: null, lane: null } }
	];
}

/** The new household lies where the old one does, and next to it in the walk. */
function splitEffects(
	from: string,
	{ into, people, head, address }: Extract<Command, { name: 'household.split' }>,
	rows: Lookup
): Effect[] {
	const c = 'households';
	const source = rows.find({ c, id: from })?.f;
	if (source === undefined) return [];
	const { hamlet, order, group = null, lane = null, noRecord = null } = source;
	const where = address ?? source.address ?? null;
	const a = { hamlet, group, lane, address: where, order, status: 'active', noRecord };
	const standing = standingHousehold(into, rows);
	const isThere = rows.find({ c, id: standing }) !== undefined;
	return [
		...(isThere ? [] : [{ how: 'follows', c, id: into, a } as const]),
		...people.flatMap(({ id, b }) =>
			leave({ id, b }, standing, { relation: id === head ? 'head' : null }, rows)
		)
	];
}

function personMoveEffects(id: string, into: string, rows: Lookup): Effect[] {
	const left = rows.find({ c: 'people', id })?.f.household;
	const [from, to] = [left, into].map((one) => rows.find({ c: 'households', id: String(one) })?.f);
	// Nobody is led out of a family that does not want to be written down.
	if (to === undefined || from?.noRecord === true) return [];
	return leave({ id }, into, { relation: null }, rows);
}

/** What was said to a person goes with her; what she was to the head of the family she leaves does not. */
function leave({ id, ...seen }: { id: string; b?: number }, into: string, a: Fields, rows: Lookup): Effect[] {
	const c = 'people';
	const household = rows.find({ c, id })?.f.household;
	if (typeof household !== 'string' || household === into) return [];
	const notices = rows.childrenOf('notices', household).filter(({ f }) => f.person === id);
	return [
		{ how: 'said', c, id, a: { household: into }, ...seen },
		{ how: 'follows', c, id, a },
		...notices.map((row): Effect => ({ how: 'follows', c: 'notices', id: row.id, a: { household: into } }))
	];
}

/** Whoever was to go to the household goes to the one that stands: the ids of such rows name both (RC1). */
function goesOver(
	c: 'assignments' | 'claims',
	{ id, f }: { id: string; f: Fields },
	into: string,
	rows: Lookup
): Effect[] {
	const key = { c, id: memberAtIdIn(into, id) };
	const standing = rows.find(key)?.f;
	const ends: Effect = { how: 'follows', c, id, a: c === 'claims' ? { day: null } : { active: false } };
	if (standing === undefined) return [{ how: 'follows', ...key, a: { ...f, household: into } }, ends];
	const { active, day } = f;
	if (active === true) return [{ how: 'follows', ...key, a: { active } }, ends];
	if (!isText(day)) return [];
	// Of two evenings, the later one.
	return isText(standing.day) && standing.day >= day
		? [ends]
		: [{ how: 'follows', ...key, a: { day } }, ends];
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** The row, what hangs on it, what names any of these, and the rows of households that went into it. */
function withAllBehind(key: RowKey, rows: Lookup): RowKey[] {
	const merged = key.c === 'households' ? rows.mergedInto(key.id) : [];
	const behind = merged.flatMap(({ id }) => withAllBehind({ c: key.c, id }, rows));
	const own = [key, ...descendantsOf(key, rows)];
	return [...own, ...own.flatMap((one) => rows.naming(one)), ...behind];
}

/** Everything that hangs on a row, nearest first. */
export function descendantsOf({ c, id }: RowKey, rows: Lookup): RowKey[] {
	const children = childCollectionsOf(c).flatMap((child) =>
		rows.childrenOf(child, id).map((row) => ({ c: child, id: row.id }))
	);
	return [...children, ...children.flatMap((key) => descendantsOf(key, rows))];
}

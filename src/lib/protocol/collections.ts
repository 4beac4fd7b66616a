// Every collection that travels: its fields, whose child it is, who may write it. The one list both sides read.
import * as z from 'zod/mini';
import { Answer, Answers } from '#domain/answer.ts';
import { Household } from '#domain/household.ts';
import { Item, ItemCode } from '#domain/item.ts';
import { Member } from '#domain/member.ts';
import { Notice } from '#domain/notice.ts';
import type { Action } from '#domain/permission.ts';
import { Person } from '#domain/person.ts';
import { Commune, Group, Hamlet, Lane } from '#domain/places.ts';
import { Assignment, Campaign, Claim, Target } from '#domain/programme.ts';
import { Attendance, Session } from '#domain/session.ts';
import { Report } from '#domain/report.ts';
import { Assist, Visit } from '#domain/visit.ts';
import { Conflict, ParkedOp } from './records.ts';

/**
 * Where a row belongs. `commune`: to the commune scope. `hamlet`: to the hamlet in its field `hamlet`.
 * `field`: to the scope of the row of `in` that its field `by` names. `same-id`: to the scope of the row of `in` with its id.
 * `server`: only the server makes such rows and says where.
 */
export type Parent =
	| { kind: 'commune' }
	| { kind: 'hamlet' }
	| { kind: 'field'; in: CollectionName; by: string }
	| { kind: 'same-id'; in: CollectionName }
	| { kind: 'server' };

export interface CollectionRule {
	/** Schema of a whole row's fields; a record where fields are item codes. */
	fields: z.ZodMiniType;
	parent: Parent;
	/** Needed to write a row of it. */
	action: Action;
	/** Written once, corrected by a command (sync-spec RC5). */
	appendOnly?: true;
	/** Fields that only a command changes after the row is made: they decide the scope. */
	fixed?: readonly string[];
	/** A row it is about beside its parent: within reach of whoever writes it, and erased with it (sync-spec RC5). */
	names?: { in: CollectionName; by: string };
	/** Its id says all of it: whoever makes a row that stands says nothing new (sync-spec RC1). */
	once?: true;
	/** Fields that only a command writes (sync-spec MG5). */
	byCommand?: readonly string[];
	/** Merge policy of fields that are not last-writer-wins (sync-spec MG4). */
	sticky?: readonly string[];
	first?: readonly string[];
}

const collectionNames = [
	'commune',
	'hamlets',
	'members',
	'items',
	'campaigns',
	'targets',
	'groups',
	'lanes',
	'households',
	'people',
	'answers',
	'householdAnswers',
	'visits',
	'assists',
	'sessions',
	'attendance',
	'reports',
	'assignments',
	'claims',
	'notices',
	'conflicts',
	'parked'
] as const;

export const CollectionName = z.enum(collectionNames);
export type CollectionName = z.infer<typeof CollectionName>;

const ofCommune = { parent: { kind: 'commune' }, action: 'manage-commune' } as const;
const ofHamlet = { parent: { kind: 'hamlet' }, fixed: ['hamlet'] } as const;
const ofHousehold = {
	parent: { kind: 'field', in: 'households', by: 'household' },
	fixed: ['household']
} as const;

const rules = {
	commune: { fields: Commune, ...ofCommune },
	hamlets: { fields: Hamlet, ...ofCommune },
	members: { fields: Member, ...ofCommune },
	items: { fields: Item, ...ofCommune },
	campaigns: { fields: Campaign, ...ofCommune },
	/** Id = `<hamlet>:<item>`. */
	targets: { fields: Target, ...ofCommune, fixed: ['hamlet', 'item'] },
	groups: { fields: Group, ...ofHamlet, action: 'plan-hamlet' },
	lanes: { fields: Lane, ...ofHamlet, action: 'plan-hamlet' },
	households: {
		fields: Household,
		...ofHamlet,
		action: 'record-at-door',
		byCommand: ['mergedInto'],
		sticky: ['noRecord'],
		first: ['mergedInto']
	},
	people: { fields: Person, ...ofHousehold, action: 'record-at-door' },
	/** Id = person id; fields = item codes. */
	answers: { fields: Answers, parent: { kind: 'same-id', in: 'people' }, action: 'record-at-door' },
	/** Id = household id; fields = item codes. */
	householdAnswers: {
		fields: Answers,
		parent: { kind: 'same-id', in: 'households' },
		action: 'record-at-door'
	},
	visits: {
		fields: Visit,
		...ofHousehold,
		action: 'record-at-door',
		appendOnly: true,
		byCommand: ['voided']
	},
	assists: {
		fields: Assist,
		parent: { kind: 'field', in: 'people', by: 'person' },
		fixed: ['person'],
		action: 'record-at-door',
		appendOnly: true,
		byCommand: ['voided']
	},
	sessions: { fields: Session, ...ofHamlet, action: 'plan-hamlet' },
	/** Id = `<session>:<person>`. Filed under the session: who of a hamlet counts its evenings need not hold each guest's. */
	/** Id = `<hamlet>:<month>`; what was sent is signed by who sent it. */
	reports: { fields: Report, ...ofHamlet, fixed: ['hamlet', 'month'], action: 'plan-hamlet' },
	attendance: {
		fields: Attendance,
		parent: { kind: 'field', in: 'sessions', by: 'session' },
		names: { in: 'people', by: 'person' },
		fixed: ['session', 'person'],
		once: true,
		action: 'record-at-door'
	},
	/** Id = `<household>:<member>`. */
	assignments: { fields: Assignment, ...ofHousehold, action: 'plan-hamlet' },
	/** Id = `<household>:<member>`; written by that member alone. */
	claims: { fields: Claim, ...ofHousehold, fixed: ['household', 'by'], action: 'record-at-door' },
	notices: { fields: Notice, ...ofHousehold, action: 'record-at-door', appendOnly: true },
	/** Settled by the authors of its two sides, or by who settles any (`maySettle`). */
	conflicts: { fields: Conflict, parent: { kind: 'server' }, action: 'record-at-door' },
	parked: { fields: ParkedOp, parent: { kind: 'server' }, action: 'record-at-door' }
} satisfies Record<CollectionName, CollectionRule>;

export const collections: Record<CollectionName, CollectionRule> = rules;

/** Fields of a row of one collection. */
export type FieldsOf<C extends CollectionName> = z.infer<(typeof rules)[C]['fields']>;

/** Collections whose rows hang on a row of `c`. */
export function childCollectionsOf(c: CollectionName): CollectionName[] {
	return collectionNames.filter((name) => {
		const { parent } = collections[name];
		return (parent.kind === 'field' || parent.kind === 'same-id') && parent.in === c;
	});
}

/** Collections whose rows name one of `c` beside their parent. */
export function namingCollectionsOf(c: CollectionName): CollectionName[] {
	return collectionNames.filter((name) => collections[name].names?.in === c);
}

/** The schema of one field of a collection; undefined when the collection has no such field. */
export function fieldSchemaOf(name: CollectionName, field: string): z.ZodMiniType | undefined {
	if (name === 'answers' || name === 'householdAnswers')
		return ItemCode.safeParse(field).success ? Answer : undefined;
	const { fields } = collections[name];
	return fields instanceof z.ZodMiniObject && Object.hasOwn(fields.shape, field)
		? (fields.shape as Record<string, z.ZodMiniType>)[field]
		: undefined;
}

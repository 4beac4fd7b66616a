// Every collection that travels: whose child it is, who may write it. The one list both sides read; what its rows look like,
// which only the server asks, stands in row-fields.ts: a phone does not carry it.
import * as z from 'zod/mini';
import type { Action } from '#domain/permission.ts';

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

export const collections: Record<CollectionName, CollectionRule> = {
	commune: { ...ofCommune },
	hamlets: { ...ofCommune },
	members: { ...ofCommune },
	items: { ...ofCommune },
	campaigns: { ...ofCommune },
	/** Id = `<hamlet>:<item>`. */
	targets: { ...ofCommune, fixed: ['hamlet', 'item'] },
	groups: { ...ofHamlet, action: 'plan-hamlet' },
	lanes: { ...ofHamlet, action: 'plan-hamlet' },
	households: {
		...ofHamlet,
		action: 'record-at-door',
		byCommand: ['mergedInto'],
		sticky: ['noRecord'],
		first: ['mergedInto']
	},
	people: { ...ofHousehold, action: 'record-at-door' },
	/** Id = person id; fields = item codes. */
	answers: { parent: { kind: 'same-id', in: 'people' }, action: 'record-at-door' },
	/** Id = household id; fields = item codes. */
	householdAnswers: { parent: { kind: 'same-id', in: 'households' }, action: 'record-at-door' },
	visits: { ...ofHousehold, action: 'record-at-door', appendOnly: true, byCommand: ['voided'] },
	assists: {
		parent: { kind: 'field', in: 'people', by: 'person' },
		fixed: ['person'],
		action: 'record-at-door',
		appendOnly: true,
		byCommand: ['voided']
	},
	sessions: { ...ofHamlet, action: 'plan-hamlet' },
	/** Id = `<hamlet>:<month>`; what was sent is signed by who sent it. */
	reports: { ...ofHamlet, fixed: ['hamlet', 'month'], action: 'plan-hamlet' },
	/** Id = `<session>:<person>:<member>`. Filed under the session: who of a hamlet counts its evenings need not hold each guest's. */
	attendance: {
		parent: { kind: 'field', in: 'sessions', by: 'session' },
		names: { in: 'people', by: 'person' },
		fixed: ['session', 'person', 'by'],
		once: true,
		action: 'record-at-door'
	},
	/** Id = `<household>:<member>`. */
	assignments: { ...ofHousehold, action: 'plan-hamlet' },
	/** Id = `<household>:<member>`; written by that member alone. */
	claims: { ...ofHousehold, fixed: ['household', 'by'], action: 'record-at-door' },
	notices: {
		...ofHousehold,
		names: { in: 'people', by: 'person' },
		action: 'record-at-door',
		appendOnly: true
	},
	/** Settled by the authors of its two sides, or by who settles any (`maySettle`). */
	conflicts: { parent: { kind: 'server' }, action: 'record-at-door' },
	parked: { parent: { kind: 'server' }, action: 'record-at-door' }
};

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

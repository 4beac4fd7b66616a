// What the rows of each collection look like. The server holds every op to it; a phone needs no more than the types.
import * as z from 'zod/mini';
import { Answer, Answers } from '#domain/answer.ts';
import { Household } from '#domain/household.ts';
import { Item, ItemCode } from '#domain/item.ts';
import { Member } from '#domain/member.ts';
import { Notice } from '#domain/notice.ts';
import { Person } from '#domain/person.ts';
import { Commune, Group, Hamlet, Lane } from '#domain/places.ts';
import { Assignment, Campaign, Claim, Target } from '#domain/programme.ts';
import { Report } from '#domain/report.ts';
import { Attendance, Session } from '#domain/session.ts';
import { Assist, Visit } from '#domain/visit.ts';
import type { CollectionName } from './collections.ts';
import { Conflict, ParkedOp } from './records.ts';

/** Schema of a whole row's fields; a record where fields are item codes. */
const schemas = {
	commune: Commune,
	hamlets: Hamlet,
	members: Member,
	items: Item,
	campaigns: Campaign,
	targets: Target,
	groups: Group,
	lanes: Lane,
	households: Household,
	people: Person,
	answers: Answers,
	householdAnswers: Answers,
	visits: Visit,
	assists: Assist,
	sessions: Session,
	reports: Report,
	attendance: Attendance,
	assignments: Assignment,
	claims: Claim,
	notices: Notice,
	conflicts: Conflict,
	parked: ParkedOp
} satisfies Record<CollectionName, z.ZodMiniType>;

export const rowFields: Record<CollectionName, z.ZodMiniType> = schemas;

/** Fields of a row of one collection. */
export type FieldsOf<C extends CollectionName> = z.infer<(typeof schemas)[C]>;

/** The schema of one field of a collection; undefined when the collection has no such field. */
export function fieldSchemaOf(name: CollectionName, field: string): z.ZodMiniType | undefined {
	if (name === 'answers' || name === 'householdAnswers')
		return ItemCode.safeParse(field).success ? Answer : undefined;
	const fields = rowFields[name];
	return fields instanceof z.ZodMiniObject && Object.hasOwn(fields.shape, field)
		? (fields.shape as Record<string, z.ZodMiniType>)[field]
		: undefined;
}

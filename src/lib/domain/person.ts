import * as z from 'zod/mini';
import { Birth } from './birth.ts';
import { Instant } from './calendar.ts';
import { HouseholdId, PersonId } from './ids.ts';
import { Order } from './places.ts';

const month = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/));
const living = [
	z.object({ kind: z.literal('home') }),
	z.object({ kind: z.literal('away'), until: z.optional(month) }),
	z.object({ kind: z.literal('temporary') })
] as const;

/** Where somebody lives who is not gone for good. `until`: the month (`yyyy-mm`) somebody away is expected back. */
export const Living = z.discriminatedUnion('kind', living);
export type Living = z.infer<typeof Living>;

/** Gone is said at a moment of its own, so that the same said again is another word (F2). `before`: where, if not at home. */
const gone = { at: Instant, before: z.optional(Living) };

/** Where a person lives now. */
export const Residence = z.discriminatedUnion('kind', [
	...living,
	z.object({ kind: z.literal('moved'), ...gone }),
	z.object({ kind: z.literal('deceased'), ...gone })
]);
export type Residence = z.infer<typeof Residence>;

export const Relation = z.enum([
	'head',
	'wife',
	'husband',
	'child',
	'grandchild',
	'mother',
	'father',
	'sibling',
	'other'
]);
export type Relation = z.infer<typeof Relation>;

export const Person = z.object({
	household: HouseholdId,
	/** NFC, 1–80 characters; the given name is the last word. */
	name: z.string().check(z.minLength(1), z.maxLength(80)),
	birth: z.optional(Birth),
	gender: z.optional(z.enum(['male', 'female'])),
	/** Ten digits from 0; several people may share one number. */
	phone: z.optional(z.string().check(z.regex(/^0\d{9}$/))),
	relation: z.optional(Relation),
	/** Order inside the household, as in the commune's list; the head is 1. */
	order: Order,
	residence: z.optional(Residence),
	/** The word that the head says is so, by its moment; no other word is confirmed by it. */
	confirmed: z.optional(Instant),
	/** Another row is this person, and stands (`standingPerson`): head and official say so. */
	sameAs: z.optional(PersonId),
	/** Rows of the same name that are somebody else, by somebody who knows them. */
	otherThan: z.optional(z.array(PersonId).check(z.maxLength(20)))
});
export type Person = z.infer<typeof Person>;

/** The residence of a person nobody has asked about is taken as "home". */
export function residenceOf(person: Person): Residence {
	return person.residence ?? AT_HOME;
}

const AT_HOME: Residence = { kind: 'home' };

/** Lives here now, so is asked at the door. */
export function isPresent(person: Person): boolean {
	const { kind } = residenceOf(person);
	return kind === 'home' || kind === 'temporary';
}

/** Works far away: left out at the door, kept on the call list. */
export function isAway(person: Person): boolean {
	return residenceOf(person).kind === 'away';
}

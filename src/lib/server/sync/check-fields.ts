// What an op may say: the shape of its fields, the ids that follow from them, and in whose name. Pure.
import type { Answer } from '#domain/answer.ts';
import { ItemCode } from '#domain/item.ts';
import { may, mayRecord, mayVoid } from '#domain/permission.ts';
import type { SentReport } from '#domain/report.ts';
import { type CollectionName, collections } from '#protocol/collections.ts';
import { fieldSchemaOf, rowFields } from '#protocol/row-fields.ts';
import { isEqual } from '#protocol/merge.ts';
import type { OpBody } from '#protocol/op.ts';
import type { ParkedCode } from '#protocol/records.ts';
import { attendanceId, memberAtId, reportId, targetId } from '#protocol/row-id.ts';
import type { Fields } from '#protocol/row.ts';
import type { Author } from './author.ts';

/** The fields an op changes, or why it may not. `stored`: the row's fields, undefined when there is no such row. */
export function fieldsToWrite(author: Author, body: OpBody, stored: Fields | undefined): Fields | ParkedCode {
	const changes = body.k === 'add' ? addedFields(author, body, stored) : changedFields(body, stored);
	if (typeof changes === 'string') return changes;
	if (stored === undefined && !hasItsId(author, body)) return 'shape';
	return author.isImport || isOwnWord(author, body.c, changes, stored) ? changes : 'role';
}

/** A whole row; on a row that is already there its fields are merged like a `set`. */
function addedFields(author: Author, { c, a }: OpBody, stored: Fields | undefined): Fields | ParkedCode {
	const { appendOnly, once, fixed = [], byCommand = [] } = collections[c];
	const parsed = rowFields[c].safeParse(a);
	// What the schema would leave out is not dropped in silence.
	if (!parsed.success || !isEqual(parsed.data, a)) return 'shape';
	if (byCommand.some((name) => name in a)) return 'shape';
	if (stored === undefined) return a;
	if (appendOnly === true) return isEqual(without(stored, byCommand), a) ? {} : 'append-only';
	// A list does not know that a household has moved to another hamlet since: its row stays where it is.
	if (author.isImport) return without(a, fixed);
	if (fixed.some((name) => a[name] !== stored[name])) return 'shape';
	if (once !== true) return a;
	// Who said it on two phones has said one thing; of what was taken back it is another word.
	return stored.voided === true ? { ...a, voided: null } : {};
}

const without = (fields: Fields, names: readonly string[]): Fields =>
	Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));

function changedFields({ c, a }: OpBody, stored: Fields | undefined): Fields | ParkedCode {
	const { appendOnly, fixed = [], byCommand = [] } = collections[c];
	if (appendOnly === true) return 'append-only';
	if (byCommand.some((name) => name in a)) return 'shape';
	const isFine = Object.entries(a).every(([name, value]) =>
		fixed.includes(name) ? value === stored?.[name] : isValueOf(c, name, value)
	);
	return isFine ? a : 'shape';
}

/** Null clears, where a row may be without the field. */
function isValueOf(c: CollectionName, name: string, value: unknown): boolean {
	const schema = fieldSchemaOf(c, name);
	const parsed = schema?.safeParse(value === null ? undefined : value);
	return parsed?.success === true && (value === null || isEqual(parsed.data, value));
}

/** Ids that follow from what the row says (sync-spec RC1). A member's id is part of a cookie's name. */
function hasItsId(author: Author, { c, id, a }: OpBody): boolean {
	if (c === 'commune') return id === author.commune;
	if (c === 'items') return ItemCode.safeParse(id).success;
	if (c === 'members') return !id.includes(':');
	if (c === 'assignments') return id === memberAtId(a.household as never, a.member as never);
	if (c === 'claims') return id === memberAtId(a.household as never, a.by as never);
	if (c === 'reports') return id === reportId(a.hamlet as never, a.month as never);
	if (c === 'targets') return id === targetId(a.hamlet as never, a.item as never);
	if (c === 'attendance') return id === attendanceId(a.session as never, a.person as never, a.by as never);
	return true;
}

/** What was sent is signed; an earlier version may come back, whoever had sent that. */
function isOwnReport(
	{ sent }: Fields,
	isAuthor: (by: unknown) => boolean,
	stored: Fields | undefined
): boolean {
	if (sent === undefined || sent === null) return true;
	const version = (of: unknown) => (of as SentReport | undefined)?.version ?? 0;
	return isAuthor((sent as SentReport).by) || version(sent) < version(stored?.sent);
}

/** Each says for themselves that somebody came; that it was said by mistake, its author, head and official may say. */
function isOwnAttendance({ roles, signsAs, member }: Author, changes: Fields, by: unknown): boolean {
	const isOnlyTaking = Object.keys(changes).every((name) => name === 'voided');
	return by === (signsAs ?? member) || (isOnlyTaking && mayVoid(roles, signsAs ?? member, by));
}

const signed: ReadonlySet<CollectionName> = new Set<CollectionName>(['visits', 'assists', 'notices']);

/**
 * Nobody writes in another's name; nor says without the role for it "cơ quan xác nhận", that somebody has gone for good, or
 * who is written down twice.
 */
function isOwnWord(author: Author, c: CollectionName, changes: Fields, stored: Fields | undefined): boolean {
	const isAuthor = (by: unknown) => by === (author.signsAs ?? author.member);
	if (c === 'claims') return isAuthor(stored?.by ?? changes.by);
	if (c === 'reports') return isOwnReport(changes, isAuthor, stored);
	if (c === 'attendance') return isOwnAttendance(author, changes, stored?.by ?? changes.by);
	if (signed.has(c)) return changes.by === undefined || isAuthor(changes.by);
	if (
		c === 'people' &&
		('sameAs' in changes || 'otherThan' in changes) &&
		!may(author.roles, 'settle-conflict')
	)
		return false;
	if (c === 'people' || c === 'households')
		return !('confirmed' in changes) || may(author.roles, 'confirm-gone');
	if (c !== 'answers' && c !== 'householdAnswers') return true;
	return Object.values(changes).every((answer) => mayRecord(author.roles, answer as Answer));
}

// The two messages of `POST /api/sync` (sync-spec WR1, WR2). The only wire format.
import * as z from 'zod/mini';
import { Instant } from '#domain/calendar.ts';
import { RowId } from '#domain/ids.ts';
import { limits } from './limits.ts';
import { OpEnvelope } from './op.ts';
import { ParkedCode } from './records.ts';
import { MovedOut, Row } from './row.ts';
import { Scope } from './scope.ts';

const Count = z.int().check(z.nonnegative());
const Epoch = z.string().check(z.minLength(1), z.maxLength(40));

export const SyncRequest = z.object({
	/** Protocol version. */
	p: Count,
	/** App version, for the operator. */
	app: z.string().check(z.maxLength(40)),
	/** Device number. */
	d: z.int().check(z.positive()),
	/** Epoch the phone knows; absent before the first answer. */
	e: z.optional(Epoch),
	/** Highest n this phone has ever given out. */
	held: Count,
	ops: z.array(OpEnvelope).check(z.maxLength(limits.ops)),
	/** Unsent ops that stay on the phone after this batch: what the head's roll call shows. */
	left: Count,
	/** Cursor by scope; 0 or absent: from the beginning. Absent altogether: push only, no pages wanted. */
	cur: z.optional(z.record(Scope, Count)),
	/** Most rows in the answer, all scopes together; a server gives no more than its own limit, whatever is asked. */
	page: z.int().check(z.gte(1))
});
export type SyncRequest = z.infer<typeof SyncRequest>;

/** What became of an op that is not plain ok (sync-spec PS3). Every result consumes its n. */
export const OpResult = z.object({
	n: z.int().check(z.positive()),
	r: z.enum(['merged', 'fixed', 'parked', 'late', 'erased']),
	code: z.optional(ParkedCode),
	/** Id of its card, where that is not the op's origin (PS3). */
	id: z.optional(RowId)
});
export type OpResult = z.infer<typeof OpResult>;

/** Rows of one scope with `from < seq ≤ to`; at `to = head` the scope is complete. */
export const Page = z.object({
	s: Scope,
	from: Count,
	to: Count,
	head: Count,
	rows: z.array(Row),
	out: z.array(MovedOut)
});
export type Page = z.infer<typeof Page>;

export const SyncAnswer = z.object({
	e: Epoch,
	now: Instant,
	clock: z.enum(['good', 'bad']),
	/** Highest n verified in this request, 0 when none: only these may leave the outbox (PS2). */
	ack: Count,
	/** The device's highest consumed n at the server. */
	last: Count,
	/** Highest n in a backup confirmed as taken off the machine (RS2). */
	bk: Count,
	results: z.array(OpResult),
	/** The scopes this member holds now. */
	scopes: z.array(Scope),
	/** Counter of each scope the push touched, after it (PL7). */
	at: z.record(Scope, Count),
	pages: z.array(Page),
	/** Scopes whose cursor cannot be served any more (PL5). */
	reset: z.array(Scope),
	/** First n missing before the ops that were sent, when there was a gap (PS1). */
	gap: z.optional(z.int().check(z.positive())),
	do: z.optional(z.enum(['wipe', 'update']))
});
export type SyncAnswer = z.infer<typeof SyncAnswer>;

/** Every refusal of the API: a code for the helper, never a household's data. 409 `re-key` carries the device's last. */
export const Refusal = z.object({
	code: z.enum([
		'bad-request',
		'too-large',
		'sign-in',
		're-key',
		'busy',
		'too-many',
		'forbidden',
		'invite-unknown',
		'invite-used',
		'invite-expired',
		'not-found'
	]),
	/** Whom to ask: the member who invited, where known. */
	ask: z.optional(z.string())
});
export type Refusal = z.infer<typeof Refusal>;

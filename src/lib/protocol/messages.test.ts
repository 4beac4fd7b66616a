import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { toJSONSchema } from 'zod';
import { CommuneTotals } from '#domain/totals.ts';
import { Bundle, BundleTally, OutboxKeyNotice } from './bundle.ts';
import { canonicalJson } from './canonical.ts';
import { Heads, RollCall } from './live.ts';
import { SyncAnswer, SyncRequest } from './messages.ts';
import { Op } from './op.ts';
import { fieldSchemaOf, rowFields } from './row-fields.ts';
import {
	Enrolment,
	InvitePreview,
	InviteQuestion,
	MadeMemberInvite,
	MemberInviteRequest,
	NewDevice,
	SignInRequest
} from './sign-in.ts';
import { WIRE_HASH } from './version.ts';

test('[WR5] the wire cannot change silently', () => {
	const messages = {
		SyncRequest,
		SyncAnswer,
		Op,
		InviteQuestion,
		InvitePreview,
		SignInRequest,
		Enrolment,
		NewDevice,
		MemberInviteRequest,
		MadeMemberInvite,
		CommuneTotals,
		Bundle,
		BundleTally,
		OutboxKeyNotice,
		Heads,
		RollCall
	};
	const fields = Object.entries(rowFields).map(([name, schema]) => [name, toJSONSchema(schema)]);
	const shapes = Object.entries(messages).map(([name, schema]) => [name, toJSONSchema(schema)]);
	const hash = createHash('sha256')
		.update(canonicalJson([shapes, fields]))
		.digest('hex')
		.slice(0, 16);
	expect(hash).toBe(WIRE_HASH);
});

test('one unreadable op does not make a request unreadable, as long as its number is', () => {
	const request = {
		p: 1,
		app: 'x',
		d: 1,
		held: 2,
		left: 0,
		page: 100,
		ops: [{ n: 1, k: 'nonsense' }, { n: 2 }]
	};
	expect(SyncRequest.safeParse(request).success).toBe(true);
	expect(SyncRequest.safeParse({ ...request, ops: [{ k: 'set' }] }).success).toBe(false);
});

test('fields are checked by their own schema; answers by item code', () => {
	expect(fieldSchemaOf('people', 'phone')?.safeParse('0912345678').success).toBe(true);
	expect(fieldSchemaOf('people', 'phone')?.safeParse('912345678').success).toBe(false);
	expect(fieldSchemaOf('people', 'toString')).toBeUndefined();
	expect(fieldSchemaOf('answers', 'VN2')?.safeParse({ status: 'not-yet' }).success).toBe(true);
	expect(fieldSchemaOf('answers', '__proto__')).toBeUndefined();
});

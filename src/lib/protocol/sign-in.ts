// Messages of sign-in: look at an invite, use it up at "Bắt đầu", a new device number after a re-key.
import * as z from 'zod/mini';
import { Instant } from '#domain/calendar.ts';
import { MemberId } from '#domain/ids.ts';
import { Role } from '#domain/member.ts';

/** 22 characters of base64url (128 bits, from the link's fragment), or 12 digits with or without spaces. */
export const InviteCode = z
	.string()
	.check(z.regex(/^([A-Za-z0-9_-]{22}|\d{3}[ .-]?\d{3}[ .-]?\d{3}[ .-]?\d{3})$/));
export type InviteCode = z.infer<typeof InviteCode>;

/** 128 bits of chance, base64url: the browser that used an invite up may repeat it when the answer was lost. */
export const Attempt = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/));
export type Attempt = z.infer<typeof Attempt>;

/** `POST /api/invites`: who is this invite for? Uses nothing up. `attempt`: of a sign-in that was begun before. */
export const InviteQuestion = z.object({ code: InviteCode, attempt: z.optional(Attempt) });
export type InviteQuestion = z.infer<typeof InviteQuestion>;
export const InvitePreview = z.object({
	member: z.string(),
	roles: z.array(Role),
	commune: z.string(),
	hamlets: z.array(z.string()),
	until: Instant
});
export type InvitePreview = z.infer<typeof InvitePreview>;

/** `POST /api/member-invites`: an invite for a member of the list, to be shown on the caller's screen for 15 minutes. */
export const MemberInviteRequest = z.object({ member: MemberId });
export type MemberInviteRequest = z.infer<typeof MemberInviteRequest>;
/** `link`: the code that stands in its fragment; `digits`: the same invite for typing. */
export const MadeMemberInvite = z.object({ link: InviteCode, digits: z.string(), until: Instant });
export type MadeMemberInvite = z.infer<typeof MadeMemberInvite>;

/** `POST /api/sign-in`: uses the invite up and enrols this browser as a device; again with the same attempt, the same. */
export const SignInRequest = z.object({ code: InviteCode, attempt: Attempt });
export type SignInRequest = z.infer<typeof SignInRequest>;
/** `serverKey`: the server's public key (ECDH P-256, raw, base64url) that unsent work is sealed to. */
export const Enrolment = z.object({
	member: MemberId,
	name: z.string(),
	roles: z.array(Role),
	device: z.int().check(z.positive()),
	epoch: z.string(),
	serverKey: z.string(),
	now: Instant
});
export type Enrolment = z.infer<typeof Enrolment>;

/**
 * `POST /api/devices`: a new device number for the session's account (sync-spec RS1). The server answers a whole
 * `Enrolment`; who still has a database needs only this much of it.
 */
export const NewDevice = z.object({ device: z.int().check(z.positive()), epoch: z.string(), now: Instant });
export type NewDevice = z.infer<typeof NewDevice>;

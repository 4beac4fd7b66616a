// Invites: single use, with a lifetime of their own. Looking at one uses nothing up; "Bắt đầu" does (accounts/sign-in).
import { randomBytes, randomInt } from 'node:crypto';
import type { Instant } from '#domain/calendar.ts';
import type { CommuneId, MemberId } from '#domain/ids.ts';
import type { Member } from '#domain/member.ts';
import type { Commune, Hamlet } from '#domain/places.ts';
import type { Refusal } from '#protocol/messages.ts';
import type { InvitePreview, InviteQuestion } from '#protocol/sign-in.ts';
import type { Device, Invite, ReadTransaction, Storage } from '#server/storage/storage.ts';
import { hashOf, hashOfDigits } from './secrets.ts';

/** Printed on a sheet that waits for an evening, or shown on a screen to who stands before it. */
export const inviteLifetimeMs = { printed: 7 * 86_400_000, 'on-screen': 15 * 60_000 } as const;

export interface NewInvite {
	commune: CommuneId;
	member: MemberId;
	kind: keyof typeof inviteLifetimeMs;
	now: Instant;
	/** Name of who invites: whom to ask when the invite is used up or too old. An official of the commune when absent. */
	invitedBy?: string;
}

export interface IssuedInvite {
	/** For the link: 22 characters, 128 bits. */
	code: string;
	/** For typing: 12 digits in threes, of the same invite. */
	digits: string;
	until: Instant;
}

/** Makes an invite. Throws when the commune has no such member. */
export async function issueInvite(
	storage: Storage,
	{ commune, member, kind, now, ...rest }: NewInvite
): Promise<IssuedInvite> {
	const code = randomBytes(16).toString('base64url');
	const digits = String(randomInt(10 ** 12)).padStart(12, '0');
	const until = now + inviteLifetimeMs[kind];
	await storage.write(async (tx) => {
		if ((await memberRow(tx, commune, member)) === undefined)
			throw new Error(`no member ${member} in this commune`);
		const digitsHash = hashOfDigits(digits, (await tx.meta('pepper')) ?? '');
		const invitedBy = rest.invitedBy ?? (await someOfficial(tx, commune, member));
		await tx.putInvite(commune, { codeHash: hashOf(code), digitsHash, member, invitedBy, expiresAt: until });
		await tx.audit(commune, now, member, `was invited (${kind})`);
	});
	return { code, digits: digits.replace(/(...)(?=.)/g, '$1 '), until };
}

/** The code stands in the fragment, which no server and no log ever sees. */
export const inviteLink = (origin: string, code: string): string => `${origin}/invite#${code}`;

/** Who an invite is for. Uses nothing up. */
export function previewInvite(
	storage: Storage,
	question: InviteQuestion,
	now: Instant
): Promise<InvitePreview | Refusal> {
	return storage.read(async (tx) => {
		const found = await findInvite(tx, question, now);
		if ('code' in found) return found;
		const { invite, member } = found;
		const [commune] = await tx.rows(invite.commune, [{ c: 'commune', id: invite.commune }]);
		const hamlets = await tx.rows(
			invite.commune,
			member.hamlets.map((id) => ({ c: 'hamlets', id }))
		);
		return {
			member: member.name,
			roles: member.roles,
			commune: (commune?.f as Commune | undefined)?.name ?? '',
			hamlets: hamlets.map(({ f }) => (f as Hamlet).name),
			until: invite.expiresAt
		};
	});
}

export interface FoundInvite {
	invite: Invite & { commune: CommuneId };
	member: Member;
	/** The device this attempt made before, when its answer was lost. */
	begun?: Device;
}

/** The invite of a code as long as it can be used, or used again by this attempt; else why not, and whom to ask. */
export async function findInvite(
	tx: ReadTransaction,
	{ code, attempt }: InviteQuestion,
	now: Instant
): Promise<FoundInvite | Refusal> {
	const digits = code.replace(/[ .-]/g, '');
	const isDigits = /^\d{12}$/.test(digits);
	const hash = isDigits ? hashOfDigits(digits, (await tx.meta('pepper')) ?? '') : hashOf(code);
	const invite = await tx.invite(hash);
	const member = invite && (await memberRow(tx, invite.commune, invite.member));
	if (invite === undefined || member === undefined) return { code: 'invite-unknown' };
	const ask = invite.invitedBy === '' ? {} : { ask: invite.invitedBy };
	const isOver = now > invite.expiresAt;
	if (invite.usedAt === undefined) return isOver ? { code: 'invite-expired', ...ask } : { invite, member };
	const begun = isOver ? undefined : await deviceBegun(tx, invite, attempt);
	return begun === undefined ? { code: 'invite-used', ...ask } : { invite, member, begun };
}

/** Undefined for everybody but the browser that used the invite up, and for it too once its device has handed in work. */
async function deviceBegun(
	tx: ReadTransaction,
	{ commune, usedBy, device: number }: FoundInvite['invite'],
	attempt: string | undefined
): Promise<Device | undefined> {
	if (attempt === undefined || number === undefined || usedBy !== hashOf(attempt)) return undefined;
	const [device] = await tx.devices(commune, [number]);
	// Work came in under its number, so the answer had arrived: a second beginning would number other work the same.
	return device?.revokedAt === undefined && device?.lastN === 0 ? device : undefined;
}

async function memberRow(tx: ReadTransaction, commune: CommuneId, id: MemberId): Promise<Member | undefined> {
	const [row] = await tx.rows(commune, [{ c: 'members', id }]);
	return row?.f as Member | undefined;
}

async function someOfficial(tx: ReadTransaction, commune: CommuneId, except: MemberId): Promise<string> {
	const members = (await tx.rowsOf(commune, 'members')).filter(({ id }) => id !== except);
	const official = members.find(({ f }) => (f as Member).roles.includes('commune-official'));
	return official === undefined ? '' : (official.f as Member).name;
}

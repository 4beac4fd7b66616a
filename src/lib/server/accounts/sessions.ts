// Sessions: an opaque token in a cookie, its hash here. The one place that says who is calling.
import { dayOf, type Instant } from '#domain/calendar.ts';
import type { CommuneId, HamletId, MemberId } from '#domain/ids.ts';
import type { Member, Role } from '#domain/member.ts';
import type { ReadTransaction, Session, Storage } from '#server/storage/storage.ts';
import { hashOf } from './secrets.ts';

/** The longest that browsers keep a cookie; it begins anew with every day of use. */
export const SESSION_MS = 400 * 86_400_000;
const RENEWED_EVERY_MS = 86_400_000;

/** A member as her row says now, and the device of her session. */
export interface Caller {
	commune: CommuneId;
	member: MemberId;
	roles: Role[];
	hamlets: HamletId[];
	device: number;
	/** Shut out: may hand in to quarantine and be told to wipe itself, nothing else. */
	isRevoked: boolean;
}

export interface Recognised {
	caller: Caller;
	/** The session was prolonged: the cookie has to be set again. */
	isRenewed: boolean;
}

/** Who holds this token. `member`: whose session the request says it means. Undefined: sign in again (sync-spec WR4). */
export async function recognise(
	storage: Storage,
	member: string,
	token: string,
	now: Instant
): Promise<Recognised | undefined> {
	const found = await storage.read((tx) => findCaller(tx, hashOf(token), now));
	if (found?.caller.member !== member) return undefined;
	const { caller, session } = found;
	const isRenewed = session.expiresAt < now + SESSION_MS - RENEWED_EVERY_MS;
	if (isRenewed)
		await storage.write((tx) => tx.putSession(caller.commune, { ...session, expiresAt: now + SESSION_MS }));
	return { caller, isRenewed };
}

async function findCaller(
	tx: ReadTransaction,
	tokenHash: string,
	now: Instant
): Promise<{ caller: Caller; session: Session } | undefined> {
	const found = await tx.session(tokenHash);
	if (found === undefined || found.expiresAt < now) return undefined;
	const { commune, ...session } = found;
	const [device] = await tx.devices(commune, [session.device]);
	if (device === undefined) return undefined;
	const [row] = await tx.rows(commune, [{ c: 'members', id: session.member }]);
	const member = row?.f as Member | undefined;
	const isRevoked = device.revokedAt !== undefined;
	const hasLeft = member?.until !== undefined && member.until < dayOf(now);
	if (member === undefined || (hasLeft && !isRevoked)) return undefined;
	const { roles, hamlets } = member;
	const caller = { commune, member: session.member, roles, hamlets, device: device.device, isRevoked };
	return { caller, session };
}

// "Bắt đầu": the invite is used up, and this browser becomes a device with a session.
import type { Instant } from '#domain/calendar.ts';
import type { Refusal } from '#protocol/messages.ts';
import type { Enrolment, SignInRequest } from '#protocol/sign-in.ts';
import type { Storage, WriteTransaction } from '#server/storage/storage.ts';
import { enrolmentOf } from './enrolment.ts';
import { findInvite, type FoundInvite } from './invites.ts';
import { hashOf, newToken } from './secrets.ts';
import { SESSION_MS } from './sessions.ts';

export interface SignedIn {
	enrolment: Enrolment;
	/** For the cookie; only its hash is kept. */
	token: string;
}

/**
 * In one transaction: of two who begin at once with one invite, one becomes a device and the other is told. A browser
 * that lost the answer asks again with the same attempt: the same device, and one more session. None is ended: which of
 * two answers the browser kept is not known here, and a request may be delivered late or twice.
 */
export function signIn(storage: Storage, request: SignInRequest, now: Instant): Promise<SignedIn | Refusal> {
	return storage.write(async (tx) => {
		const found = await findInvite(tx, request, now);
		if ('code' in found) return found;
		const { commune, member, invitedBy } = found.invite;
		const device = found.begun?.device ?? (await newDevice(tx, found, hashOf(request.attempt), now));
		if (device === undefined) return { code: 'invite-used', ask: invitedBy };
		const token = newToken();
		await tx.putSession(commune, { tokenHash: hashOf(token), device, member, expiresAt: now + SESSION_MS });
		await tx.audit(commune, now, member, `signed in as device ${device}`);
		return { token, enrolment: await enrolmentOf(tx, commune, member, device, now) };
	});
}

/** The number of the device that the invite becomes; undefined when somebody was quicker. */
async function newDevice(
	tx: WriteTransaction,
	{ invite: { commune, member, codeHash } }: FoundInvite,
	usedBy: string,
	now: Instant
): Promise<number | undefined> {
	if (!(await tx.useInvite(commune, codeHash, now, usedBy))) return undefined;
	const blank = { lastN: 0, lastTe: 0, unsent: 0, backedUpN: 0, former: [], app: '' };
	const device = await tx.addDevice(commune, {
		member,
		kind: 'phone',
		createdAt: now,
		lastContactAt: now,
		...blank
	});
	await tx.setInviteDevice(commune, codeHash, device);
	return device;
}

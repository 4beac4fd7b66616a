// An invite becomes a member's place in this browser: session at the server, database and keys here.
import { makeKeyring } from '#phone/vault/keyring.ts';
import type { Refusal } from '#protocol/messages.ts';
import { type Attempt, Enrolment, InvitePreview } from '#protocol/sign-in.ts';
import { type AskOptions, askServer, type Reply } from './ask-server.ts';
import {
	type DeviceState,
	type Enrolled,
	inTransaction,
	openDatabase,
	type PhoneDatabase,
	readMeta,
	writeMeta
} from './database.ts';
import { keepingHere } from './keeping.ts';
import { rememberMember } from './members-here.ts';
import { askToKeepStorage } from './persistence.ts';
import { reKey } from './re-key.ts';
import { forgetAttempt, keepAttempt, keptAttempt } from './sign-in-attempt.ts';
import { forgetBegun } from './wipe-note.ts';

export { currentMember, membersOnThisPhone, switchTo } from './members-here.ts';

/** `storage`: this browser has no room or keeps nothing for good, so nobody is enrolled; the invite is still good in this browser. */
export type Refused =
	{ kind: 'unreachable' | 'captive' | 'storage' } | { kind: 'refused'; code: Refusal['code']; ask?: string };

/** Whom an invite is for. Uses nothing up. An invite that this browser began with is still shown to it. */
export async function lookAtInvite(
	code: string,
	options: AskOptions = {}
): Promise<{ kind: 'ok'; invite: InvitePreview } | Refused> {
	const reply = await askServer('/api/invites', { code, attempt: await keptAttempt(code) }, options);
	if (reply.kind !== 'ok') return refusedBy(reply);
	const invite = InvitePreview.safeParse(reply.body);
	return invite.success ? { kind: 'ok', invite: invite.data } : { kind: 'captive' };
}

/**
 * "Bắt đầu": uses the invite up. A member who was here before keeps the unsent work, which goes on under the new
 * device number (sync-spec RS1, WR4). When the answer is lost, call it again: it says by its attempt who it was.
 */
export async function enrol(
	code: string,
	options: AskOptions = {}
): Promise<{ kind: 'ok'; enrolled: Enrolled } | Refused> {
	const attempt = (await keepingHere()) === 'kept' ? await attemptIfKept(code) : undefined;
	if (attempt === undefined) return { kind: 'storage' };
	const reply = await askServer('/api/sign-in', { code, attempt }, options);
	if (reply.kind !== 'ok') return refusedBy(reply);
	const enrolment = Enrolment.safeParse(reply.body);
	if (!enrolment.success) return { kind: 'captive' };
	try {
		const enrolled = await settleIn(enrolment.data);
		await forgetAttempt(code);
		await askToKeepStorage();
		return { kind: 'ok', enrolled };
	} catch {
		return { kind: 'storage' };
	}
}

/** This browser becomes the member's place, or goes on as it under a new device number. */
export async function settleIn(enrolment: Enrolment): Promise<Enrolled> {
	const { member, name, roles } = enrolment;
	const enrolled = { member, name, roles };
	const db = openDatabase(member);
	try {
		const known = await inTransaction(db, 'r', async () => {
			const keyring = await readMeta(db, 'keyring');
			return keyring === undefined ? undefined : readMeta(db, 'state');
		});
		if (known === undefined) await begin(db, enrolment);
		else await reKey(db, known.device, enrolment);
		await writeMeta(db, 'enrolled', enrolled);
	} finally {
		db.close();
	}
	await rememberMember(enrolled);
	forgetBegun(member);
	return enrolled;
}

/**
 * A database of its own: keys first, since making them may not be awaited inside a transaction. Two tabs may repeat one
 * sign-in at once: the first one's keys stay.
 */
async function begin(db: PhoneDatabase, enrolment: Enrolment): Promise<void> {
	const keyring = await makeKeyring(enrolment.serverKey);
	await inTransaction(db, 'rw', async () => {
		if ((await readMeta(db, 'keyring')) !== undefined) return;
		await writeMeta(db, 'keyring', keyring);
		await writeMeta(db, 'state', newState(enrolment));
		await writeMeta(db, 'cursors', {});
	});
}

/** The state of a device that has recorded nothing yet. */
export function newState({ device, epoch, now }: Pick<Enrolment, 'device' | 'epoch' | 'now'>): DeviceState {
	return {
		device,
		epoch,
		floor: 0,
		sentUpTo: 0,
		t: now,
		serverTime: now,
		offsetMs: 0,
		generation: 0,
		recorded: 0,
		received: 0,
		backedUp: 0
	};
}

/** Kept before the invite is used up; undefined when this browser keeps nothing at all. */
async function attemptIfKept(code: string): Promise<Attempt | undefined> {
	try {
		return await keepAttempt(code);
	} catch {
		return undefined;
	}
}

function refusedBy(reply: Exclude<Reply, { kind: 'ok' }>): Refused {
	if (reply.kind !== 'refused') return reply;
	const { code = 'busy', ask } = reply.refusal ?? {};
	return { kind: 'refused', code, ...(ask === undefined ? {} : { ask }) };
}

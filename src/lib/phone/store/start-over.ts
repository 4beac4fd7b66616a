// After the browser lost or broke its database: the storage of this member is cleared and begun anew (phone page LS7).
import type { MemberId } from '#domain/ids.ts';
import { Enrolment } from '#protocol/sign-in.ts';
import { type AskOptions, askServer } from './ask-server.ts';
import { openDatabase } from './database.ts';
import { settleIn } from './enrolment.ts';
import { removeMirror } from './mirror-files.ts';

/** `stuck`: the browser would not even clear it. */
export type StartedOver = 'ok' | 'unreachable' | 'captive' | 'sign-in' | 'busy' | 'stuck';

/**
 * Enrols this phone again by the session it still has. Nothing is cleared before the server has answered. `isSent`: the
 * commune has all that the second copies held; otherwise they stay, and go out by themselves later.
 */
export async function startOver(
	member: MemberId,
	{ isSent }: { isSent: boolean },
	options: AskOptions = {}
): Promise<StartedOver> {
	const reply = await askServer('/api/devices', {}, { ...options, member });
	if (reply.kind === 'refused') return reply.status === 401 ? 'sign-in' : 'busy';
	if (reply.kind !== 'ok') return reply.kind;
	const enrolment = Enrolment.safeParse(reply.body);
	if (!enrolment.success) return 'busy';
	try {
		await clearDatabase(member);
		if (isSent) await removeMirror(member);
		await settleIn(enrolment.data);
		return 'ok';
	} catch {
		return 'stuck';
	}
}

/** Only the database: who has to sign in first keeps the second copy until the commune has it. */
export async function clearDatabase(member: MemberId): Promise<void> {
	await openDatabase(member).delete();
}

// A new number for an installation whose history broke off (sync-spec RS1).
import type { Instant } from '#domain/calendar.ts';
import type { Enrolment } from '#protocol/sign-in.ts';
import type { Storage } from '#server/storage/storage.ts';
import { enrolmentOf } from './enrolment.ts';
import { hashOf } from './secrets.ts';
import type { Caller } from './sessions.ts';

/**
 * The new device inherits the last effective time of the one it replaces, and knows its earlier numbers (MG2). One that was
 * shut out stays so. The answer
 * is a whole enrolment: a browser that lost its database but not its cookie begins again with it.
 */
export function replaceDevice(
	storage: Storage,
	caller: Caller,
	token: string,
	now: Instant
): Promise<Enrolment> {
	const { commune, member } = caller;
	return storage.write(async (tx) => {
		const session = await tx.session(hashOf(token));
		const old = session && (await tx.lockDevice(commune, session.device));
		if (session === undefined || old === undefined) throw new Error('the session ended while it was used');
		const { lastTe, app, unsent, outboxKey, revokedAt } = old;
		const former = [...old.former, old.device];
		const kept = {
			member,
			kind: 'phone',
			createdAt: now,
			lastContactAt: now,
			lastN: 0,
			backedUpN: 0
		} as const;
		const device = await tx.addDevice(commune, {
			...kept,
			lastTe,
			app,
			unsent,
			former,
			...(outboxKey === undefined ? {} : { outboxKey }),
			...(revokedAt === undefined ? {} : { revokedAt })
		});
		await tx.putSession(commune, { ...session, device });
		await tx.audit(commune, now, member, `device ${old.device} became ${device}`);
		return enrolmentOf(tx, commune, member, device, now);
	});
}

import type { Instant } from '#domain/calendar.ts';
import type { CommuneId, MemberId } from '#domain/ids.ts';
import type { Member } from '#domain/member.ts';
import type { Enrolment } from '#protocol/sign-in.ts';
import type { ReadTransaction } from '#server/storage/storage.ts';
import { publicKeyOf } from './secrets.ts';

/** All that a browser needs to begin, or to begin again, as this device. Throws when the member is gone. */
export async function enrolmentOf(
	tx: ReadTransaction,
	commune: CommuneId,
	member: MemberId,
	device: number,
	now: Instant
): Promise<Enrolment> {
	const [row] = await tx.rows(commune, [{ c: 'members', id: member }]);
	if (row === undefined) throw new Error(`no member ${member} in this commune`);
	const { name, roles } = row.f as Member;
	const serverKey = publicKeyOf((await tx.meta('keyPair')) ?? '{}');
	return { member, name, roles, device, epoch: (await tx.meta('epoch')) ?? '', serverKey, now };
}

// When each member was last heard of, and what her phones still held then. Read from the devices at the moment it is asked:
// through a scope's counter every contact of every phone would move the board of every head (sync-spec CL4).
import { dayOf, type Instant } from '#domain/calendar.ts';
import type { CommuneId, HamletId, MemberId } from '#domain/ids.ts';
import type { Member } from '#domain/member.ts';
import { may } from '#domain/permission.ts';
import type { Contact } from '#domain/totals.ts';
import type { MemberContact, RollCall } from '#protocol/live.ts';
import type { Device, ReadTransaction, Storage } from '#server/storage/storage.ts';
import type { Caller } from './sessions.ts';

/** An official sees everybody, a head those who work in one of her hamlets. */
export function rollCall(storage: Storage, caller: Caller, now: Instant): Promise<RollCall> {
	return storage.read(async (tx) => {
		const all = await contactsOf(tx, caller.commune, now);
		return { now, members: all.filter((one) => isSeenBy(caller, one)).map(({ contact }) => contact) };
	});
}

/** Where each member works and when they were last heard of, without a name: of it only sums leave the server (F34). */
export async function lastContacts(
	tx: ReadTransaction,
	commune: CommuneId,
	now: Instant
): Promise<Contact[]> {
	const all = await contactsOf(tx, commune, now);
	return all.map(({ hamlets, contact }) => ({ hamlets, lastContactAt: contact.lastContactAt }));
}

interface MemberHeardOf {
	hamlets: readonly HamletId[];
	contact: MemberContact;
}

/** Of those who are members today. */
async function contactsOf(tx: ReadTransaction, commune: CommuneId, now: Instant): Promise<MemberHeardOf[]> {
	const rows = await tx.rowsOf(commune, 'members');
	const phonesByMember = Map.groupBy(await tx.phones(commune), ({ member }) => member);
	return rows.flatMap(({ id, f }) => {
		const { hamlets, until } = f as Member;
		if (until !== undefined && until < dayOf(now)) return [];
		return { hamlets, contact: contactOf(id as MemberId, phonesByMember.get(id as MemberId) ?? []) };
	});
}

const isSeenBy = (caller: Caller, { hamlets }: MemberHeardOf): boolean =>
	may(caller.roles, 'manage-commune') || hamlets.some((hamlet) => caller.hamlets.includes(hamlet));

/** A number that was replaced holds nothing any more: its work counts under the new one. */
function inUse(phones: readonly Device[]): Device[] {
	const replaced = new Set(phones.flatMap(({ former }) => former));
	return phones.filter(({ device, revokedAt }) => revokedAt === undefined && !replaced.has(device));
}

/** Heard of is heard of, also by a phone that is in use no more. */
function contactOf(member: MemberId, all: readonly Device[]): MemberContact {
	const phones = inUse(all);
	const unsent = phones.reduce((sum, phone) => sum + phone.unsent, 0);
	const lastContactAt = Math.max(...all.map((phone) => phone.lastContactAt));
	return { member, unsent, phones: phones.length, ...(all.length === 0 ? {} : { lastContactAt }) };
}

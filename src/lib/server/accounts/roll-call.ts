// When each member was last heard of, and what her phones still held then. Read from the devices at the moment it is asked:
// through a scope's counter every contact of every phone would move the board of every head (sync-spec CL4).
import { dayOf, type Instant } from '#domain/calendar.ts';
import type { MemberId } from '#domain/ids.ts';
import type { Member } from '#domain/member.ts';
import { may } from '#domain/permission.ts';
import type { MemberContact, RollCall } from '#protocol/live.ts';
import type { Device, Storage } from '#server/storage/storage.ts';
import type { Caller } from './sessions.ts';

/** An official sees everybody, a head those who work in one of her hamlets. */
export function rollCall(storage: Storage, caller: Caller, now: Instant): Promise<RollCall> {
	return storage.read(async (tx) => {
		const rows = await tx.rowsOf(caller.commune, 'members');
		const phonesByMember = Map.groupBy(await tx.phones(caller.commune), ({ member }) => member);
		const members = rows
			.filter(({ f }) => isSeenBy(caller, f as Member, now))
			.map(({ id }) => contactOf(id as MemberId, phonesByMember.get(id as MemberId) ?? []));
		return { now, members };
	});
}

function isSeenBy(caller: Caller, { hamlets, until }: Member, now: Instant): boolean {
	if (until !== undefined && until < dayOf(now)) return false;
	return may(caller.roles, 'manage-commune') || hamlets.some((hamlet) => caller.hamlets.includes(hamlet));
}

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

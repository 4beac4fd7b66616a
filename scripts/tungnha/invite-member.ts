// A member and an invite for her. Somebody invited again with the same roles is the same member on another phone.
import type { CommuneId, HamletId, MemberId } from '#domain/ids.ts';
import type { Member, Role } from '#domain/member.ts';
import { nameKey } from '#office/import/written-text.ts';
import { inviteLink, issueInvite } from '#server/accounts/invites.ts';
import { addMember } from '#server/commune.ts';
import type { Storage } from '#server/storage/storage.ts';
import { membersIn } from './commune-data.ts';

export interface InviteWish {
	commune: CommuneId;
	name: string;
	roles: Role[];
	hamlets: HamletId[];
	/** Printed: a week. On a screen: a quarter of an hour. */
	kind: 'printed' | 'on-screen';
	/** Address the link begins with. */
	origin: string;
}

export interface MadeInvite {
	link: string;
	/** Twelve digits in threes. */
	digits: string;
	until: number;
}

export async function inviteMember(storage: Storage, wish: InviteWish, now: number): Promise<MadeInvite> {
	const { commune, name, roles, hamlets, kind } = wish;
	const member =
		(await memberLike(storage, wish)) ??
		(await addMember(storage, { commune, member: { name, roles, hamlets }, now }));
	const { code, digits, until } = await issueInvite(storage, { commune, member, kind, now });
	return { link: inviteLink(wish.origin, code), digits, until };
}

async function memberLike(storage: Storage, wish: InviteWish): Promise<MemberId | undefined> {
	const members = await membersIn(storage, wish.commune);
	const isSame = (member: Member): boolean =>
		nameKey(member.name) === nameKey(wish.name) &&
		hasSame(member.roles, wish.roles) &&
		hasSame(member.hamlets, wish.hamlets);
	return members.find(isSame)?.id;
}

const hasSame = (one: readonly string[], other: readonly string[]): boolean =>
	[...one].sort().join() === [...other].sort().join();

import type { CommuneId, HamletId, MemberId } from '#domain/ids.ts';
import type { Role } from '#domain/member.ts';
import type { Scope } from '#protocol/scope.ts';

/** Who asks: a member with her roles and hamlets as her row says now. */
export interface Asker {
	commune: CommuneId;
	member: MemberId;
	roles: readonly Role[];
	hamlets: readonly HamletId[];
}

/** Who stands behind a batch of ops, and the scopes they may write in; an accepted import writes anywhere in its commune. */
export interface Author extends Pick<Asker, 'commune' | 'member' | 'roles'> {
	isImport: boolean;
	scopes: ReadonlySet<Scope> | 'all';
}

export const holds = ({ scopes }: Author, scope: Scope): boolean => scopes === 'all' || scopes.has(scope);

/** Nothing of the commune is hidden from an official or an import: to them a missing row may be called missing (sync-spec PS4). */
export const seesAll = ({ scopes, roles }: Author): boolean =>
	scopes === 'all' || roles.includes('commune-official');

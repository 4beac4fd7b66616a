import type { CommuneId, HamletId, MemberId } from '#domain/ids.ts';
import type { Member, Role } from '#domain/member.ts';
import { may } from '#domain/permission.ts';
import { COMMUNE_SCOPE, hamletOf, type Scope, userScope } from '#protocol/scope.ts';
import type { ReadTransaction } from '#server/storage/storage.ts';

/** Who asks: a member with her roles and hamlets as her row says now. */
export interface Asker {
	commune: CommuneId;
	member: MemberId;
	roles: readonly Role[];
	hamlets: readonly HamletId[];
}

/** Who stands behind a batch of ops; an accepted import writes anywhere in its commune. */
export interface Author extends Asker {
	isImport: boolean;
	/** In whose name the ops speak, when an official replays another's (sync-spec PS3). */
	signsAs?: MemberId;
}

/** The author as her row says inside this transaction: what a scope allows is judged there (sync-spec PS4). */
export async function authorNow(tx: ReadTransaction, author: Author): Promise<Author> {
	if (author.isImport) return author;
	const [row] = await tx.rows(author.commune, [{ c: 'members', id: author.member }]);
	if (row === undefined) return author;
	const { roles, hamlets } = row.f as Member;
	return { ...author, roles, hamlets };
}

const isOfficial = ({ roles }: Author): boolean => roles.includes('commune-official');

/** Whether the author holds the scope of a row. */
export function holds(author: Author, scope: Scope): boolean {
	if (author.isImport) return true;
	if (!may(author.roles, 'see-people')) return false;
	const hamlet = hamletOf(scope);
	if (hamlet !== undefined) return isOfficial(author) || author.hamlets.includes(hamlet);
	return scope === COMMUNE_SCOPE || scope === userScope(author.member);
}

/** Nothing of the commune is hidden from an official or an import: to them a missing row may be called missing (sync-spec PS4). */
export const seesAll = (author: Author): boolean => author.isImport || isOfficial(author);

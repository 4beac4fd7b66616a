// The one place where a role becomes scopes.
import type { HamletId } from '#domain/ids.ts';
import { may } from '#domain/permission.ts';
import { COMMUNE_SCOPE, hamletScope, type Scope, userScope } from '#protocol/scope.ts';
import type { ReadTransaction } from '#server/storage/storage.ts';
import type { Asker } from './author.ts';

/**
 * A volunteer and a head hold the commune, their hamlets and their own rows; an official all hamlets; an observer no row
 * at all: totals are computed at the server.
 */
export async function scopesOf(
	tx: ReadTransaction,
	{ commune, member, roles, hamlets }: Asker
): Promise<Scope[]> {
	if (!may(roles, 'see-people')) return [];
	const isOfficial = roles.includes('commune-official');
	const all = (await tx.rowsOf(commune, 'hamlets')).map((row) => row.id as HamletId);
	const own = all.filter((hamlet) => isOfficial || hamlets.includes(hamlet));
	return [COMMUNE_SCOPE, userScope(member), ...own.map(hamletScope)];
}

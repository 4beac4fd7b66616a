// The one place where a role becomes scopes.
import type { CommuneId, HamletId } from '#domain/ids.ts';
import { may } from '#domain/permission.ts';
import { COMMUNE_SCOPE, hamletScope, type Scope, userScope } from '#protocol/scope.ts';
import { ALL_HAMLETS, type ReadTransaction } from '#server/storage/storage.ts';
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
	const all = await hamletsOf(tx, commune);
	const own = all.filter((hamlet) => isOfficial || hamlets.includes(hamlet));
	return [COMMUNE_SCOPE, userScope(member), ...own.map(hamletScope)];
}

/** With those that she held once: whatever an op of hers touched, and a phone of hers may still show. */
export async function scopesEverOf(tx: ReadTransaction, asker: Asker): Promise<Scope[]> {
	const { commune, member } = asker;
	const given = (await tx.grants(commune, member)).map(({ s }) => s);
	const all = given.includes(ALL_HAMLETS) ? (await hamletsOf(tx, commune)).map(hamletScope) : [];
	const once = given.filter((scope) => scope !== ALL_HAMLETS);
	return [...new Set([...(await scopesOf(tx, asker)), userScope(member), ...once, ...all])];
}

async function hamletsOf(tx: ReadTransaction, commune: CommuneId): Promise<HamletId[]> {
	return (await tx.rowsOf(commune, 'hamlets')).map((row) => row.id as HamletId);
}

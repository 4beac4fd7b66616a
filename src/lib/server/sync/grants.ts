// What members hold and held is written down whenever a member's row changes, by whatever way (sync-spec PS4).
import type { Instant } from '#domain/calendar.ts';
import type { CommuneId, MemberId } from '#domain/ids.ts';
import type { Member } from '#domain/member.ts';
import { may } from '#domain/permission.ts';
import type { Fields } from '#protocol/row.ts';
import { COMMUNE_SCOPE, hamletScope, type Scope } from '#protocol/scope.ts';
import { ALL_HAMLETS, type Grant, type WriteTransaction } from '#server/storage/storage.ts';
import type { WorkingRows } from './working-rows.ts';

/** Call it before the rows are written. The commune's scope is locked: two changes of one member come one after the other. */
export async function keepGrants(
	tx: WriteTransaction,
	commune: CommuneId,
	now: Instant,
	rows: WorkingRows
): Promise<void> {
	for (const row of rows.changed.filter(({ c }) => c === 'members')) {
		const [held, holds] = [scopesGiven(rows.before(row)?.f), scopesGiven(row.f)];
		const lost = held.filter((scope) => !holds.includes(scope));
		const won = holds.filter((scope) => !held.includes(scope));
		const member = row.id as MemberId;
		if (lost.length > 0) await tx.putGrants(commune, await ended(tx, commune, member, lost, now));
		if (won.length > 0)
			await tx.putGrants(
				commune,
				won.map((s): Grant => ({ member, s, from: now }))
			);
	}
}

/** Without her own: that is never lost. */
function scopesGiven(fields: Fields | undefined): Scope[] {
	if (fields === undefined) return [];
	const { roles, hamlets } = fields as Member;
	if (!may(roles, 'see-people')) return [];
	const all = roles.includes('commune-official') ? [ALL_HAMLETS] : [];
	return [COMMUNE_SCOPE, ...all, ...hamlets.map(hamletScope)];
}

/** The open grants of the scopes, closed; one that was never written down is closed from the beginning. */
async function ended(
	tx: WriteTransaction,
	commune: CommuneId,
	member: MemberId,
	scopes: readonly Scope[],
	until: Instant
): Promise<Grant[]> {
	const open = (await tx.grants(commune, member)).filter((grant) => grant.until === undefined);
	return scopes.map((s) => ({ ...(open.find((grant) => grant.s === s) ?? { member, s, from: 0 }), until }));
}

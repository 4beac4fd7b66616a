// Pull: what changed in the asker's scopes since her cursors, from one moment of the database (sync-spec PL1).
import type { CommuneId } from '#domain/ids.ts';
import { limits } from '#protocol/limits.ts';
import type { Page } from '#protocol/messages.ts';
import type { Scope } from '#protocol/scope.ts';
import type { ReadTransaction } from '#server/storage/storage.ts';

export interface Pulled {
	pages: Page[];
	/** Scopes whose cursor lies beyond what was ever given out (sync-spec PL5); their pages begin anew. */
	reset: Scope[];
}

/**
 * At most `limit` rows and departures, and no more than the server gives, all scopes together, in the order of `scopes`. A
 * page that is not full reaches the head; a scope for which there was no room gets an empty page, so that the phone knows
 * there is more.
 */
export async function pullPages(
	tx: ReadTransaction,
	commune: CommuneId,
	scopes: readonly Scope[],
	cursors: Readonly<Record<Scope, number>> | undefined,
	limit: number
): Promise<Pulled> {
	const pulled: Pulled = { pages: [], reset: [] };
	if (cursors === undefined) return pulled;
	const heads = await tx.heads(commune, scopes);
	let room = Math.min(limit, limits.pageRows);
	for (const s of scopes) {
		const head = heads.get(s) ?? 0;
		const cursor = Object.hasOwn(cursors, s) ? cursors[s] : undefined;
		if (cursor === head) continue;
		const isBeyond = cursor !== undefined && cursor > head;
		if (isBeyond) pulled.reset.push(s);
		const page = await pageOf(tx, commune, s, isBeyond ? 0 : (cursor ?? 0), head, room);
		pulled.pages.push(page);
		room -= page.rows.length + page.out.length;
	}
	return pulled;
}

async function pageOf(
	tx: ReadTransaction,
	commune: CommuneId,
	s: Scope,
	from: number,
	head: number,
	room: number
): Promise<Page> {
	if (room === 0) return { s, from, to: from, head, rows: [], out: [] };
	const { rows, out } = await tx.changes(commune, s, from, head, room);
	const isFull = rows.length + out.length >= room;
	const to = isFull ? Math.max(rows.at(-1)?.seq ?? 0, out.at(-1)?.seq ?? 0) : head;
	return { s, from, to, head, rows, out };
}

// The log of pages, written together again when the phone has nothing else to do (phone page LS4).
import type { Sealer } from '#phone/vault/sealer.ts';
import type { Row } from '#protocol/row.ts';
import type { Scope } from '#protocol/scope.ts';
import type { Cursor, Cursors } from './cursors.ts';
import { inTransaction, type PageRecord, type PhoneDatabase, readMeta, readState } from './database.ts';
import type { Rows } from './rows.ts';

const PAGE_ROWS = 200;
/** Short pages that may gather before it is worth the work. */
const SPARE_PAGES = 12;
const JOURNAL_DAYS = 30;

/**
 * Rewrites the scopes whose log has grown long. `cursors` are those that `rows` stands at: where the database has moved
 * on meanwhile, or the page is killed, nothing is changed.
 */
export async function compact(
	db: PhoneDatabase,
	sealer: Sealer,
	rows: Rows,
	cursors: Cursors
): Promise<void> {
	for (const [scope, cursor] of Object.entries(cursors)) {
		if (!cursor.complete || cursor.older === true) continue;
		const log = db.pages.where('scope').equals(scope);
		const count = await log.count();
		// What was erased does not wait for the log to grow long (sync-spec RC5).
		const mustForget = (await log.filter(({ erases }) => erases === 1).count()) > 0;
		if (count <= SPARE_PAGES && !mustForget) continue;
		const held = [...rows.baseOf(scope)].filter((row) => row.generation === cursor.generation);
		if (count <= Math.ceil(held.length / PAGE_ROWS) + SPARE_PAGES && !mustForget) continue;
		await replacePages(db, scope, cursor, await pagesOf(sealer, scope, cursor, held));
	}
}

async function pagesOf(
	sealer: Sealer,
	scope: Scope,
	{ generation, epoch, at }: Cursor,
	held: (Row & { generation?: number })[]
): Promise<PageRecord[]> {
	held.sort((a, b) => a.seq - b.seq);
	const pages: PageRecord[] = [];
	for (let index = 0; index < held.length; index += PAGE_ROWS) {
		const rows = held.slice(index, index + PAGE_ROWS).map(({ generation, ...row }) => row);
		const isLast = index + PAGE_ROWS >= held.length;
		const to = isLast ? at : (rows.at(-1)?.seq ?? at);
		const from = pages.at(-1)?.to ?? 0;
		pages.push({ scope, generation, epoch, from, to, sealed: await sealer.seal({ rows, out: [] }) });
	}
	return pages;
}

/** Under the same checks as a received page: this page is still the active one, the cursor the one the rows stand at. */
function replacePages(db: PhoneDatabase, scope: Scope, cursor: Cursor, pages: PageRecord[]): Promise<void> {
	return inTransaction(db, 'rw', async () => {
		const [, cursors] = await Promise.all([readState(db), readMeta(db, 'cursors')]);
		const now = cursors?.[scope];
		const isSame =
			now?.at === cursor.at && now.generation === cursor.generation && now.epoch === cursor.epoch;
		const log = await db.pages.where('scope').equals(scope).primaryKeys();
		if (!isSame) return;
		await db.pages.bulkDelete(log);
		await db.pages.bulkAdd(pages);
	});
}

/** Confirmed ops may go once a backup outside the machine covers them, and not before 30 days (sync-spec RS2). */
export function pruneJournal(db: PhoneDatabase, now: number): Promise<number> {
	return inTransaction(db, 'rw', async () => {
		const { backedUp } = await readState(db);
		const old = now - JOURNAL_DAYS * 86_400_000;
		return db.journal
			.where('n')
			.belowOrEqual(backedUp)
			.filter((record) => record.ackedAt < old && record.inView !== 1 && record.review !== 1)
			.delete();
	});
}

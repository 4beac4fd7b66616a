// The view at start: the log of pages in the order they came, then what the pages do not hold yet (phone page LS3, LS4).
import type { Sealed, Sealer, Sealers } from '#phone/vault/sealer.ts';
import { OpBody } from '#protocol/op.ts';
import { type Counts, countsIn } from './counts.ts';
import { type Cursors, startOver } from './cursors.ts';
import {
	type DeviceState,
	inTransaction,
	type JournalRecord,
	type OutboxRecord,
	type PageBody,
	type PageRecord,
	type PhoneDatabase,
	readMeta,
	readState,
	takeOver,
	writeMeta
} from './database.ts';
import { NO_REFUSALS, type Refusals } from './refusals.ts';
import type { PendingOp, Rows } from './rows.ts';
import { saveErrorOf } from './save-error.ts';

export interface Replayed {
	state: DeviceState;
	cursors: Cursors;
	counts: Counts;
	pending: PendingOp[];
	outbox: OutboxRecord[];
	refusals: Refusals;
}

type Stored = Omit<Replayed, 'pending'> & { pages: PageRecord[]; journal: JournalRecord[] };

/** Becomes the active page, and fills `rows`. A damaged page is fetched again, the rest of its scope shown meanwhile; a damaged op is still sent. */
export async function replay(db: PhoneDatabase, sealers: Sealers, rows: Rows): Promise<Replayed> {
	const stored = await readAsActivePage(db);
	const damaged = await putPages(stored.pages, sealers.pages, rows);
	const pending = [
		...(await pendingOf(stored.journal, sealers.ops, false)),
		...(await pendingOf(stored.outbox, sealers.ops, true))
	];
	for (const op of pending) rows.addPending(op);
	const cursors = damaged.length === 0 ? stored.cursors : await readAgain(db, damaged);
	const { state, counts, outbox, refusals } = stored;
	return { state, counts, cursors, pending, outbox, refusals };
}

/** A phone without room is read all the same. */
async function readAsActivePage(db: PhoneDatabase): Promise<Stored> {
	const readIn = (mode: 'r' | 'rw'): Promise<Stored> =>
		inTransaction(db, mode, async () => {
			await takeOver(db, mode);
			return readAll(db);
		});
	try {
		return await readIn('rw');
	} catch (error) {
		if (saveErrorOf(error) !== 'full') throw error;
		return readIn('r');
	}
}

async function readAll(db: PhoneDatabase): Promise<Stored> {
	return {
		pages: await db.pages.toArray(),
		outbox: await db.outbox.orderBy('n').toArray(),
		journal: await db.journal.where('inView').equals(1).sortBy('n'),
		cursors: (await readMeta(db, 'cursors')) ?? {},
		refusals: (await readMeta(db, 'refusals')) ?? NO_REFUSALS,
		state: await readState(db),
		counts: await countsIn(db)
	};
}

async function putPages(pages: PageRecord[], sealer: Sealer, rows: Rows): Promise<PageRecord[]> {
	const damaged: PageRecord[] = [];
	pages.sort((a, b) => a.generation - b.generation || a.to - b.to);
	const bodies = pages.map((page) => opened(sealer, page.sealed));
	for (const [index, page] of pages.entries()) {
		const body = (await bodies[index]) as PageBody | undefined;
		if (body === undefined) damaged.push(page);
		else
			rows.putPage(
				{ scope: page.scope, generation: page.generation, epoch: page.epoch },
				body.rows,
				body.out
			);
	}
	return damaged;
}

async function pendingOf(records: OutboxRecord[], sealer: Sealer, unsent: boolean): Promise<PendingOp[]> {
	const pending: PendingOp[] = [];
	for (const record of records) {
		if (record.again === 1) continue;
		const { n, about } = record;
		const body = OpBody.safeParse(await opened(sealer, record.sealed));
		if (body.success) pending.push({ body: body.data, n, unsent, ...(about === undefined ? {} : { about }) });
	}
	return pending;
}

async function opened(sealer: Sealer, sealed: Sealed): Promise<unknown> {
	try {
		return await sealer.open(sealed);
	} catch {
		return undefined;
	}
}

/** The scopes of damaged pages start over, incomplete until they are here again. */
function readAgain(db: PhoneDatabase, damaged: readonly PageRecord[]): Promise<Cursors> {
	return inTransaction(db, 'rw', async () => {
		const state = await readState(db);
		const cursors = (await readMeta(db, 'cursors')) ?? {};
		const affected = Object.fromEntries(
			Object.entries(cursors).filter(([scope]) => damaged.some((page) => page.scope === scope))
		);
		const over = startOver(affected, state.generation, state.epoch);
		for (const cursor of Object.values(over.cursors)) cursor.complete = false;
		const next = { ...cursors, ...over.cursors };
		await db.pages.bulkDelete(damaged.flatMap(({ id }) => id ?? []));
		await writeMeta(db, 'cursors', next);
		await writeMeta(db, 'state', { ...state, generation: over.generation });
		return next;
	});
}

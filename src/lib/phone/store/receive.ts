// An answer becomes part of the store in one transaction: page, cursor and the removal of confirmed ops together, or
// nothing (sync-spec PL2, CL1). Killed anywhere, the next run asks for the same again.
import type { Instant } from '#domain/calendar.ts';
import type { Sealed, Sealer } from '#phone/vault/sealer.ts';
import type { OpResult, Page, SyncAnswer } from '#protocol/messages.ts';
import type { ParkedOp } from '#protocol/records.ts';
import { countsIn, type Counts } from './counts.ts';
import { advance, type Advance, type Cursors } from './cursors.ts';
import {
	type DeviceState,
	inTransaction,
	type JournalRecord,
	type OutboxRecord,
	type PhoneDatabase,
	readMeta,
	readState,
	writeMeta
} from './database.ts';
import { parkedIdOf } from './parked-id.ts';
import type { Refusals } from './refusals.ts';

/** What a request was made of, and so what its answer may change. */
export interface Asked {
	device: number;
	epoch: string;
	/** Numbers of the ops that were sent, ascending. */
	ns: readonly number[];
	/** Absent when no pages were asked for. */
	cursors?: Cursors;
	/** This phone's clock when the request left and when its answer was here. */
	sentAt: Instant;
	receivedAt: Instant;
}

export interface Received {
	pull?: Advance;
	/** Confirmed ops, and those that the pages have now reached: these leave the view. */
	acked: number[];
	reached: number[];
	/** Of all confirmed ops: those that a person has to look at now, and those that somebody has looked at. */
	review: number[];
	settled: number[];
	/** Of confirmed ops: those about rows that were erased, which are kept no longer. */
	forgotten: number[];
	counts: Counts;
}

/** What was asked of the store before its transaction: nothing sealed is opened inside one. */
export interface Before {
	/** Whether the pages held already say of a card that a person has dealt with it: a re-key hands in its op again. */
	isSettled: (parkedId: string) => boolean;
	/** Confirmed ops about rows that the answer calls erased. */
	forget: readonly number[];
	/** Who does not want to be written down, before any of it leaves; absent where that is written already. */
	refusals?: Refusals;
}

/** Undefined when the store has moved on since the question: nothing was changed. */
export async function storeAnswer(
	db: PhoneDatabase,
	pages: Sealer,
	asked: Asked,
	answer: SyncAnswer,
	{ isSettled, forget, refusals }: Before
): Promise<Received | undefined> {
	const sealed = await Promise.all(answer.pages.map(({ rows, out }) => pages.seal({ rows, out })));
	return inTransaction(db, 'rw', async () => {
		const [state, stored = {}] = await Promise.all([readState(db), readMeta(db, 'cursors')]);
		if (state.device !== asked.device || state.epoch !== asked.epoch || answer.e !== asked.epoch)
			return undefined;
		const pull = asked.cursors && advance({ ...state, cursors: stored }, asked.cursors, answer);
		if (asked.cursors !== undefined && pull === undefined) return undefined;

		const forgotten = await forgetOps(db, forget);
		const acked = await moveToJournal(db, asked, answer, isSettled);
		const settled = [...(await settle(db, state.device, answer)), ...forgotten.review];
		if (pull !== undefined) await storePages(db, state.epoch, pull, answer, sealed);
		const cursors = pull?.cursors ?? stored;
		const reached = await leaveView(db, cursors, answer, pull === undefined ? acked.ns : undefined);
		const next = {
			...afterContact(state, asked, answer),
			floor: Math.max(state.floor, ...acked.ns),
			received: state.received + acked.ns.length - acked.review.length + settled.length,
			generation: pull?.generation ?? state.generation
		};
		await Promise.all([writeMeta(db, 'state', next), writeMeta(db, 'cursors', cursors)]);
		if (refusals !== undefined) await writeMeta(db, 'refusals', refusals);
		const counts = await countsIn(db);
		const { ns, review } = acked;
		const told = { acked: ns, review, settled, forgotten: [...forgotten.ns, ...acked.erased], counts };
		return { ...told, reached, ...(pull === undefined ? {} : { pull }) };
	});
}

/** What was said of an erased row is kept no longer (sync-spec RC5). Returns which ops that were. */
async function forgetOps(
	db: PhoneDatabase,
	forget: readonly number[]
): Promise<{ ns: number[]; review: number[] }> {
	if (forget.length === 0) return { ns: [], review: [] };
	const records = (await db.journal.bulkGet([...forget])).filter((record) => record !== undefined);
	await db.journal.bulkDelete(records.map(({ n }) => n));
	const underReview = records.filter(({ review }) => review === 1);
	return { ns: records.map(({ n }) => n), review: underReview.map(({ n }) => n) };
}

/** Only what this request sent and its answer verified leaves the outbox (sync-spec PS2). */
async function moveToJournal(
	db: PhoneDatabase,
	{ device, ns: sent }: Asked,
	answer: SyncAnswer,
	isSettled: (parkedId: string) => boolean
): Promise<{ ns: number[]; review: number[]; erased: number[] }> {
	const ns = sent.filter((n) => n <= answer.ack);
	if (ns.length === 0) return { ns, review: [], erased: [] };
	const records = (await db.outbox.bulkGet(ns)).filter((record) => record !== undefined);
	const results = new Map(answer.results.map((result) => [result.n, result]));
	const isErased = ({ n }: OutboxRecord): boolean => results.get(n)?.r === 'erased';
	const journal = records
		.filter((record) => !isErased(record))
		.map(({ again, confirmed, ...record }): JournalRecord => {
			const { r, id: card } = results.get(record.n) ?? {};
			const named = { ...record, ...(card === undefined ? {} : { card }) };
			return {
				...named,
				ackedAt: answer.now,
				...(again === 1 ? {} : { inView: 1, waits: answer.at }),
				...(isForReview(r) && !isSettled(cardIdOf(named, device)) ? { review: 1 } : {})
			};
		});
	await db.outbox.bulkDelete(ns);
	await db.journal.bulkPut(journal);
	const underReview = journal.filter(({ review }) => review === 1);
	const erased = records.filter(isErased).map(({ n }) => n);
	return { ns: records.map(({ n }) => n), review: underReview.map(({ n }) => n), erased };
}

const cardIdOf = ({ card, o, n }: Pick<JournalRecord, 'card' | 'o' | 'n'>, device: number): string =>
	card ?? parkedIdOf(o ?? { d: device, n });

function isForReview(result: OpResult['r'] | undefined): boolean {
	return result === 'parked' || result === 'late';
}

/** Parked work that a person has dealt with counts as received from then on. Returns which ops that were. */
async function settle(db: PhoneDatabase, device: number, answer: SyncAnswer): Promise<number[]> {
	const parked = answer.pages.flatMap(({ rows }) => rows).filter(({ c }) => c === 'parked');
	const settled = new Set(parked.filter(({ f }) => (f as ParkedOp).settled === true).map(({ id }) => id));
	if (settled.size === 0) return [];
	const underReview = await db.journal.where('review').equals(1).toArray();
	const done = underReview.filter((record) => settled.has(cardIdOf(record, device)));
	await db.journal.bulkPut(done.map(({ review, ...record }) => record));
	return done.map(({ n }) => n);
}

/** What pages before this one say is to go: of rows that were erased, and of cards, which may have been blanked with them. */
const mustForget = ({ out, rows }: Page): boolean =>
	out.some(({ erased }) => erased === true) || rows.some(({ c, rv }) => c === 'parked' && rv > 1);

async function storePages(
	db: PhoneDatabase,
	epoch: string,
	pull: Advance,
	answer: SyncAnswer,
	sealed: readonly Sealed[]
): Promise<void> {
	for (const { page, generation } of pull.pages) {
		const body = sealed[answer.pages.indexOf(page)];
		if (body === undefined || (page.rows.length === 0 && page.out.length === 0)) continue;
		const { s: scope, from, to } = page;
		const erases = mustForget(page) ? { erases: 1 as const } : {};
		await db.pages.add({ scope, generation, epoch, from, to, sealed: body, ...erases });
	}
	if (pull.lost.length > 0) await db.pages.where('scope').anyOf(pull.lost).delete();
	for (const { scope, generation } of pull.renewed) {
		const isOlder = (page: { generation: number }): boolean => page.generation < generation;
		await db.pages.where('scope').equals(scope).filter(isOlder).delete();
	}
}

/**
 * Confirmed ops leave the view when every scope that is still ours has come to its head, at or beyond where their push
 * left it (sync-spec PL7). A page that stops short is not enough: their row may have changed again and lie beyond it.
 * They leave in the order of the taps, or an earlier one would be laid over what a later one made. `only`: without pages
 * nothing is known of the heads but by the ops just confirmed.
 */
async function leaveView(
	db: PhoneDatabase,
	cursors: Cursors,
	{ scopes, pages }: SyncAnswer,
	only?: readonly number[]
): Promise<number[]> {
	const short = new Set(pages.filter(({ to, head }) => to < head).map(({ s }) => s));
	// A scope that was lost is on the screen until a pull takes it away, and its taps with it.
	const shown = [...new Set([...scopes, ...Object.keys(cursors)])];
	const isReached = ({ n, waits = {} }: JournalRecord): boolean =>
		(only?.includes(n) ?? true) &&
		shown.every((scope) => {
			const wait = waits[scope] ?? 0;
			return wait === 0 || (!short.has(scope) && (cursors[scope]?.at ?? 0) >= wait);
		});
	const inView = await db.journal.where('inView').equals(1).sortBy('n');
	const staying = inView.findIndex((record) => !isReached(record));
	const reached = staying === -1 ? inView : inView.slice(0, staying);
	await db.journal.bulkPut(reached.map(({ inView, waits, ...record }) => record));
	return reached.map(({ n }) => n);
}

/** Time and standing after a contact with a good clock (sync-spec TM1, CL3). */
function afterContact({ serverClock, ...state }: DeviceState, asked: Asked, answer: SyncAnswer): DeviceState {
	const next = { ...state, backedUp: answer.bk, verified: { n: answer.last, at: answer.now } };
	if (answer.clock === 'bad') return { ...next, serverClock: 'bad' };
	const halfway = asked.sentAt + (asked.receivedAt - asked.sentAt) / 2;
	return { ...next, t: answer.now, serverTime: answer.now, offsetMs: Math.round(answer.now - halfway) };
}

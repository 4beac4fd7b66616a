// Real erasure (sync-spec RC5): beside the rows themselves, what was said about them goes from parked work, and every
// phone that may hold a word of it is told.
import type { CommuneId } from '#domain/ids.ts';
import type { OpEnvelope } from '#protocol/op.ts';
import type { RowKey } from '#protocol/parent.ts';
import { COMMUNE_SCOPE, ERASED_SCOPE } from '#protocol/scope.ts';
import type { Upcasters } from '#protocol/upcast.ts';
import type { StoredParkedOp, StoredRow, WriteTransaction } from '#server/storage/storage.ts';
import { readOp } from './merge-batch.ts';
import { idsIn, keysOf } from './row-keys.ts';
import type { WorkingRows } from './working-rows.ts';

/** Call it before the rows are written. */
export async function purgeErased(
	tx: WriteTransaction,
	commune: CommuneId,
	rows: WorkingRows,
	upcasters: Upcasters
): Promise<void> {
	if (rows.erased.length === 0) return;
	await tellEverywhere(tx, commune, rows);
	await purgeParked(tx, commune, rows, upcasters);
}

/**
 * Where a row was before, and in the commune's own scope, which every phone holds: whoever said a word of it, though it was
 * parked or another's stood since, may have it in the journal, and of that nothing is known here.
 */
async function tellEverywhere(tx: WriteTransaction, commune: CommuneId, rows: WorkingRows): Promise<void> {
	const { erased } = rows;
	const former = [...(await tx.departuresOf(commune, erased)), ...rows.departures];
	for (const { c, id, s: last, rv } of erased) {
		const left = former.filter((one) => one.c === c && one.id === id).map(({ s }) => s);
		const scopes = new Set([COMMUNE_SCOPE, ...left]);
		scopes.delete(last);
		scopes.delete(ERASED_SCOPE);
		for (const s of scopes) rows.departures.push({ s, c, id, rv: rv + 1, erased: true });
	}
}

/** Parked work looked through in one go: what was ever parked is not held in memory all at once. */
const AT_ONCE = 500;

/**
 * Cards about an erased row are settled and blank. All others lose the name they go by: it may be an erased person's, by an
 * older spelling, or of a household left long ago. A phone that holds the household names it all the same.
 */
async function purgeParked(
	tx: WriteTransaction,
	commune: CommuneId,
	rows: WorkingRows,
	upcasters: Upcasters
): Promise<void> {
	const isAbout = aboutAny(rows.erased, upcasters);
	// Cards of this very batch are not stored yet.
	const fresh = rows.changed.filter((row) => row.c === 'parked' && rows.before(row) === undefined);
	purgeCards(fresh, isAbout, rows);
	await eachPart(
		(after) => tx.rowsAfter(commune, 'parked', after, AT_ONCE),
		(cards) => purgeCards(cards, isAbout, rows)
	);
	await eachPart(
		(after) => tx.parkedOpsAfter(commune, after, AT_ONCE),
		(ops) =>
			tx.putParkedOps(
				commune,
				ops.flatMap((op) => purgedOp(op, isAbout) ?? [])
			)
	);
}

/** Reads by id, a part at a time, until nothing is left. */
async function eachPart<T extends { id: string }>(
	read: (after: string) => Promise<T[]>,
	use: (part: T[]) => Promise<void> | void
): Promise<void> {
	for (let after = ''; ;) {
		const part = await read(after);
		const last = part.at(-1);
		if (last === undefined) return;
		after = last.id;
		await use(part);
	}
}

function purgeCards(cards: readonly StoredRow[], isAbout: IsAbout, rows: WorkingRows): void {
	for (const card of cards) {
		const { f, ...row } = rows.find(card) ?? card;
		const { label, ...unnamed } = f;
		if (isAbout(String(f.raw)))
			rows.put({ ...row, rv: row.rv + 1, f: { ...unnamed, settled: true, raw: '' } });
		else if (label !== undefined) rows.put({ ...row, rv: row.rv + 1, f: unnamed });
	}
}

/** The op as it is kept from now on; undefined when that is as it was. */
function purgedOp({ label, ...op }: StoredParkedOp, isAbout: IsAbout): StoredParkedOp | undefined {
	if (isAbout(op.raw)) return { ...op, raw: '', state: op.state === 'waiting' ? 'settled' : op.state };
	return label === undefined ? undefined : op;
}

/** Whether an op as it is kept, blank where it was settled, is about a row that goes. */
type IsAbout = (raw: string) => boolean;

/**
 * By what decides about an op that comes later, so that it makes no difference which of the two comes first. Few of all that
 * was ever parked have to be read for it: an id stands there letter by letter, unless the text is written with escapes.
 */
function aboutAny(erased: readonly RowKey[], upcasters: Upcasters): IsAbout {
	const ids = new Set(erased.map(({ id }) => id));
	const gone = new Set(erased.map(textOf));
	return (raw) => {
		const mayBe = raw.includes('\\u') || [...ids].some((id) => raw.includes(id));
		if (!mayBe || raw === '') return false;
		const { op, raw: read } = readOp({ raw: JSON.parse(raw) as OpEnvelope, h: '' }, 0, upcasters);
		return op === undefined
			? idsIn(read).some((id) => ids.has(id))
			: keysOf(op).some((key) => gone.has(textOf(key)));
	};
}

const textOf = ({ c, id }: RowKey): string => `${c} ${id}`;

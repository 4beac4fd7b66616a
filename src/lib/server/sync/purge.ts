// Real erasure (sync-spec RC5): beside the rows themselves, what was said about them goes from parked work, and every
// phone that may hold a word of it is told.
import { ERASED_SCOPE, type Scope, userScope } from '#protocol/scope.ts';
import type { CommuneId } from '#domain/ids.ts';
import {
	ALL_HAMLETS,
	type StoredParkedOp,
	type StoredRow,
	type WriteTransaction
} from '#server/storage/storage.ts';
import type { WorkingRows } from './working-rows.ts';

/** Call it before the rows are written. */
export async function purgeErased(
	tx: WriteTransaction,
	commune: CommuneId,
	rows: WorkingRows
): Promise<void> {
	if (rows.erased.length === 0) return;
	await tellEverywhere(tx, commune, rows);
	await purgeParked(tx, commune, rows);
}

/**
 * Where a row was before, who wrote it, and who held its scope once and may have written it before somebody else did: their
 * phones' journals may hold what it said.
 */
async function tellEverywhere(tx: WriteTransaction, commune: CommuneId, rows: WorkingRows): Promise<void> {
	const { erased } = rows;
	const former = [...(await tx.departuresOf(commune, erased)), ...rows.departures];
	const numbers = new Set(erased.flatMap(({ fm }) => Object.values(fm).map(({ dev }) => dev)));
	const devices = (await tx.devices(commune, [...numbers])).filter(({ kind }) => kind !== 'import');
	const memberOf = new Map(devices.map(({ device, member }) => [device, member]));
	const placesOf = ({ c, id, s }: StoredRow): Scope[] => [
		s,
		...former.filter((one) => one.c === c && one.id === id).map((one) => one.s)
	];
	const places = new Set([ALL_HAMLETS, ...erased.flatMap(placesOf)]);
	const lost = await tx.lostGrants(commune, [...places]);
	for (const row of erased) {
		const scopes = new Set(placesOf(row));
		const once = lost.filter(({ s }) => s === ALL_HAMLETS || scopes.has(s)).map(({ member }) => member);
		const writers = Object.values(row.fm).map(({ dev }) => memberOf.get(dev));
		for (const member of [...once, ...writers]) if (member !== undefined) scopes.add(userScope(member));
		scopes.delete(row.s);
		scopes.delete(ERASED_SCOPE);
		for (const s of scopes) rows.departures.push({ s, c: row.c, id: row.id, rv: row.rv + 1, erased: true });
	}
}

/** Parked work looked through in one go: what was ever parked is not held in memory all at once. */
const AT_ONCE = 500;

/**
 * Cards about an erased row are settled and blank. All others lose the name they go by: it may be an erased person's, by an
 * older spelling, or of a household left long ago. A phone that holds the household names it all the same.
 */
async function purgeParked(tx: WriteTransaction, commune: CommuneId, rows: WorkingRows): Promise<void> {
	const ids = new Set(rows.erased.map(({ id }) => id));
	// Cards of this very batch are not stored yet.
	const fresh = rows.changed.filter((row) => row.c === 'parked' && rows.before(row) === undefined);
	purgeCards(fresh, ids, rows);
	await eachPart(
		(after) => tx.rowsAfter(commune, 'parked', after, AT_ONCE),
		(cards) => purgeCards(cards, ids, rows)
	);
	await eachPart(
		(after) => tx.parkedOpsAfter(commune, after, AT_ONCE),
		(ops) =>
			tx.putParkedOps(
				commune,
				ops.flatMap((op) => purgedOp(op, ids) ?? [])
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

function purgeCards(cards: readonly StoredRow[], ids: ReadonlySet<string>, rows: WorkingRows): void {
	for (const card of cards) {
		const { f, ...row } = rows.find(card) ?? card;
		const { label, ...unnamed } = f;
		if (isAbout(String(f.raw), ids))
			rows.put({ ...row, rv: row.rv + 1, f: { ...unnamed, settled: true, raw: '' } });
		else if (label !== undefined) rows.put({ ...row, rv: row.rv + 1, f: unnamed });
	}
}

/** The op as it is kept from now on; undefined when that is as it was. */
function purgedOp({ label, ...op }: StoredParkedOp, ids: ReadonlySet<string>): StoredParkedOp | undefined {
	if (isAbout(op.raw, ids)) return { ...op, raw: '', state: op.state === 'waiting' ? 'settled' : op.state };
	return label === undefined ? undefined : op;
}

/**
 * Whether one of the ids is named in an op. Few of all that was ever parked have to be read for it: an id stands there
 * letter by letter, unless the text is written with escapes.
 */
function isAbout(raw: string, ids: ReadonlySet<string>): boolean {
	const mayBe = raw.includes('\\u') || [...ids].some((id) => raw.includes(id));
	return mayBe && textsIn(raw).some((text) => isNamed(text, ids));
}

/** Ids of assignments and the like are made of two. */
const isNamed = (text: string, ids: ReadonlySet<string>): boolean =>
	ids.has(text) || text.split(':').some((part) => ids.has(part));

/** Every text in an op, its id among them. */
function textsIn(raw: string): string[] {
	const found: string[] = [];
	if (raw === '') return found;
	JSON.parse(raw, (_name, value: unknown) => {
		if (typeof value === 'string') found.push(value);
		return value;
	});
	return found;
}

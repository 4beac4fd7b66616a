// An accepted import is taken back by its number, as long as nobody has worked on its rows (sync-spec, "Import").
import type { Instant } from '#domain/calendar.ts';
import type { CommuneId, HamletId } from '#domain/ids.ts';
import { CollectionName } from '#protocol/collections.ts';
import { parentKeyOf } from '#protocol/parent.ts';
import { COMMUNE_SCOPE, hamletScope, type Scope } from '#protocol/scope.ts';
import type {
	ReadTransaction,
	RowKey,
	Storage,
	StoredRow,
	WriteTransaction
} from '#server/storage/storage.ts';

/**
 * `undone`: rows that went, by collection, and how many it had only changed: they stay as they are. `refused`: rows of it
 * that others wrote to, and rows of others that hang on its own. `unknown`: no import of this commune, or not of a list.
 */
export type UndoneImport =
	| { kind: 'undone'; removed: Partial<Record<CollectionName, number>>; left: number }
	| { kind: 'refused'; touched: number; hung: number }
	| { kind: 'unknown' };

/** What a list brings. Members and the commune itself come by imports of their own, which are not taken back. */
const ofLists: ReadonlySet<CollectionName> = new Set<CollectionName>([
	'hamlets',
	'groups',
	'lanes',
	'households',
	'people',
	'answers',
	'householdAnswers'
]);

/** Takes the rows away, with a record in each scope they leave (sync-spec PL3). All or nothing. */
export function undoImport(
	storage: Storage,
	commune: CommuneId,
	device: number,
	now: Instant
): Promise<UndoneImport> {
	return storage.write(async (tx): Promise<UndoneImport> => {
		if ((await tx.lockDevice(commune, device))?.kind !== 'import') return { kind: 'unknown' };
		// Nobody writes to any hamlet meanwhile: what is counted here is still so when it goes.
		const hamlets = (await tx.rowsOf(commune, 'hamlets')).map(({ id }) => hamletScope(id as HamletId));
		const heads = await tx.lockScopes(commune, [COMMUNE_SCOPE, ...hamlets]);
		const { own, others, left } = await sortedRows(tx, commune, device);
		if (own.length === 0 || own.some(({ c }) => !ofLists.has(c))) return { kind: 'unknown' };
		const touched = own.filter(({ fm }) => Object.values(fm).some(({ dev }) => dev !== device)).length;
		const ids = new Set<unknown>(own.map(({ id }) => id));
		const hung = others.filter((row) => hangsOn(row, ids)).length;
		if (touched + hung > 0) return { kind: 'refused', touched, hung };
		await remove(tx, commune, own, heads, now);
		await tx.audit(commune, now, 'operator', `undid import ${device}`);
		const removed = Object.fromEntries(
			[...Map.groupBy(own, ({ c }) => c)].map(([c, rows]) => [c, rows.length])
		);
		return { kind: 'undone', removed, left };
	});
}

interface Sorted {
	/** Rows that the import made. */
	own: StoredRow[];
	others: StoredRow[];
	/** How many of the others it wrote to. */
	left: number;
}

async function sortedRows(tx: ReadTransaction, commune: CommuneId, device: number): Promise<Sorted> {
	const sorted: Sorted = { own: [], others: [], left: 0 };
	for (const c of CollectionName.options) {
		const rows = await tx.rowsOf(commune, c);
		const isWritten = ({ fm }: StoredRow): boolean => Object.values(fm).some(({ dev }) => dev === device);
		const isMadeBy = await makerOf(tx, commune, rows.filter(isWritten));
		for (const row of rows) {
			const isOwn = isMadeBy(row, device);
			(isOwn ? sorted.own : sorted.others).push(row);
			if (!isOwn && isWritten(row)) sorted.left += 1;
		}
	}
	return sorted;
}

/** Whoever wrote the first version of a row made it: version 1, or the next one after it had gone once before. */
async function makerOf(
	tx: ReadTransaction,
	commune: CommuneId,
	rows: readonly StoredRow[]
): Promise<(row: StoredRow, device: number) => boolean> {
	const gone = await tx.departuresOf(commune, rows);
	const firsts = new Set([
		...rows.map(({ id }) => `${id} 1`),
		...gone.map(({ id, rv }) => `${id} ${rv + 1}`)
	]);
	return ({ id, fm }, device) =>
		Object.values(fm).some(({ dev, frv }) => dev === device && firsts.has(`${id} ${frv}`));
}

/** By its parent, or by naming it: a member's hamlets, a household's lane, who came to an evening. */
function hangsOn({ c, id, f }: StoredRow, ids: ReadonlySet<unknown>): boolean {
	const above = parentKeyOf(c, id, f);
	const named = Object.values(f).flat();
	return (above !== undefined && ids.has(above.id)) || named.some((value) => ids.has(value));
}

async function remove(
	tx: WriteTransaction,
	commune: CommuneId,
	rows: readonly StoredRow[],
	heads: ReadonlyMap<Scope, number>,
	at: Instant
): Promise<void> {
	for (const [s, ofScope] of Map.groupBy(rows, (row) => row.s)) {
		let seq = heads.get(s) ?? 0;
		const out = ofScope.map(({ c, id, rv }) => ({ s, c, id, rv: rv + 1, seq: (seq += 1), at }));
		await tx.putDepartures(commune, out);
		await tx.setHead(commune, s, seq);
	}
	await tx.deleteRows(
		commune,
		rows.map(({ c, id }): RowKey => ({ c, id }))
	);
}

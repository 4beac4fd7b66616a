// What was erased after a backup was made is erased in it again before it becomes the database (sync-spec RC5).
import type { Instant } from '#domain/calendar.ts';
import type { CommuneId } from '#domain/ids.ts';
import { ERASED_SCOPE } from '#protocol/scope.ts';
import type { Erased } from './operator/ledger-file.ts';
import type { RowKey, Storage, StoredRow } from './storage/storage.ts';
import { acceptAsImport, type ImportOp, type ImportRequest } from './sync/accept-import.ts';

/** What is there, by the same command that erased it the first time; what is not, so that no phone brings it back. */
export async function eraseAgain(storage: Storage, erased: readonly Erased[], now: Instant): Promise<number> {
	let many = 0;
	for (const [commune, keys] of Map.groupBy(erased, (one) => one.commune)) {
		const rows = await storage.read((tx) => tx.rows(commune, keys));
		const standing = rows.filter(({ s }) => s !== ERASED_SCOPE);
		await leadOut(storage, { commune, keys, standing, now });
		const subjects = standing.filter(({ c }) => c === 'people' || c === 'households');
		const ops = subjects.map(({ c, id }) => ({ k: 'cmd', c, id, a: { name: 'erase' } }) as const);
		await acceptAll(storage, { commune, ops, now });
		many += standing.length;
		const found = new Set(rows.map(textOf));
		await leaveErased(
			storage,
			commune,
			keys.filter((key) => !found.has(textOf(key)))
		);
	}
	return many;
}

/**
 * A household is erased with whoever lives there. Who lived there in the backup and was led elsewhere before it was erased
 * is not in the ledger, and where she went came after the backup: she stands on the list in a household of her own, until a
 * phone brings back what was said of her. So it is written as of long ago. Visits go elsewhere with a merge alone, and with
 * all else that hung on the household.
 */
async function leadOut(storage: Storage, restored: Restored): Promise<void> {
	const { commune, standing, now } = restored;
	const households = standing.filter(({ c }) => c === 'households');
	const [visits, people] = [
		await stillOn('visits', households, storage, restored),
		await stillOn('people', households, storage, restored)
	];
	// Where one visit was erased with the household, none had left it.
	const kept = new Set(standing.filter(({ c }) => c === 'visits').map(({ f }) => f.household));
	const merged = new Set(visits.map(({ f }) => f.household).filter((id) => !kept.has(id)));
	const led = Map.groupBy(
		people.filter(({ f }) => !merged.has(f.household)),
		({ f }) => String(f.household)
	);
	const own = (id: string): string => `${id}.${now.toString(36)}`;
	const ops = [
		...households.filter(({ id }) => merged.has(id)).flatMap((one) => mergedInto(own(one.id), one)),
		...[...led].flatMap(([id, its]) => splitOff(own(id), id, its))
	];
	await acceptAll(storage, { commune, ops, now, saidAt: LONG_AGO });
}

interface Restored extends Pick<Erased, 'commune'> {
	/** What was erased. */
	keys: readonly RowKey[];
	/** Of these, what the backup has. */
	standing: readonly StoredRow[];
	now: Instant;
}

/** What hangs on these households in the backup, and was not erased with them. */
async function stillOn(
	c: 'people' | 'visits',
	households: readonly StoredRow[],
	storage: Storage,
	{ commune, keys }: Restored
): Promise<StoredRow[]> {
	const ids = households.map(({ id }) => id);
	const rows = await storage.read((tx) => tx.childrenOf(commune, c, ids));
	const noted = new Set(keys.map(textOf));
	return rows.filter((one) => one.s !== ERASED_SCOPE && !noted.has(textOf(one)));
}

/** One made anew at its place. */
function mergedInto(into: string, { id, f }: StoredRow): ImportOp[] {
	const { hamlet, order, group, lane, address } = f;
	const place = Object.entries({ hamlet, order, group, lane, address }).filter(
		([, value]) => value !== undefined
	);
	const a = { ...Object.fromEntries(place), status: 'active' };
	return [
		{ k: 'add', c: 'households', id: into, a },
		{ k: 'cmd', c: 'households', id, a: { name: 'household.merge', into } }
	];
}

const splitOff = (into: string, id: string, people: readonly StoredRow[]): ImportOp[] =>
	inParts(people, MOST_LED).map((some) => {
		const led = some.map((one) => ({ id: one.id, b: one.rv }));
		return { k: 'cmd', c: 'households', id, a: { name: 'household.split', into, people: led } } as const;
	});

/** One command leads no more. */
const MOST_LED = 60;
const LONG_AGO: Instant = 1;

const inParts = <T>(all: readonly T[], size: number): T[][] =>
	Array.from({ length: Math.ceil(all.length / size) }, (_, part) =>
		all.slice(part * size, (part + 1) * size)
	);

async function acceptAll(storage: Storage, request: ImportRequest): Promise<void> {
	if (request.ops.length === 0) return;
	const { parked } = await acceptAsImport(storage, request);
	if (parked.length > 0) throw new Error(`${parked.length} rows could not be erased again`);
}

const textOf = ({ c, id }: RowKey): string => `${c} ${id}`;

/** Rows that were made after the backup, and erased: the ops that made them find them erased. */
function leaveErased(storage: Storage, commune: CommuneId, keys: readonly RowKey[]): Promise<void> {
	return storage.write(async (tx) => {
		let seq = (await tx.lockScopes(commune, [ERASED_SCOPE])).get(ERASED_SCOPE) ?? 0;
		const blank = { s: ERASED_SCOPE, rv: 1, f: {}, fm: {} };
		await tx.putRows(
			commune,
			keys.map(({ c, id }) => ({ ...blank, c, id, seq: (seq += 1) }))
		);
		await tx.setHead(commune, ERASED_SCOPE, seq);
	});
}

// The doctor: looks at everything the server keeps, and says what cannot be. Reads one moment, in pages (sync-spec ST1, PS1).
import type { CommuneId } from '#domain/ids.ts';
import { CollectionName } from '#protocol/collections.ts';
import { parentKeyOf, type RowKey } from '#protocol/parent.ts';
import type { Suspects, Suspicion } from '#server/storage/inspection.ts';
import type { ReadTransaction, Storage, StoredRow } from '#server/storage/storage.ts';
import { type RowFault, rowFault } from './row-faults.ts';

/** `damage`: the database itself calls its file broken. */
export type FindingKind = Suspicion | RowFault | 'damage';

/** `some`: the first few, by scope, device or id: never a name. */
export interface Finding extends Suspects {
	kind: FindingKind;
}

const SUSPICIONS: readonly Suspicion[] = ['beyond-counter', 'number-twice', 'receipts', 'identity', 'parked'];
const ROWS_AT_ONCE = 500;
const SOME = 3;

/** Nothing at all when all is well. */
export async function examine(storage: Storage): Promise<Finding[]> {
	const damage = await storage.damage();
	// Whatever else is found in a broken file comes of that, and reading on may fail.
	if (damage.length > 0) return [{ kind: 'damage', many: damage.length, some: damage.slice(0, SOME) }];
	return storage.read(async (tx) => {
		const found = new Findings();
		for (const commune of await tx.communes()) {
			for (const kind of SUSPICIONS) found.add(kind, await tx.inspection.suspects(commune, kind));
			for (const c of CollectionName.options) await examineRows(tx, commune, c, found);
		}
		return found.all;
	});
}

async function examineRows(
	tx: ReadTransaction,
	commune: CommuneId,
	c: CollectionName,
	found: Findings
): Promise<void> {
	for (let after: string | undefined = ''; after !== undefined;) {
		const rows: StoredRow[] = await tx.inspection.rowsAfter(commune, c, after, ROWS_AT_ONCE);
		const find = await parentsOf(tx, commune, rows);
		for (const row of rows) {
			const fault = rowFault(row, find);
			if (fault !== undefined) found.add(fault, { many: 1, some: [`${c}/${row.id}`] });
		}
		after = rows.at(-1)?.id;
	}
}

async function parentsOf(
	tx: ReadTransaction,
	commune: CommuneId,
	rows: readonly StoredRow[]
): Promise<(key: RowKey) => StoredRow | undefined> {
	const textOf = ({ c, id }: RowKey): string => `${c} ${id}`;
	const keys = rows.map(({ c, id, f }) => parentKeyOf(c, id, f)).filter((key) => key !== undefined);
	const asked = new Map(keys.map((key) => [textOf(key), key]));
	const parents = await tx.rows(commune, [...asked.values()]);
	const byKey = new Map(parents.map((row) => [textOf(row), row]));
	return (key) => byKey.get(textOf(key));
}

/** How many of each kind over all communes, and the first few. */
class Findings {
	readonly #byKind = new Map<FindingKind, Finding>();

	get all(): Finding[] {
		return [...this.#byKind.values()];
	}

	add(kind: FindingKind, { many, some }: Suspects): void {
		if (many === 0) return;
		const before = this.#byKind.get(kind) ?? { kind, many: 0, some: [] };
		this.#byKind.set(kind, {
			kind,
			many: before.many + many,
			some: [...before.some, ...some].slice(0, SOME)
		});
	}
}

// What can be wrong with a stored row by itself and beside its parent. Pure: the parent is looked up in what was loaded.
import type { HamletId } from '#domain/ids.ts';
import { collections } from '#protocol/collections.ts';
import { parentKeyOf, type RowKey } from '#protocol/parent.ts';
import { COMMUNE_SCOPE, ERASED_SCOPE, hamletScope } from '#protocol/scope.ts';
import type { StoredRow } from '#server/storage/storage.ts';

/** `parent`: what it hangs on is not there. `scope`: it lies in another scope than its parent says. `marks`: its versions cannot be. */
export type RowFault = 'parent' | 'scope' | 'marks';

type FindRow = (key: RowKey) => Pick<StoredRow, 's'> | undefined;

export function rowFault(row: StoredRow, find: FindRow): RowFault | undefined {
	if (!hasSaneMarks(row)) return 'marks';
	// What was erased lost its fields, and with them the name of its parent.
	if (row.s === ERASED_SCOPE) return undefined;
	const { parent } = collections[row.c];
	if (parent.kind === 'server') return undefined;
	if (parent.kind === 'commune') return row.s === COMMUNE_SCOPE ? undefined : 'scope';
	const key = parentKeyOf(row.c, row.id, row.f);
	const above = key && find(key);
	if (key === undefined || above === undefined) return 'parent';
	const due = parent.kind === 'hamlet' ? hamletScope(key.id as HamletId) : above.s;
	return row.s === due ? undefined : 'scope';
}

/** No field was written by a version that the row never had. */
function hasSaneMarks({ rv, seq, fm }: StoredRow): boolean {
	const isCount = (value: number): boolean => Number.isSafeInteger(value) && value > 0;
	return (
		isCount(rv) &&
		isCount(seq) &&
		Object.values(fm).every(({ frv, dev }) => isCount(frv) && frv <= rv && isCount(dev))
	);
}

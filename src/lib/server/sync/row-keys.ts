// Which rows decide about an op: its own, and the parent that gives a new row its scope.
import type { OpBody } from '#protocol/op.ts';
import { parentKeyOf, type RowKey } from '#protocol/parent.ts';

export function keysOf({ c, id, a }: OpBody): RowKey[] {
	const own: RowKey = { c, id };
	const above = parentKeyOf(c, id, a);
	return above === undefined ? [own] : [own, above];
}

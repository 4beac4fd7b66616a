// Which rows decide about an op: its own, and the parent that gives a new row its scope.
import { collections } from '#protocol/collections.ts';
import type { OpBody } from '#protocol/op.ts';
import type { RowKey } from '#server/storage/storage.ts';

export function keysOf(body: OpBody): RowKey[] {
	const own: RowKey = { c: body.c, id: body.id };
	const above = parentKeyOf(body);
	return above === undefined ? [own] : [own, above];
}

/** The row above; undefined when the op does not say, or nothing is above. */
export function parentKeyOf({ c, id, a }: OpBody): RowKey | undefined {
	const { parent } = collections[c];
	switch (parent.kind) {
		case 'same-id':
			return { c: parent.in, id };
		case 'field':
			return keyFrom(parent.in, a[parent.by]);
		case 'hamlet':
			return keyFrom('hamlets', a.hamlet);
		case 'commune':
		case 'server':
			return undefined;
	}
}

const keyFrom = (c: RowKey['c'], id: unknown): RowKey | undefined =>
	typeof id === 'string' ? { c, id } : undefined;

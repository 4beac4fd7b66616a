// The row above: what gives a row its scope, and under which id it is filed.
import { type CollectionName, collections } from './collections.ts';
import type { Fields } from './row.ts';

/** A row is named by its collection and its id. */
export interface RowKey {
	c: CollectionName;
	id: string;
}

/** Undefined when the fields do not say, or nothing is above. */
export function parentKeyOf(c: CollectionName, id: string, fields: Fields): RowKey | undefined {
	const { parent } = collections[c];
	switch (parent.kind) {
		case 'same-id':
			return { c: parent.in, id };
		case 'field':
			return keyFrom(parent.in, fields[parent.by]);
		case 'hamlet':
			return keyFrom('hamlets', fields.hamlet);
		case 'commune':
		case 'server':
			return undefined;
	}
}

/** The row that it is about beside its parent; undefined when the fields name none. */
export function namedKeyOf(c: CollectionName, fields: Fields): RowKey | undefined {
	const { names } = collections[c];
	return names && keyFrom(names.in, fields[names.by]);
}

/** The id a stored row is filed under: its parent's; a conflict's is that of the row it is about. */
export function parentIdOf(c: CollectionName, id: string, fields: Fields): string | undefined {
	if (c === 'conflicts') return typeof fields.row === 'string' ? fields.row : undefined;
	return parentKeyOf(c, id, fields)?.id;
}

const keyFrom = (c: CollectionName, id: unknown): RowKey | undefined =>
	typeof id === 'string' ? { c, id } : undefined;

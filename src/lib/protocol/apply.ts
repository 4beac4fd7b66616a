// The same change function on both sides: phones run it at once on what they see, the server after its merge.
import type { OpBody } from './op.ts';
import type { Fields } from './row.ts';

/** Fields of a row after `changes`: null clears, everything else replaces. Returns a new object. */
export function withChanges(fields: Fields | undefined, changes: Fields): Fields {
	const next: Fields = { ...fields };
	for (const [name, value] of Object.entries(changes)) {
		if (value === null) delete next[name];
		else next[name] = value;
	}
	return next;
}

/** Fields of the row as the author of a pending op sees it; undefined when the op makes no row visible. */
export function afterOp(fields: Fields | undefined, op: Pick<OpBody, 'k' | 'a'>): Fields | undefined {
	if (op.k === 'cmd') return fields;
	return withChanges(fields, op.a);
}

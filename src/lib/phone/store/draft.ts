// One change as a screen makes it, before it has a number; and the changes that take it back.
import { type CollectionName, collections } from '#protocol/collections.ts';
import type { OpBody } from '#protocol/op.ts';
import type { Fields } from '#protocol/row.ts';
import { OP_VERSION } from '#protocol/version.ts';
import type { Rows } from './rows.ts';

/** `set`: changed fields, null clears. `add`: a whole new row. `cmd`: a command about the row, `a` is `Command`. */
export interface Draft {
	k: 'set' | 'add' | 'cmd';
	c: CollectionName;
	id: string;
	a: Fields;
}

/** The op's body: `b` and `e` say which version of the row the user was looking at (sync-spec RC2). */
export function bodyOf({ k, c, id, a }: Draft, rows: Rows, epoch: string): OpBody {
	const base = rows.base(c, id);
	return { k, c, id, b: base?.rv ?? 0, a, v: OP_VERSION, e: base?.epoch ?? epoch };
}

/**
 * What writes the values back that were there before; undefined when a new row would have to go, a command be undone, or a
 * conflict be open again: the server takes nothing about those but that they are settled.
 */
export function inverseOf(drafts: readonly Draft[], rows: Rows): Draft[] | undefined {
	if (drafts.some(({ k, c }) => k !== 'set' || collections[c].parent.kind === 'server')) return undefined;
	return drafts.map((draft) => ({ ...draft, a: priorValues(draft, rows.get(draft.c, draft.id)) })).reverse();
}

function priorValues({ c, a }: Draft, before: Fields | undefined): Fields {
	const isAnswers = c === 'answers' || c === 'householdAnswers';
	const absent = isAnswers ? { status: 'unasked' } : null;
	return Object.fromEntries(Object.keys(a).map((name) => [name, before?.[name] ?? absent]));
}

// A named command at the server: its effects, with authority, on the rows that were loaded (sync-spec MG5). Pure.
import type { HamletId } from '#domain/ids.ts';
import { collections } from '#protocol/collections.ts';
import { type Command, descendantsOf, type Effect, effectsOf } from '#protocol/commands.ts';
import type { OpBody } from '#protocol/op.ts';
import { parentKeyOf, type RowKey } from '#protocol/parent.ts';
import { hamletScope, type Scope } from '#protocol/scope.ts';
import type { StoredRow } from '#server/storage/storage.ts';
import type { WorkingRows, Writing } from './working-rows.ts';

/** True when a value lost, either way. */
export function runCommand(rows: WorkingRows, command: Command, body: OpBody, writing: Writing): boolean {
	let hasLost = false;
	let isHeard = true;
	for (const effect of effectsOf(command, body, rows)) {
		if (!isHeard && effect.how !== 'said') continue;
		const done = take(rows, effect, body, writing);
		hasLost ||= done === 'lost';
		// Another's word stands, so nothing comes of this one; or it was done before.
		isHeard = effect.how !== 'said' || stands(rows, effect);
		if (isHeard) settleScopes(rows, effect);
	}
	return hasLost;
}

function take(rows: WorkingRows, effect: Effect, body: OpBody, writing: Writing): 'lost' | 'taken' {
	const row = rows.find(effect);
	switch (effect.how) {
		case 'said': {
			const by = sayingOf(effect, body, writing);
			return rows.merge({ b: body.b, ...effect }, row?.s ?? '', effect.a, by) ? 'lost' : 'taken';
		}
		case 'follows':
			rows.follow(effect, row?.s ?? scopeOf(rows, effect), effect.a, writing);
			return 'taken';
		case 'carried':
			return rows.carry(effect.from, effect, row?.s ?? scopeOf(rows, effect), writing) ? 'lost' : 'taken';
		case 'erased':
			if (row !== undefined) for (const one of [row, ...conflictsAbout(rows, row)]) rows.erase(one);
			return 'taken';
	}
}

/** One command may say the same field of many rows: what is lost in each has a record of its own (sync-spec MG3). */
const sayingOf = ({ c, id }: RowKey, body: OpBody, writing: Writing): Writing =>
	c === body.c && id === body.id ? writing : { ...writing, origin: `${writing.origin}.${id}` };

function stands(rows: WorkingRows, effect: Extract<Effect, { a: object }>): boolean {
	const stored = rows.find(effect)?.f ?? {};
	return Object.entries(effect.a).every(([name, value]) => stored[name] === value);
}

/** The scope of a row that a command makes: its parent's. */
const scopeOf = (rows: WorkingRows, { c, id, a }: Extract<Effect, { a: object }>): Scope =>
	derivedScope(rows, { c, id, f: a }) ?? '';

/** A row whose parent is another now goes where that one is, with all that hangs on it and is known about it. */
function settleScopes(rows: WorkingRows, key: RowKey): void {
	const row = rows.find(key);
	const scope = row && derivedScope(rows, row);
	if (row === undefined || scope === undefined || scope === row.s) return;
	for (const one of [key, ...descendantsOf(key, rows)]) {
		const moving = rows.find(one);
		if (moving !== undefined) rows.move(moving, scope);
		for (const conflict of conflictsAbout(rows, one)) rows.move(conflict, scope);
	}
}

const conflictsAbout = (rows: WorkingRows, { c, id }: RowKey): StoredRow[] =>
	rows.childrenOf('conflicts', id).filter(({ f }) => f.in === c);

function derivedScope(rows: WorkingRows, { c, id, f }: Pick<StoredRow, 'c' | 'id' | 'f'>): Scope | undefined {
	const above = parentKeyOf(c, id, f);
	if (above === undefined) return undefined;
	if (collections[c].parent.kind === 'hamlet') return hamletScope(above.id as HamletId);
	return rows.find(above)?.s;
}

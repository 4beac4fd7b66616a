// What could not be used is kept twice (sync-spec PS3): as a card in its author's scope, with a label she can read, and
// for the officials, who may replay it.
import { headOfHousehold } from '#domain/head-of-household.ts';
import type { Household } from '#domain/household.ts';
import type { Person } from '#domain/person.ts';
import type { OpBody } from '#protocol/op.ts';
import { namedKeyOf, parentKeyOf } from '#protocol/parent.ts';
import type { RowKey, StoredParkedOp, StoredRow, WriteTransaction } from '#server/storage/storage.ts';
import { type Applying, type Merged, originText } from './merge-batch.ts';
import { type History, reachOf } from './reach.ts';
import { cardRow } from './records.ts';
import { keysOf } from './row-keys.ts';
import type { WorkingRows } from './working-rows.ts';

/** Adds the cards to the rows, and keeps the ops. `merged.results` learns of a card that is not under its usual id. */
export async function parkOps(
	tx: WriteTransaction,
	applying: Applying,
	history: History,
	rows: WorkingRows,
	merged: Merged
): Promise<void> {
	if (merged.parked.length === 0) return;
	const { commune, member } = applying.author;
	const taken = await idsTaken(tx, applying, merged);
	const ops: StoredParkedOp[] = [];
	for (const { read, code } of merged.parked) {
		const usual = originText(read.origin);
		const id = taken.has(usual) ? `${usual}.${read.h.slice(0, 8)}` : usual;
		taken.add(id);
		const result = merged.results.get(read.raw.n);
		if (id !== usual && result !== undefined) merged.results.set(read.raw.n, { ...result, id });
		const label = read.op && (await labelOf(tx, applying, history, rows, read.op));
		const raw = JSON.stringify(read.raw);
		const op: StoredParkedOp = { id, member, raw, code, at: applying.now, state: 'waiting' };
		ops.push(label === undefined ? op : { ...op, label });
	}
	await tx.putParkedOps(commune, ops);
	for (const op of ops) rows.put(cardRow(op));
}

/** After a rollback of a phone two ops may have been made under one number (sync-spec PS2): each has a card of its own. */
async function idsTaken(
	tx: WriteTransaction,
	{ author }: Applying,
	{ parked }: Merged
): Promise<Set<string>> {
	const keys = parked.map(({ read }): RowKey => ({ c: 'parked', id: originText(read.origin) }));
	return new Set((await tx.rows(author.commune, keys)).map(({ id }) => id));
}

/** The household as people call it, where its author holds or held it; undefined otherwise. */
async function labelOf(
	tx: WriteTransaction,
	{ author, now }: Applying,
	history: History,
	rows: WorkingRows,
	op: OpBody
): Promise<string | undefined> {
	const find = async (key: RowKey): Promise<StoredRow | undefined> =>
		rows.find(key) ?? (await tx.rows(author.commune, [key]))[0];
	const named = await householdOf(op, find);
	const row = named === undefined ? undefined : await find({ c: 'households', id: named });
	if (row === undefined) return undefined;
	if (reachOf(author, row.s, [row, ...keysOf(op)], now, history) === 'never') return undefined;
	const people = await tx.childrenOf(author.commune, 'people', [row.id]);
	const { nickname, address } = row.f as Household;
	const inOrder = people.map(({ f }) => f as Person).sort((one, two) => one.order - two.order);
	return headOfHousehold(inOrder)?.name ?? nickname ?? address;
}

/** Through whom it names, or the rows above; undefined for what is not about a household. */
async function householdOf(
	{ c, id, a }: Pick<OpBody, 'c' | 'id' | 'a'>,
	find: (key: RowKey) => Promise<StoredRow | undefined>
): Promise<string | undefined> {
	if (c === 'households') return id;
	const fields = { ...(await find({ c, id }))?.f, ...a };
	const named = namedKeyOf(c, fields);
	const isThere = named !== undefined && (await find(named)) !== undefined;
	const above = isThere ? named : parentKeyOf(c, id, fields);
	if (above === undefined || above.c === 'hamlets') return undefined;
	return householdOf({ ...above, a: {} }, find);
}

// Ops that this device never sent before: their scopes are locked, their rows loaded in one go and merged in memory, then
// written with the numbers of their scopes' counters (sync-spec ST1, PS5).
import type { OpResult } from '#protocol/messages.ts';
import type { Scope } from '#protocol/scope.ts';
import type { Instant } from '#domain/calendar.ts';
import type { KnownIdentity, RowKey, StoredRow, WriteTransaction } from '#server/storage/storage.ts';
import { holds } from './author.ts';
import { scopeOf } from './judge.ts';
import {
	type Applying,
	type HashedOp,
	identityText,
	mergeBatch,
	readOp,
	type ReadOp
} from './merge-batch.ts';
import { conflictRow } from './records.ts';
import { keysOf } from './row-keys.ts';
import { WorkingRows } from './working-rows.ts';

export interface Applied {
	results: OpResult[];
	/** Counter of each locked scope afterwards; all that the ops touched are among them (sync-spec PL7). */
	at: Map<Scope, number>;
	lastTe: Instant;
	/** Some of the ops had come before, under another number. */
	hasKnown: boolean;
}

/** A row was found in a scope that was not locked: roll back and begin again with it (sync-spec ST1). */
export class ScopesMissed extends Error {
	readonly scopes: readonly Scope[];

	constructor(scopes: readonly Scope[]) {
		super('begin again with these scopes locked');
		this.scopes = scopes;
	}
}

/** `missed`: scopes that an earlier try did not lock. `fault` parks all of the ops without another look. */
export async function applyOps(
	tx: WriteTransaction,
	applying: Applying,
	hashed: readonly HashedOp[],
	missed: readonly Scope[],
	fault?: 'fault'
): Promise<Applied> {
	const { author, device } = applying;
	const ops = hashed.map((one) => readOp(one, device.device));
	const keys = ops.flatMap(({ op }) => (op === undefined ? [] : keysOf(op)));
	const heads = await tx.lockScopes(author.commune, [
		...missed,
		...(await scopesOfOps(tx, applying, ops, keys))
	]);

	const rows = new WorkingRows(await tx.rows(author.commune, keys));
	const known = await knownAmong(tx, applying, ops);
	const { results, te } = mergeBatch(rows, applying, ops, known, fault);
	await addConflicts(tx, applying, rows);
	const at = await numberRows(tx, applying, rows.changed, heads);
	await tx.putRows(author.commune, rows.changed);
	await writeReceipts(tx, applying, ops, known, results);
	return {
		results: [...results.values()].filter((result) => result !== undefined),
		at,
		lastTe: te,
		hasKnown: known.size > 0
	};
}

/** The scopes to lock, by rows that nobody has locked yet: it may be wrong by the time we hold them, and is checked then. */
async function scopesOfOps(
	tx: WriteTransaction,
	{ author }: Applying,
	ops: readonly ReadOp[],
	keys: readonly RowKey[]
): Promise<Scope[]> {
	const rows = new WorkingRows(await tx.rows(author.commune, keys));
	const scopes = ops.map(({ op }) => op && scopeOf(op, rows.find)).filter((scope) => scope !== undefined);
	return [...new Set(scopes)].filter((scope) => holds(author, scope));
}

async function knownAmong(
	tx: WriteTransaction,
	{ author }: Applying,
	ops: readonly ReadOp[]
): Promise<Map<string, KnownIdentity>> {
	const asked = ops.map(({ origin }) => origin);
	const known = await tx.identities(author.commune, asked);
	return new Map(known.map((identity) => [identityText(identity), identity]));
}

/** One record per value that lost; what one installation did to itself stands only in the audit (sync-spec MG2, MG3). */
async function addConflicts(
	tx: WriteTransaction,
	{ author: { commune }, device, now }: Applying,
	rows: WorkingRows
): Promise<void> {
	if (rows.losses.length === 0) return;
	const numbers = new Set(rows.losses.flatMap(({ kept, dropped }) => [kept.dev, dropped.dev]));
	const devices = await tx.devices(commune, [...numbers]);
	const members = new Map(devices.map((one) => [one.device, one.member]));
	for (const loss of rows.losses) {
		if (loss.quiet)
			await tx.audit(commune, now, `device ${device.device}`, `a re-keyed value lost: ${loss.id}`);
		else rows.put(conflictRow(loss, members));
	}
}

/** Gives each changed row one number of its scope's counter: inside a scope, counter order is commit order (sync-spec ST1). */
async function numberRows(
	tx: WriteTransaction,
	{ author }: Applying,
	changed: readonly StoredRow[],
	heads: ReadonlyMap<Scope, number>
): Promise<Map<Scope, number>> {
	const byScope = Map.groupBy(changed, (row) => row.s);
	const missed = [...byScope.keys()].filter((scope) => !heads.has(scope));
	if (missed.length > 0) throw new ScopesMissed(missed);
	const at = new Map(heads);
	for (const [scope, rows] of byScope) {
		let counter = heads.get(scope) ?? 0;
		for (const row of rows) row.seq = counter += 1;
		await tx.setHead(author.commune, scope, counter);
		at.set(scope, counter);
	}
	return at;
}

/** Every op is consumed, with what became of it, under its number and under the one it was recorded with. */
async function writeReceipts(
	tx: WriteTransaction,
	{ author: { commune }, device }: Applying,
	ops: readonly ReadOp[],
	known: ReadonlyMap<string, KnownIdentity>,
	results: ReadonlyMap<number, OpResult | undefined>
): Promise<void> {
	const resultOf = (n: number): { result?: OpResult } => {
		const result = results.get(n);
		return result === undefined ? {} : { result };
	};
	const receipts = ops.map(({ raw, h }) => ({ n: raw.n, h, ...resultOf(raw.n) }));
	await tx.putReceipts(commune, device.device, receipts);
	const fresh = ops.filter(({ origin }) => !known.has(identityText(origin)));
	const identities = fresh.map(({ raw, origin }) => ({ ...origin, ...resultOf(raw.n) }));
	await tx.putIdentities(commune, identities);
}

// Ops that this device never sent before: their scopes are locked, their rows loaded in one go and merged in memory, then
// written with the numbers of their scopes' counters (sync-spec ST1, PS5).
import type { OpResult } from '#protocol/messages.ts';
import type { Op } from '#protocol/op.ts';
import { ERASED_SCOPE, type Scope } from '#protocol/scope.ts';
import type { Instant } from '#domain/calendar.ts';
import type { CommuneId } from '#domain/ids.ts';
import type { Departure, KnownIdentity, RowKey, WriteTransaction } from '#server/storage/storage.ts';
import { holds } from './author.ts';
import { keepGrants } from './grants.ts';
import { scopeOf } from './judge.ts';
import { loadRows } from './load-rows.ts';
import {
	type Applying,
	type HashedOp,
	identityText,
	mergeBatch,
	readOp,
	type ReadOp
} from './merge-batch.ts';
import { parkOps } from './park.ts';
import { purgeErased } from './purge.ts';
import { type History, NO_HISTORY } from './reach.ts';
import { conflictRow } from './records.ts';
import { keysOf } from './row-keys.ts';
import { WorkingRows } from './working-rows.ts';

export interface Applied {
	results: OpResult[];
	/** Counters afterwards of the locked scopes that the author may know; all that the ops touched are among them (sync-spec PL7). */
	at: Map<Scope, number>;
	lastTe: Instant;
	/** Some of the ops had come before, under another number. */
	hasKnown: boolean;
	/** Some of the ops went to scopes that are not their author's any more. */
	isElsewhere: boolean;
	/** Rows that were erased, for the ledger (sync-spec RC5). */
	erased: RowKey[];
}

/** A row was found in a scope that was not locked: roll back and begin again with it (sync-spec ST1). */
export class ScopesMissed extends Error {
	readonly scopes: readonly Scope[];

	constructor(scopes: readonly Scope[]) {
		super('begin again with these scopes locked');
		this.scopes = scopes;
	}
}

/** `missed`: scopes that an earlier try did not lock. */
export async function applyOps(
	tx: WriteTransaction,
	applying: Applying,
	hashed: readonly HashedOp[],
	missed: readonly Scope[]
): Promise<Applied> {
	const { author, device, now } = applying;
	const ops = hashed.map((one) => readOp(one, device.device, applying.upcasters));
	const bodies = ops.map(({ op }) => op).filter((op) => op !== undefined);
	// By rows that nobody has locked yet: it may be wrong by the time we hold them.
	const guessed = await tx.rows(author.commune, bodies.flatMap(keysOf));
	const scopes = scopesOfOps(new WorkingRows(guessed), bodies);
	const isUnread = ops.some(({ op }) => op === undefined);
	if (isUnread) scopes.push(ERASED_SCOPE);
	const heads = await tx.lockScopes(author.commune, [...missed, ...scopes]);

	const erased = isUnread ? await erasedIds(tx, author.commune, heads) : undefined;
	const rows = new WorkingRows(await loadRows(tx, author.commune, bodies), erased);
	assertLocked(scopesOfOps(rows, bodies), heads);
	if (author.isImport) rows.remember(await departuresOfMissing(tx, author.commune, bodies, rows));
	const known = await knownAmong(tx, applying, ops);
	const history = await historyFor(tx, applying, bodies, rows);
	const merged = mergeBatch(rows, applying, history, ops, known);
	await parkOps(tx, applying, history, rows, merged);
	for (const origin of merged.flagged)
		await tx.audit(author.commune, now, author.member, `wrote in a scope lost since: ${origin}`);
	const at = await writeRows(tx, applying, rows, heads);
	await writeReceipts(tx, applying, ops, known, merged.results);
	return {
		results: [...merged.results.values()].filter((result) => result !== undefined),
		at,
		lastTe: merged.te,
		hasKnown: known.size > 0,
		isElsewhere: merged.flagged.length > 0,
		erased: rows.erased.map(({ c, id }) => ({ c, id }))
	};
}

/** Of every row that was ever erased. */
async function erasedIds(
	tx: WriteTransaction,
	commune: CommuneId,
	heads: ReadonlyMap<Scope, number>
): Promise<Set<string>> {
	const head = heads.get(ERASED_SCOPE) ?? 0;
	const { rows } = await tx.changes(commune, ERASED_SCOPE, 0, head, head);
	return new Set(rows.map(({ id }) => id));
}

/** Only an import makes rows under ids that may have been here before: its ids follow from what it says (sync-spec RC1). */
async function departuresOfMissing(
	tx: WriteTransaction,
	commune: CommuneId,
	bodies: readonly Op[],
	rows: WorkingRows
): Promise<Departure[]> {
	const missing = bodies.filter((op) => rows.find(op) === undefined);
	return missing.length === 0 ? [] : tx.departuresOf(commune, missing);
}

/** Writes what changed, and what comes of it. Returns the counters that the author may know. */
export async function writeRows(
	tx: WriteTransaction,
	applying: Pick<Applying, 'author' | 'device' | 'now' | 'upcasters'>,
	rows: WorkingRows,
	heads: ReadonlyMap<Scope, number>
): Promise<Map<Scope, number>> {
	const { commune } = applying.author;
	await addConflicts(tx, applying, rows);
	await purgeErased(tx, commune, rows, applying.upcasters);
	await keepGrants(tx, commune, applying.now, rows);
	const at = await numberRows(tx, applying, rows, heads);
	await tx.putRows(commune, rows.changed);
	return at;
}

/**
 * Where the ops' rows lie, and those they name, whoever holds them: what is put aside was judged by them too, and an erasure
 * that does not see its card yet would leave it. Hamlets stay where they are, and what was erased stays erased.
 */
function scopesOfOps({ find }: WorkingRows, bodies: readonly Op[]): Scope[] {
	const scopes = bodies.flatMap((op) => {
		const named = keysOf(op).filter(({ c }) => c !== 'hamlets');
		return [scopeOf(op, find), ...named.map((key) => find(key)?.s)];
	});
	return [...new Set(scopes)]
		.filter((scope) => scope !== undefined)
		.filter((scope) => scope !== ERASED_SCOPE);
}

function assertLocked(scopes: Iterable<Scope>, heads: ReadonlyMap<Scope, number>): void {
	const missed = [...scopes].filter((scope) => !heads.has(scope));
	if (missed.length > 0) throw new ScopesMissed(missed);
}

/** Asked only where a scope is not the author's (any more): what she held, and where the rows have been (sync-spec PS4). */
async function historyFor(
	tx: WriteTransaction,
	{ author }: Applying,
	bodies: readonly Op[],
	rows: WorkingRows
): Promise<History> {
	const keys = bodies.flatMap(keysOf);
	const isAllHeld = keys.every((key) => {
		const row = rows.find(key);
		return row === undefined || holds(author, row.s);
	});
	if (isAllHeld) return NO_HISTORY;
	return {
		grants: await tx.grants(author.commune, author.member),
		departures: await tx.departuresOf(author.commune, keys)
	};
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
	{ author: { commune }, device, now }: Pick<Applying, 'author' | 'device' | 'now'>,
	rows: WorkingRows
): Promise<void> {
	if (rows.losses.length === 0) return;
	const numbers = new Set(rows.losses.flatMap(({ kept, dropped }) => [kept.dev, dropped.dev]));
	const devices = await tx.devices(commune, [...numbers]);
	const members = new Map(devices.map((one) => [one.device, one.member]));
	const ids = rows.losses.map(({ id }): RowKey => ({ c: 'conflicts', id }));
	const taken = new Set((await tx.rows(commune, ids)).map(({ id }) => id));
	for (const loss of rows.losses) {
		const scope = rows.find(loss.row)?.s ?? loss.scope;
		if (scope === ERASED_SCOPE) continue;
		if (loss.quiet !== undefined) {
			const what = `a re-keyed value ${loss.quiet}: ${loss.id}`;
			await tx.audit(commune, now, `device ${device.device}`, what);
			continue;
		}
		// Two ops made under one number, before and after a phone's rollback, are two records (sync-spec PS2).
		const id = taken.has(loss.id) ? `${loss.id}.${device.device}` : loss.id;
		taken.add(id);
		rows.put(conflictRow({ ...loss, id, scope }, members));
	}
}

/**
 * Gives each changed row, and each departure, one number of its scope's counter: inside a scope, counter order is commit
 * order (sync-spec ST1).
 */
async function numberRows(
	tx: WriteTransaction,
	{ author, now }: Pick<Applying, 'author' | 'now'>,
	{ changed, departures }: WorkingRows,
	heads: ReadonlyMap<Scope, number>
): Promise<Map<Scope, number>> {
	const left = departures.map((one) => ({ ...one, seq: 0, at: now }));
	const byScope = Map.groupBy<Scope, { s: Scope; seq: number }>([...left, ...changed], ({ s }) => s);
	assertLocked(byScope.keys(), heads);
	// Of a scope that is not hers and that she did not write to she is told nothing.
	const at = new Map([...heads].filter(([scope]) => holds(author, scope)));
	for (const [scope, ones] of byScope) {
		let counter = heads.get(scope) ?? 0;
		for (const one of ones) one.seq = counter += 1;
		await tx.setHead(author.commune, scope, counter);
		at.set(scope, counter);
	}
	await tx.putDepartures(author.commune, left);
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

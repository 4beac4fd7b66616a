// Push: ops of one device become rows, in one transaction (sync-spec PS1–PS5). Nothing is dropped, one bad op stops nothing.
import type { Instant } from '#domain/calendar.ts';
import type { CommuneId } from '#domain/ids.ts';
import type { OpResult } from '#protocol/messages.ts';
import type { OpEnvelope } from '#protocol/op.ts';
import type { Scope } from '#protocol/scope.ts';
import {
	type Device,
	type RowKey,
	type Storage,
	StorageBusy,
	type WriteTransaction
} from '#server/storage/storage.ts';
import type { ParkedCode } from '#protocol/records.ts';
import { upcasters as everyUpcaster, type Upcasters } from '#protocol/upcast.ts';
import { type Applied, applyOps, ScopesMissed } from './apply-ops.ts';
import { type Author, authorNow } from './author.ts';
import { type Ledger, NO_LEDGER } from './ledger.ts';
import type { Applying, HashedOp } from './merge-batch.ts';
import { receiptHash } from './receipt-hash.ts';
import { scopesEverOf } from './scopes-of.ts';
import { type ServerTime, tellTime } from './server-clock.ts';

export interface Batch {
	device: number;
	ops: readonly OpEnvelope[];
	/** Highest n the device has ever given out. */
	held: number;
	app: string;
	/** Ops that stay on the phone. */
	left: number;
}

export interface Accepted {
	/** Highest n verified in this request, 0 when none (sync-spec PS2). */
	ack: number;
	/** Highest n consumed, and the highest in a confirmed backup. */
	last: number;
	bk: number;
	results: OpResult[];
	/** Counter after the push of each scope that was touched, or may have been by an earlier request (sync-spec PL7). */
	at: Map<Scope, number>;
	gap?: number;
	time: ServerTime;
}

/** The device has to take a new number (sync-spec RS1): unknown, not the author's, or its history is another one. */
export const RE_KEY = 're-key';

class MustReKey extends Error {}

/** What stands around an acceptance; the defaults are those of a server that has just started. */
export interface AcceptOptions {
	/** Older ops told as new ones (sync-spec RC4). */
	upcasters?: Upcasters;
	/** Where erasures are written down, outside the database (sync-spec RC5). */
	ledger?: Ledger;
	/** Parks every op as this instead of applying it: work of a phone that was shut out, or nobody can vouch for. */
	parkAs?: ParkedCode;
}

/** Accepts a batch. Throws `StorageBusy` when the database did not answer; nothing was applied then. */
export async function acceptBatch(
	storage: Storage,
	author: Author,
	batch: Batch,
	wall: Instant,
	options: AcceptOptions = {}
): Promise<Accepted | typeof RE_KEY> {
	const ops = batch.ops.map((raw) => ({ raw, h: receiptHash(raw) }));
	const missed: Scope[] = [];
	let oneByOne = false;
	// Each turn learns something: scopes it did not lock, or that a fault has to be looked for op by op.
	for (;;) {
		try {
			return await storage.write((tx) =>
				acceptIn(tx, author, batch, ops, { wall, missed, oneByOne, ...options })
			);
		} catch (fault) {
			if (fault instanceof MustReKey) return RE_KEY;
			else if (fault instanceof ScopesMissed) missed.push(...fault.scopes);
			else if (fault instanceof StorageBusy || oneByOne) throw fault;
			else oneByOne = true;
		}
	}
}

interface Turn extends AcceptOptions {
	wall: Instant;
	missed: readonly Scope[];
	oneByOne: boolean;
}

async function acceptIn(
	tx: WriteTransaction,
	asked: Author,
	batch: Batch,
	ops: readonly HashedOp[],
	{ wall, missed, oneByOne, upcasters = everyUpcaster, ledger = NO_LEDGER, parkAs }: Turn
): Promise<Accepted> {
	const author = await authorNow(tx, asked);
	const device = await tx.lockDevice(author.commune, batch.device);
	assertSameHistory(device, author, batch);
	await assertOwnOrigins(tx, author, batch.ops);
	const { fresh, sent, gap } = sortOut(ops, device.lastN);
	const replayed = await replayReceipts(tx, author, device, sent);

	const time = await tellTime(tx, wall);
	const epoch = (await tx.meta('epoch')) ?? '';
	const applying = { author, device, epoch, now: time.now, upcasters, ...(parkAs && { parkAs }) };
	const applied = await (oneByOne ? applyOneByOne : applyOps)(tx, applying, fresh, missed);
	const last = device.lastN + fresh.length;
	const contact = { lastContactAt: time.now, app: batch.app, unsent: batch.left };
	await tx.putDevice(author.commune, { ...device, ...contact, lastN: last, lastTe: applied.lastTe });
	if (applied.erased.length > 0) await noteErased(ledger, author.commune, applied.erased);
	return {
		ack: Math.max(0, ...sent.map(({ raw }) => raw.n), ...fresh.map(({ raw }) => raw.n)),
		last,
		bk: device.backedUpN,
		results: [...replayed, ...applied.results],
		at: await touchedAt(tx, author, applied, sent.length > 0),
		...(gap === undefined ? {} : { gap }),
		time
	};
}

/** Before the commit: what was erased and then restored from a backup is erased again by it (sync-spec RC5). */
export async function noteErased(
	ledger: Ledger,
	commune: CommuneId,
	erased: readonly RowKey[]
): Promise<void> {
	try {
		await ledger.note(commune, erased);
	} catch (cause) {
		throw new StorageBusy('the ledger of erasures did not answer', { cause });
	}
}

function assertSameHistory(
	device: Device | undefined,
	author: Author,
	batch: Batch
): asserts device is Device {
	if (device?.member !== author.member) throw new MustReKey();
	// The phone's database is older than ours: what it makes next would meet numbers that are taken (sync-spec RS1).
	if (device.lastN > batch.held) throw new MustReKey();
}

/** The device named as an op's origin must not be somebody else's; one from before a restore may be unknown (sync-spec PS1). */
async function assertOwnOrigins(
	tx: WriteTransaction,
	author: Author,
	ops: readonly OpEnvelope[]
): Promise<void> {
	const numbers = [...new Set(ops.map(({ o }) => o?.d).filter((d) => d !== undefined))];
	const devices = await tx.devices(author.commune, numbers);
	if (devices.some(({ member }) => member !== author.member)) throw new MustReKey();
}

/** Ops sent before, and new ones up to the first number that is missing. */
function sortOut(
	ops: readonly HashedOp[],
	lastN: number
): { sent: HashedOp[]; fresh: HashedOp[]; gap?: number } {
	const sent: HashedOp[] = [];
	const fresh: HashedOp[] = [];
	for (const one of [...ops].sort((a, b) => a.raw.n - b.raw.n)) {
		const next = lastN + fresh.length + 1;
		if (one.raw.n > next) return { sent, fresh, gap: next };
		if (one.raw.n <= lastN) sent.push(one);
		else if (one.raw.n === next) fresh.push(one);
		// One number for two ops in one batch: this phone's history is broken.
		else if (fresh.at(-1)?.h !== one.h) throw new MustReKey();
	}
	return { sent, fresh };
}

/** The stored results of ops that were sent before; an op that says something else now is another history (sync-spec PS1). */
async function replayReceipts(
	tx: WriteTransaction,
	author: Author,
	device: Device,
	sent: readonly HashedOp[]
): Promise<OpResult[]> {
	if (sent.length === 0) return [];
	const ns = sent.map(({ raw }) => raw.n);
	const stored = await tx.receipts(author.commune, device.device, Math.min(...ns), Math.max(...ns));
	const receipts = new Map(stored.map((receipt) => [receipt.n, receipt]));
	if (sent.some(({ raw, h }) => receipts.get(raw.n)?.h !== h)) throw new MustReKey();
	return ns.map((n) => receipts.get(n)?.result).filter((result) => result !== undefined);
}

/** Each op under a savepoint of its own: the one that throws is parked, the others are applied (sync-spec PS5). */
async function applyOneByOne(
	tx: WriteTransaction,
	applying: Applying,
	fresh: readonly HashedOp[],
	missed: readonly Scope[]
): Promise<Applied> {
	const { lastTe } = applying.device;
	const none = { hasKnown: false, isElsewhere: false };
	const all: Applied = { results: [], at: new Map(), lastTe, ...none, erased: [] };
	for (const one of fresh) {
		const from = { ...applying, device: { ...applying.device, lastTe: all.lastTe } };
		const applied = await tx
			.savepoint(() => applyOps(tx, from, [one], missed))
			.catch((fault: unknown) => {
				if (fault instanceof ScopesMissed || fault instanceof StorageBusy) throw fault;
				return applyOps(tx, { ...from, parkAs: 'fault' }, [one], missed);
			});
		all.results.push(...applied.results);
		all.lastTe = applied.lastTe;
		all.hasKnown ||= applied.hasKnown;
		all.isElsewhere ||= applied.isElsewhere;
		all.erased.push(...applied.erased);
		for (const [scope, counter] of applied.at) all.at.set(scope, counter);
	}
	return all;
}

/**
 * What an earlier request touched was not written down, and a row that has left its author's scopes is on her screen until
 * its record of leaving is there: then every scope counts as touched that the author holds, or held then and has lost since.
 */
async function touchedAt(
	tx: WriteTransaction,
	author: Author,
	applied: Applied,
	hasSent: boolean
): Promise<Map<Scope, number>> {
	if (!(hasSent || applied.hasKnown || applied.isElsewhere) || author.isImport) return applied.at;
	const scopes = await scopesEverOf(tx, author);
	return new Map([...(await tx.heads(author.commune, scopes)), ...applied.at]);
}

// What a batch does to the rows it was loaded with. Pure: nothing is read or written here (sync-spec PS5).
import type { Instant } from '#domain/calendar.ts';
import type { HouseholdId } from '#domain/ids.ts';
import { type Command, knownAtTheDoor, standingHousehold } from '#protocol/commands.ts';
import type { OpResult } from '#protocol/messages.ts';
import type { Op, OpEnvelope } from '#protocol/op.ts';
import type { ParkedCode } from '#protocol/records.ts';
import { newestOf, upcast, type Upcasters, versionOf } from '#protocol/upcast.ts';
import type { Device, Identity, KnownIdentity } from '#server/storage/storage.ts';
import type { Author } from './author.ts';
import { isErased, judge, opOf } from './judge.ts';
import type { History } from './reach.ts';
import { idsIn } from './row-keys.ts';
import { runCommand } from './run-command.ts';
import type { WorkingRows, Writing } from './working-rows.ts';

/** An op as it came, and the hash of what it says. */
export interface HashedOp {
	raw: OpEnvelope;
	h: string;
}

export interface ReadOp extends HashedOp {
	/** As the newest version says it (sync-spec RC4); undefined when it cannot be read as an op. */
	op: Op | undefined;
	/** Made by an app that is newer than this server. */
	isNewer: boolean;
	/** Device and n it was recorded under, before any re-key (sync-spec RC3). */
	origin: Identity;
}

export interface Applying {
	author: Author;
	/** Epoch of this database. */
	epoch: string;
	now: Instant;
	device: Device;
	upcasters: Upcasters;
	/** Parks every op as this, without another look than whether its row was erased. */
	parkAs?: ParkedCode;
}

/** What happened to a batch, beside what it made of the rows. */
export interface Merged {
	/** By n; undefined for plain ok. */
	results: Map<number, OpResult | undefined>;
	/** Ops that could not be used. */
	parked: { read: ReadOp; code: ParkedCode }[];
	/** Origins of ops that were applied in a scope their author has lost since (sync-spec PS4). */
	flagged: string[];
	/** Effective time of the last op. */
	te: Instant;
}

export function readOp({ raw, h }: HashedOp, device: number, upcasters: Upcasters): ReadOp {
	const { d, n } = raw.o ?? { d: device, n: raw.n };
	const isNewer = versionOf(raw) > newestOf(upcasters);
	const op = isNewer ? undefined : opOf(upcast(raw, upcasters));
	return {
		raw,
		h,
		op,
		isNewer,
		origin: { originDevice: d, originN: n, h }
	};
}

export const identityText = ({ originDevice, originN, h }: Identity): string =>
	`${originDevice}.${originN}.${h}`;

export const originText = ({ originDevice, originN }: Identity): string => `${originDevice}.${originN}`;

/** Applies the ops in order. An op whose identity is known is only recorded (sync-spec PS1). */
export function mergeBatch(
	rows: WorkingRows,
	applying: Applying,
	history: History,
	ops: readonly ReadOp[],
	known: ReadonlyMap<string, KnownIdentity>
): Merged {
	const merged: Merged = { results: new Map(), parked: [], flagged: [], te: applying.device.lastTe };
	for (const one of ops) {
		const { n } = one.raw;
		const before = known.get(identityText(one.origin));
		if (before !== undefined) {
			// What became of it then is nothing that a phone may keep, once its row was erased (sync-spec RC5).
			const result = isGone(one, rows) ? ({ r: 'erased' } as const) : before.result;
			merged.results.set(n, result && { ...result, n });
			continue;
		}
		// Not after the receipt, not before this device's last op (sync-spec TM2).
		if (one.op !== undefined) merged.te = Math.max(Math.min(one.op.t, applying.now), merged.te);
		const outcome = applyOne(rows, applying, history, one, merged.te);
		if (outcome.r === 'parked' || outcome.r === 'late')
			merged.parked.push({ read: one, code: outcome.code ?? 'shape' });
		if (outcome.wasHeld === true) merged.flagged.push(originText(one.origin));
		merged.results.set(n, resultOf(n, outcome));
	}
	return merged;
}

/** What became of one op; `wasHeld`: in a scope its author has lost since. */
export interface Outcome {
	r: OpResult['r'] | 'ok';
	code?: ParkedCode;
	wasHeld?: boolean;
}

function resultOf(n: number, { r, code }: Outcome): OpResult | undefined {
	return r === 'ok' ? undefined : { n, r, ...(code === undefined ? {} : { code }) };
}

function applyOne(
	rows: WorkingRows,
	applying: Applying,
	history: History,
	one: ReadOp,
	te: Instant
): Outcome {
	// About what was erased nothing is kept for an official to see either.
	if (isGone(one, rows)) return { r: 'erased' };
	if (applying.parkAs !== undefined) return parked(applying.parkAs);
	if (one.isNewer) return parked('version');
	return one.op === undefined ? parked('shape') : applyOp(rows, applying, history, one.op, te, one.origin);
}

/** About what was erased; one that cannot be read, as far as it names it anywhere (sync-spec RC5). */
const isGone = ({ op, raw }: ReadOp, rows: WorkingRows): boolean =>
	op === undefined ? idsIn(raw).some((id) => rows.wasErased(id)) : isErased(op, rows.find);

const parked = (code: ParkedCode): Outcome => ({ r: code === 'late' ? 'late' : 'parked', code });

/** One op that can be read, with the authority of `applying`. */
export function applyOp(
	rows: WorkingRows,
	{ author, epoch, device }: Applying,
	history: History,
	op: Op,
	te: Instant,
	origin: Identity
): Outcome {
	const judgement = judge({ author, te, history, find: rows.find }, op);
	if (judgement.kind === 'park') return parked(judgement.code);
	if (judgement.kind === 'erased') return { r: 'erased' };
	if (judgement.kind === 'nothing') return { r: 'ok' };
	const writing: Writing = {
		te,
		dev: device.device,
		formerDevs: device.former,
		sameEpoch: op.e === undefined || op.e === epoch,
		overrules: author.roles.includes('commune-official'),
		origin: originText(origin),
		wasConfirmed: op.r === 1
	};
	const { wasHeld } = judgement;
	if (judgement.kind === 'run') {
		const { command } = judgement;
		const isFixed = namesMerged(rows, command, op);
		const hasLost = runCommand(rows, command, op, writing);
		return { r: hasLost ? 'merged' : isFixed ? 'fixed' : 'ok', wasHeld };
	}
	const { body, scope, changes } = judgement;
	const hasLost = rows.merge(body, scope, changes, writing);
	const isFixed = body !== op || carriesOver(rows, op, changes, writing);
	return { r: hasLost ? 'merged' : isFixed ? 'fixed' : 'ok', wasHeld };
}

/** It is done with the household that stands. */
function namesMerged(rows: WorkingRows, command: Command, { id }: Op): boolean {
	const named = 'into' in command ? [command.into] : [];
	if (command.name === 'household.split') named.push(id as HouseholdId);
	return named.some((household) => standingHousehold(household, rows) !== household);
}

/** What is said to whoever knocks next is said of the household too that this one was merged into. */
function carriesOver(rows: WorkingRows, { c, id }: Op, changes: Op['a'], writing: Writing): boolean {
	const standing = c === 'households' ? standingHousehold(id, rows) : id;
	const row = rows.find({ c, id: standing });
	if (standing === id || row === undefined) return false;
	const effects = knownAtTheDoor(changes, standing, row.f);
	for (const { a } of effects) rows.follow(row, row.s, a, writing);
	return effects.length > 0;
}

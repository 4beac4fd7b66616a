// What a batch does to the rows it was loaded with. Pure: nothing is read or written here (sync-spec PS5).
import type { Instant } from '#domain/calendar.ts';
import type { OpResult } from '#protocol/messages.ts';
import type { Op, OpEnvelope } from '#protocol/op.ts';
import type { ParkedCode } from '#protocol/records.ts';
import type { Device, Identity, KnownIdentity } from '#server/storage/storage.ts';
import type { Author } from './author.ts';
import { judge, opOf } from './judge.ts';
import { parkedRow } from './records.ts';
import type { WorkingRows } from './working-rows.ts';

/** An op as it came, and the hash of what it says. */
export interface HashedOp {
	raw: OpEnvelope;
	h: string;
}

export interface ReadOp extends HashedOp {
	/** Undefined when it cannot be read as an op. */
	op: Op | undefined;
	/** Device and n it was recorded under, before any re-key (sync-spec RC3). */
	origin: Identity;
}

export interface Applying {
	author: Author;
	/** Epoch of this database. */
	epoch: string;
	now: Instant;
	device: Device;
}

export function readOp({ raw, h }: HashedOp, device: number): ReadOp {
	const { d, n } = raw.o ?? { d: device, n: raw.n };
	return { raw, h, op: opOf(raw), origin: { originDevice: d, originN: n, h } };
}

export const identityText = ({ originDevice, originN, h }: Identity): string =>
	`${originDevice}.${originN}.${h}`;

/**
 * Applies the ops in order. Returns their results by n, undefined for plain ok, and the effective time of the last.
 * An op whose identity is known is only recorded (sync-spec PS1). `fault` parks all others without another look.
 */
export function mergeBatch(
	rows: WorkingRows,
	applying: Applying,
	ops: readonly ReadOp[],
	known: ReadonlyMap<string, KnownIdentity>,
	fault?: 'fault'
): { results: Map<number, OpResult | undefined>; te: Instant } {
	let te = applying.device.lastTe;
	const results = new Map<number, OpResult | undefined>();
	for (const one of ops) {
		const { n } = one.raw;
		const before = known.get(identityText(one.origin));
		if (before !== undefined) {
			results.set(n, before.result && { ...before.result, n });
			continue;
		}
		// Not after the receipt, not before this device's last op (sync-spec TM2).
		if (one.op !== undefined) te = Math.max(Math.min(one.op.t, applying.now), te);
		results.set(n, applyOne(rows, applying, one, te, fault));
	}
	return { results, te };
}

function applyOne(
	rows: WorkingRows,
	applying: Applying,
	{ raw, op, origin }: ReadOp,
	te: Instant,
	fault: 'fault' | undefined
): OpResult | undefined {
	const { author, epoch, now, device } = applying;
	const originText = `${origin.originDevice}.${origin.originN}`;
	const park = (code: ParkedCode): OpResult => {
		rows.put(parkedRow(author.member, originText, raw, code, now));
		return { n: raw.n, r: 'parked', code };
	};
	if (fault !== undefined || op === undefined) return park(fault ?? 'shape');
	const judgement = judge(author, op, rows.find);
	if (judgement.kind === 'park') return park(judgement.code);
	const hasLost = rows.merge(op, judgement.scope, judgement.changes, {
		te,
		dev: device.device,
		formerDevs: device.former,
		sameEpoch: op.e === undefined || op.e === epoch,
		overrules: author.roles.includes('commune-official'),
		origin: originText
	});
	return hasLost ? { n: raw.n, r: 'merged' } : undefined;
}

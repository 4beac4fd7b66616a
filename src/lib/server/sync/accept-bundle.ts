// Ops of one phone that came by another way than its own session (sync-spec WR1, RS3): accepted in its member's name,
// under a device number of the bundle's own. Their identity is that of the phone, so whatever also comes by it, or comes
// twice, is applied once.
import type { Instant } from '#domain/calendar.ts';
import type { CommuneId, MemberId } from '#domain/ids.ts';
import type { Member } from '#domain/member.ts';
import type { BundleTally } from '#protocol/bundle.ts';
import { limits } from '#protocol/limits.ts';
import type { OpEnvelope, Origin } from '#protocol/op.ts';
import type { ParkedCode } from '#protocol/records.ts';
import {
	type Device,
	type Identity,
	type Storage,
	StorageBusy,
	type WriteTransaction
} from '#server/storage/storage.ts';
import { acceptBatch, type AcceptOptions, RE_KEY } from './accept.ts';
import type { Author } from './author.ts';
import { receiptHash } from './receipt-hash.ts';

/** An op of a bundle: `body` undefined when it could not be opened. `o`: where it was first made. */
export interface OpenedOp {
	t: Instant;
	o: Origin;
	body: Record<string, unknown> | undefined;
}

export interface OpenedBundle {
	commune: CommuneId;
	member: MemberId;
	/** The phone whose work it says it is. */
	device: number;
	ops: readonly OpenedOp[];
	/** Who brought it in. */
	by: MemberId;
	/** Parks every op as this: nobody can vouch for them, or their phone was shut out. */
	parkAs?: ParkedCode;
}

/** An op without its number at this device. */
type Unnumbered = Record<string, unknown> & { o: Origin };

/**
 * Takes in what is new of it. Undefined when it claims the work of another member's phone. Throws `StorageBusy` when it has
 * to be brought again; what was accepted by then is known the next time.
 */
export async function acceptBundle(
	storage: Storage,
	bundle: OpenedBundle,
	now: Instant,
	options: AcceptOptions = {}
): Promise<BundleTally | undefined> {
	const tally = { taken: bundle.ops.length, applied: 0, known: 0, parked: 0 };
	const fresh = await freshOf(storage, bundle);
	tally.known = tally.taken - fresh.length;
	if (fresh.length === 0) return tally;
	const way = await storage.write((tx) => wayIn(tx, bundle, now));
	if (way === undefined) return undefined;
	const parkAs = bundle.parkAs && { parkAs: bundle.parkAs };
	const whole = piecesOf(fresh.filter(isWhole), { ...options, ...parkAs });
	const damaged = piecesOf(
		fresh.filter((op) => !isWhole(op)),
		{ ...options, parkAs: bundle.parkAs ?? 'fault' }
	);
	for (const [ops, how] of [...whole, ...damaged]) {
		const numbered = ops.map((op): OpEnvelope => ({ ...op, n: (way.lastN += 1) }));
		const batch = { device: way.device, ops: numbered, held: way.lastN, app: 'bundle', left: 0 };
		const accepted = await acceptBatch(storage, way.author, batch, now, how);
		// Another bundle of this phone came in between: what is known is asked again.
		if (accepted === RE_KEY) throw new StorageBusy('two bundles of one phone at once');
		const parked = accepted.results.filter(({ r }) => r === 'parked' || r === 'late').length;
		tally.parked += parked;
		tally.applied += ops.length - parked;
	}
	return tally;
}

const isWhole = (op: Unnumbered): boolean => 'k' in op;

/** What the server has not had before, by whatever way; an op that stands there twice, once. */
async function freshOf(storage: Storage, { commune, ops }: OpenedBundle): Promise<Unnumbered[]> {
	const all = ops.map(({ body, t, o }): Unnumbered => ({ ...body, t, o }));
	const identityOf = ({ o, ...raw }: Unnumbered): Identity => ({
		originDevice: o.d,
		originN: o.n,
		h: receiptHash(raw)
	});
	const textOf = ({ originDevice, originN, h }: Identity): string => `${originDevice}.${originN}.${h}`;
	const asked = all.map(identityOf);
	const known = new Set((await storage.read((tx) => tx.identities(commune, asked))).map(textOf));
	const fresh = all.filter((op) => !known.has(textOf(identityOf(op))));
	return [...new Map(fresh.map((op) => [textOf(identityOf(op)), op])).values()];
}

interface WayIn {
	author: Author;
	/** The number that bundles of this phone come in under, and the highest n given out there. */
	device: number;
	lastN: number;
}

/**
 * All bundles of one phone come in under one number, which belongs to the same installation as the phone's own: it inherits
 * the last effective time, and neither makes a conflict with the other (sync-spec MG2). Undefined when there is no such
 * member, or the phone is another's.
 */
async function wayIn(tx: WriteTransaction, bundle: OpenedBundle, now: Instant): Promise<WayIn | undefined> {
	const { commune, member, device: number, by } = bundle;
	const [row] = await tx.rows(commune, [{ c: 'members', id: member }]);
	const [phone] = await tx.devices(commune, [number]);
	if (row === undefined || (phone !== undefined && phone.member !== member)) return undefined;
	const origins = await tx.devices(commune, [...new Set(bundle.ops.map(({ o }) => o.d))]);
	if (origins.some((origin) => origin.member !== member)) return undefined;
	const { roles, hamlets } = row.f as Member;
	const author = { commune, member, roles, hamlets, isImport: false };
	const own = await tx.devicesOf(commune, member);
	const before = own.find(({ kind, former }) => kind === 'bundle' && former.at(-1) === number);
	const device = before?.device ?? (await addBundleDevice(tx, bundle, phone, now));
	const locked = await tx.lockDevice(commune, device);
	if (locked === undefined) return undefined;
	await tx.putDevice(commune, { ...locked, lastTe: Math.max(locked.lastTe, phone?.lastTe ?? 0) });
	await tx.audit(commune, now, by, `brought in work of device ${number} as ${device}`);
	return { author, device, lastN: locked.lastN };
}

async function addBundleDevice(
	tx: WriteTransaction,
	{ commune, member, device: number }: OpenedBundle,
	phone: Device | undefined,
	now: Instant
): Promise<number> {
	const blank = { lastN: 0, lastTe: 0, unsent: 0, backedUpN: 0, app: 'bundle' };
	const former = [...(phone?.former ?? []), number];
	const made = { member, kind: 'bundle', createdAt: now, lastContactAt: now, former } as const;
	const device = await tx.addDevice(commune, { ...blank, ...made });
	for (const { device: one, kind, former: before } of await tx.devicesOf(commune, member)) {
		if (kind !== 'phone' || (one !== number && !before.includes(number))) continue;
		const sibling = await tx.lockDevice(commune, one);
		if (sibling !== undefined)
			await tx.putDevice(commune, { ...sibling, former: [device, ...sibling.former] });
	}
	return device;
}

function piecesOf(ops: readonly Unnumbered[], how: AcceptOptions): [Unnumbered[], AcceptOptions][] {
	const pieces: [Unnumbered[], AcceptOptions][] = [];
	for (let from = 0; from < ops.length; from += limits.ops)
		pieces.push([ops.slice(from, from + limits.ops), how]);
	return pieces;
}

// A sealed bundle is unwrapped, told whose it is, opened, and accepted (sync-spec WR1). Nothing of it is shown to who brings it.
import type { Instant } from '#domain/calendar.ts';
import type { CommuneId, MemberId } from '#domain/ids.ts';
import type { Bundle, BundleTally, SealedOp } from '#protocol/bundle.ts';
import type { ParkedCode } from '#protocol/records.ts';
import { isKeyOf, openerOf, type OutboxKey, unwrapOutboxKey } from './accounts/outbox-keys.ts';
import { parseJson } from './http/read-body.ts';
import type { ReadTransaction, Storage } from './storage/storage.ts';
import { acceptBundle, type OpenedOp } from './sync/accept-bundle.ts';
import type { AcceptOptions } from './sync/accept.ts';

export interface Bringing {
	commune: CommuneId;
	/** Who brings it: any member of the commune, or the operator. */
	by: MemberId;
	now: Instant;
}

/** Undefined when it is no bundle for this server, or claims the work of another's phone: nothing was taken then. */
export async function bringInBundle(
	storage: Storage,
	{ commune, by, now }: Bringing,
	bundle: Bundle,
	options: AcceptOptions = {}
): Promise<BundleTally | undefined> {
	const { member, device } = bundle;
	const looked = await storage.read(async (tx) => {
		const key = await unwrapOutboxKey((await tx.meta('keyPair')) ?? '{}', bundle.key);
		return key && { key, parkAs: await doubtAbout(tx, { commune, by }, bundle, key) };
	});
	if (looked === undefined) return undefined;
	const open = await openerOf(looked.key);
	const ops = await Promise.all(bundle.ops.map((op) => opened(op, device, open)));
	const parkAs = looked.parkAs && { parkAs: looked.parkAs };
	return acceptBundle(storage, { commune, member, device, ops, by, ...parkAs }, now, options);
}

/**
 * Whoever knows our public key can wrap a key to it: only the key that the phone itself has named proves that the ops are
 * its own. The others wait for an official, unless their member brings them herself: she could hand them in as well.
 */
async function doubtAbout(
	tx: ReadTransaction,
	{ commune, by }: Pick<Bringing, 'commune' | 'by'>,
	{ member, device: number }: Bundle,
	key: OutboxKey
): Promise<ParkedCode | undefined> {
	const [device] = await tx.devices(commune, [number]);
	if (device?.revokedAt !== undefined) return 'revoked';
	if (by === member) return undefined;
	const isNamed = device?.member === member && (await isKeyOf(tx, device, key));
	return isNamed ? undefined : 'unverified';
}

async function opened(
	{ n, t, o, s }: SealedOp,
	device: number,
	open: (sealed: string) => Promise<string | undefined>
): Promise<OpenedOp> {
	return { t, o: o ?? { d: device, n }, body: bodyIn(await open(s)) };
}

/** What was sealed is looked at like anything that is sent: its seal says who made it, not that it is an op. */
function bodyIn(text: string | undefined): Record<string, unknown> | undefined {
	try {
		const body = parseJson(text ?? '');
		const isBody = typeof body === 'object' && body !== null && 'k' in body;
		return isBody ? { ...body } : undefined;
	} catch {
		return undefined;
	}
}

// A phone that was shut out: its work goes to quarantine and waits for an official, it gets no row, and is told to wipe
// itself (sync-spec WR2). Whatever its number, its work is taken. After a restore it goes on under a new number all the
// same, shut out like the old one: what had been confirmed and is lost comes again, before the phone's journal is wiped.
import type { Instant } from '#domain/calendar.ts';
import type { SyncAnswer, SyncRequest } from '#protocol/messages.ts';
import type { OpEnvelope } from '#protocol/op.ts';
import type { Storage } from '#server/storage/storage.ts';
import { type AcceptOptions, RE_KEY } from './accept.ts';
import { acceptBundle, type OpenedOp } from './accept-bundle.ts';
import type { Asker } from './author.ts';
import { serverTimeOf } from './server-clock.ts';

/** `asker.device`: the phone's number as its session says. */
export async function answerRevoked(
	storage: Storage,
	asker: Asker & { device: number },
	{ e, d, ops, held, left }: SyncRequest,
	wall: Instant,
	options: AcceptOptions = {}
): Promise<SyncAnswer | typeof RE_KEY> {
	const { commune, member } = asker;
	const { epoch, highest } = await storage.read(async (tx) => ({
		epoch: (await tx.meta('epoch')) ?? '',
		highest: await tx.meta('highestTime')
	}));
	if (e !== undefined && e !== epoch) return RE_KEY;
	const time = serverTimeOf(highest, wall);
	const opened = ops.map((op) => openedOf(op, d, time.now));
	const parked = {
		commune,
		member,
		device: asker.device,
		ops: opened,
		by: member,
		parkAs: 'revoked'
	} as const;
	const isTaken = (await acceptBundle(storage, parked, time.now, options)) !== undefined;
	const taken = isTaken ? ops.map(({ n }) => n) : [];
	const ack = Math.max(0, ...taken);
	return {
		e: epoch,
		...time,
		ack,
		// All that it does not hold any more, so that it never takes its history for broken.
		last: Math.max(ack, held - left),
		bk: 0,
		results: taken.map((n) => ({ n, r: 'parked', code: 'revoked' }) as const),
		scopes: [],
		at: {},
		pages: [],
		reset: [],
		do: 'wipe'
	};
}

function openedOf({ n, o, ...body }: OpEnvelope, device: number, now: Instant): OpenedOp {
	const t = typeof body.t === 'number' ? body.t : now;
	return { t, o: o ?? { d: device, n }, body };
}

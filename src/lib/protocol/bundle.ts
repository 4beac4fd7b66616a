// Unsent work by another way than its phone's own session (sync-spec WR1, phone page LS6): sealed as it lies in the outbox,
// with the outbox key wrapped to the server. Who carries it cannot read it.
import * as z from 'zod/mini';
import { Instant } from '#domain/calendar.ts';
import { MemberId } from '#domain/ids.ts';
import { Origin } from './op.ts';

const Count = z.int().check(z.positive());
const Bytes = (most: number) => z.string().check(z.regex(/^[A-Za-z0-9_-]+$/), z.maxLength(most));

/** An outbox key, wrapped to the server's public key: our half of the agreement (raw P-256 point), IV, wrapped key. */
export const WrappedKey = z.object({ ephemeral: Bytes(100), iv: Bytes(20), key: Bytes(80) });
export type WrappedKey = z.infer<typeof WrappedKey>;

/** An op as it lies in the outbox; `s` is its sealed body in base64url. */
export const SealedOp = z.object({ n: Count, t: Instant, o: z.optional(Origin), s: Bytes(60_000) });
export type SealedOp = z.infer<typeof SealedOp>;

/** Most ops of one bundle; one that has to travel through `POST /api/bundles` is also bound by its limits (WR3). */
const MOST_OPS = 50_000;

/** `device`, `epoch`: those the ops were recorded under. */
export const Bundle = z.object({
	v: z.literal(1),
	member: MemberId,
	device: Count,
	epoch: z.string().check(z.minLength(1), z.maxLength(40)),
	key: WrappedKey,
	ops: z.array(SealedOp).check(z.maxLength(MOST_OPS))
});
export type Bundle = z.infer<typeof Bundle>;

const Tally = z.int().check(z.nonnegative());

/**
 * What became of a bundle: `taken` ops in it, of which `applied` are new, `known` had come before, `parked` wait for a
 * person. Counts only: who carried it learns nothing else.
 */
export const BundleTally = z.object({ taken: Tally, applied: Tally, known: Tally, parked: Tally });
export type BundleTally = z.infer<typeof BundleTally>;

/** `POST /api/outbox-key`: the key that this device seals with, so that a bundle can be told to be its own. */
export const OutboxKeyNotice = z.object({ key: WrappedKey });
export type OutboxKeyNotice = z.infer<typeof OutboxKeyNotice>;

// Answers for those who watch live (sync-spec CL4): how far each scope is, and when each member was last heard of.
import * as z from 'zod/mini';
import { Instant } from '#domain/calendar.ts';
import { MemberId } from '#domain/ids.ts';
import { Scope } from './scope.ts';

const Count = z.int().check(z.nonnegative());

/** `GET /api/heads`: the epoch, and the counter of each scope the asker holds; she pulls when one has moved. */
export const Heads = z.object({ e: z.string(), heads: z.record(Scope, Count) });
export type Heads = z.infer<typeof Heads>;

/** One member as last heard of: `unsent` as her phones said then. Without a phone she was never heard of. */
export const MemberContact = z.object({
	member: MemberId,
	lastContactAt: z.optional(Instant),
	unsent: Count,
	phones: Count
});
export type MemberContact = z.infer<typeof MemberContact>;

/** `GET /api/roll-call`: the members of the hamlets the asker sees. */
export const RollCall = z.object({ now: Instant, members: z.array(MemberContact) });
export type RollCall = z.infer<typeof RollCall>;

// Notice and consent (Luật 91/2025/QH15 Điều 9, 10, 19). Append-only: each line is one thing said, by whom, when, how.
import * as z from 'zod/mini';
import { Instant } from './calendar.ts';
import { HouseholdId, MemberId, PersonId } from './ids.ts';

export const Purpose = z.enum(['help-at-the-door', 'report', 'invite']);
export type Purpose = z.infer<typeof Purpose>;

export const Notice = z.object({
	household: HouseholdId,
	person: z.optional(PersonId),
	kind: z.enum(['notice-given', 'consent-given', 'consent-withdrawn', 'refused']),
	purpose: Purpose,
	/** Version of the text that was read aloud or shown. */
	textVersion: z.int().check(z.positive()),
	how: z.enum(['spoken', 'paper', 'on-screen']),
	at: Instant,
	by: MemberId,
	guardian: z.optional(PersonId)
});
export type Notice = z.infer<typeof Notice>;

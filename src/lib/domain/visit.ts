// Visits and assists are append-only (sync-spec RC5): a wrong one is voided by a command, never edited.
import * as z from 'zod/mini';
import { Day, Instant } from './calendar.ts';
import { HouseholdId, MemberId, PersonId, SessionId } from './ids.ts';
import { ItemCode } from './item.ts';

export const VisitOutcome = z.enum(['met', 'not-home', 'follow-up', 'refused', 'moved-away']);
export type VisitOutcome = z.infer<typeof VisitOutcome>;

/** More than ever go from door to door together. */
export const MOST_COMPANIONS = 12;

/** One knock at one door (lượt thăm). `due`: the day to come back. `companions` are credited like `by`. */
export const Visit = z.object({
	household: HouseholdId,
	outcome: VisitOutcome,
	at: Instant,
	by: MemberId,
	companions: z.optional(z.array(MemberId).check(z.maxLength(MOST_COMPANIONS))),
	due: z.optional(Day),
	voided: z.optional(z.boolean())
});
export type Visit = z.infer<typeof Visit>;

/** One help given (lượt hỗ trợ): what the team did, apart from what was there before. */
export const Assist = z.object({
	person: PersonId,
	item: ItemCode,
	by: MemberId,
	at: Instant,
	session: z.optional(SessionId),
	voided: z.optional(z.boolean())
});
export type Assist = z.infer<typeof Assist>;

/** Whether a visit or a help counts: it was not taken back. */
export const isStanding = ({ voided }: Pick<Visit | Assist, 'voided'>): boolean => voided !== true;

/** Visits that count, oldest first. */
export function standingVisits<V extends Visit>(visits: readonly V[]): V[] {
	return visits.filter(isStanding).sort((a, b) => a.at - b.at);
}

/** Everybody who is credited with a visit, once: who wrote it down, then who came along (F1). */
export function creditedWith({ by, companions = [] }: Pick<Visit, 'by' | 'companions'>): MemberId[] {
	return [...new Set([by, ...companions])];
}

/** So many closed doors in a row put a household on the head's list (F1). */
export const OFTEN_NOT_HOME = 3;

/** How many of the last visits in a row found nobody. */
export function timesNotHome(visits: readonly Visit[]): number {
	return sinceSomebodyWasFound(standingVisits(visits)).length;
}

/** The closed doors at the end of `standing`, oldest first. */
export function sinceSomebodyWasFound(standing: readonly Visit[]): readonly Visit[] {
	return standing.slice(standing.findLastIndex((visit) => visit.outcome !== 'not-home') + 1);
}

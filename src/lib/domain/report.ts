// A hamlet's monthly report to its commune (F26): its period, what is counted in it, and what was sent. Pure.
import * as z from 'zod/mini';
import { addDays, Day, dayOf, Instant } from './calendar.ts';
import { HamletId, MemberId } from './ids.ts';
import type { ReportPeriod } from './places.ts';

/** A month as `yyyy-mm`. */
export const Month = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/));
export type Month = z.infer<typeof Month>;

/** Days from `from` on, `until` not among them, in Việt Nam's time. */
export interface Period {
	from: Day;
	until: Day;
}

export function periodOf(month: Month, rule: ReportPeriod): Period {
	const first = `${month}-01`;
	const next = `${monthAfter(month, 1)}-01`;
	if (rule === 'month') return { from: first, until: next };
	return { from: `${monthAfter(month, -1)}-15`, until: `${month}-15` };
}

/** The report that a day belongs to. */
export function monthOf(day: Day, rule: ReportPeriod): Month {
	const month = day.slice(0, 7);
	return rule === 'month' || Number(day.slice(8, 10)) < 15 ? month : monthAfter(month, 1);
}

export function monthAfter(month: Month, count: number): Month {
	const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
	return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`;
}

export const isInPeriod = ({ from, until }: Period, at: Instant): boolean => {
	const day = dayOf(at);
	return from <= day && day < until;
};

/** The last day of it, for who reads. */
export const lastDayOf = ({ until }: Period): Day => addDays(until, -1);

/** Counts by name, as `reportFigures` names them. */
export const ReportFigures = z.record(
	z.string().check(z.regex(/^[A-Za-z0-9.]{1,40}$/)),
	z.int().check(z.nonnegative())
);
export type ReportFigures = z.infer<typeof ReportFigures>;

/** As long as a word of an op may be. */
export const LONGEST_PART = 1_500;
const Part = z.string().check(z.maxLength(LONGEST_PART));

/** Kết quả, thuận lợi, khó khăn, kiến nghị: what people write themselves. */
export const REPORT_PARTS = ['results', 'strengths', 'difficulties', 'proposals'] as const;
export type ReportPart = (typeof REPORT_PARTS)[number];

/** As it was sent: nothing that comes in later changes it. Sent again, it is the next version. */
export const SentReport = z.object({
	version: z.int().check(z.positive()),
	at: Instant,
	by: MemberId,
	from: Day,
	until: Day,
	figures: ReportFigures,
	text: z.object({ results: Part, strengths: Part, difficulties: Part, proposals: Part })
});
export type SentReport = z.infer<typeof SentReport>;

/** Id is hamlet and month (sync-spec RC1). A part that nobody has touched is absent: it is made from the figures. */
export const Report = z.object({
	hamlet: HamletId,
	month: Month,
	results: z.optional(Part),
	strengths: z.optional(Part),
	difficulties: z.optional(Part),
	proposals: z.optional(Part),
	sent: z.optional(SentReport)
});
export type Report = z.infer<typeof Report>;

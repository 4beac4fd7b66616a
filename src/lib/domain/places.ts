// Places below the commune. They have dates and old names because hamlets are merged and renamed (2026).
import * as z from 'zod/mini';
import { Day } from './calendar.ts';
import { GroupId, HamletId } from './ids.ts';

export const PlaceName = z.string().check(z.minLength(1), z.maxLength(80));
/** Walking or listing order, ascending; gaps are fine. */
export const Order = z.number().check(z.gte(0), z.lte(1_000_000));

/** The words a commune uses for its places and its team: a ward has no "xã" (product page, last line of "asked at a door"). */
export const PlaceWords = z.object({
	commune: z.string().check(z.minLength(1), z.maxLength(30)),
	hamlet: z.string().check(z.minLength(1), z.maxLength(30)),
	group: z.string().check(z.minLength(1), z.maxLength(30)),
	team: z.string().check(z.minLength(1), z.maxLength(60))
});
export type PlaceWords = z.infer<typeof PlaceWords>;

/** A mobile of ten digits, or an office's landline of eleven. */
export const OFFICE_PHONE = /^0(?:\d{9}|2\d{9})$/;

/**
 * On what ground people's data are written down (Luật 91/2025/QH15: consent, or Điều 19 by a procedure that the commune
 * has laid down), whom people call about them, and for how many months after the work they are kept.
 */
export const DataTerms = z.object({
	basis: z.enum(['consent', 'article-19']),
	procedure: z.optional(z.string().check(z.minLength(1), z.maxLength(160))),
	contact: z.optional(z.string().check(z.minLength(1), z.maxLength(80))),
	phone: z.optional(z.string().check(z.regex(OFFICE_PHONE))),
	months: z.optional(z.int().check(z.gte(1), z.lte(120)))
});
export type DataTerms = z.infer<typeof DataTerms>;

/** What a month's report covers: the month itself, or, as state reports do, from the 15th of the month before to the 14th. */
export const ReportPeriod = z.enum(['month', '15-to-14']);
export type ReportPeriod = z.infer<typeof ReportPeriod>;

export const Commune = z.object({
	name: PlaceName,
	words: PlaceWords,
	dataTerms: z.optional(DataTerms),
	/** Of the monthly reports; the calendar month where it was not chosen. */
	reportPeriod: z.optional(ReportPeriod)
});
export type Commune = z.infer<typeof Commune>;

export const Hamlet = z.object({
	name: PlaceName,
	order: Order,
	from: z.optional(Day),
	until: z.optional(Day),
	oldNames: z.optional(z.array(PlaceName).check(z.maxLength(20)))
});
export type Hamlet = z.infer<typeof Hamlet>;

/** Whether the hamlet is one of the commune's on that day: not merged into another, nor still to come. */
export const standsOn = ({ from = '', until }: Pick<Hamlet, 'from' | 'until'>, day: Day): boolean =>
	from <= day && (until === undefined || day <= until);

export const Group = z.object({ hamlet: HamletId, name: PlaceName, order: Order });
export type Group = z.infer<typeof Group>;

export const Lane = z.object({ hamlet: HamletId, group: z.optional(GroupId), name: PlaceName, order: Order });
export type Lane = z.infer<typeof Lane>;

export const defaultPlaceWords: PlaceWords = {
	commune: 'xã',
	hamlet: 'thôn',
	group: 'tổ đoàn kết',
	team: 'Tổ công nghệ số cộng đồng'
};

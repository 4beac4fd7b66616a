// Days and instants. Every period is counted in Việt Nam's time, UTC+7 all year (domain page §7, "Time zone").
import * as z from 'zod/mini';

const VIETNAM_OFFSET_MS = 7 * 3_600_000;

/** A day as `yyyy-mm-dd`; shown as dd/mm/yyyy, compared as text. */
export const Day = z.string().check(
	z.regex(/^\d{4}-\d{2}-\d{2}$/),
	z.refine((text) => isRealDay(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))))
);
export type Day = z.infer<typeof Day>;

/** An instant in milliseconds since 1970, UTC. */
export const Instant = z.int().check(z.nonnegative());
export type Instant = z.infer<typeof Instant>;

/** The day on which `at` falls in Việt Nam. */
export function dayOf(at: Instant): Day {
	return new Date(at + VIETNAM_OFFSET_MS).toISOString().slice(0, 10);
}

/** The hour, 0–23, that clocks in Việt Nam show at `at`. */
export function hourOf(at: Instant): number {
	return new Date(at + VIETNAM_OFFSET_MS).getUTCHours();
}

/** Year, month 1–12 and day of a `Day`. */
export function partsOf(day: Day): { year: number; month: number; day: number } {
	return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

/** The moment at which `day` begins in Việt Nam. */
export function startOfDay(day: Day): Instant {
	return Date.parse(`${day}T00:00:00Z`) - VIETNAM_OFFSET_MS;
}

/** The day `count` days after `day` (before it when negative). */
export function addDays(day: Day, count: number): Day {
	const { year, month, day: date } = partsOf(day);
	return new Date(Date.UTC(year, month - 1, date + count)).toISOString().slice(0, 10);
}

/** How many days `to` comes after `from`; negative when before it. */
export const daysBetween = (from: Day, to: Day): number =>
	Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000);

/** Whether year, month and day name a day that exists: 31/02 does not. */
export function isRealDay(year: number, month: number, day: number): boolean {
	const date = new Date(Date.UTC(year, month - 1, day));
	return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

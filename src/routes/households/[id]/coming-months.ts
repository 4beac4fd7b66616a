import { partsOf, type Day } from '#domain/calendar.ts';

const COUNT = 14;

/** The months, `yyyy-mm`, somebody away may be back in: this one and the next thirteen, and `chosen` if it is past. */
export function comingMonths(today: Day, chosen?: string): string[] {
	const { year, month } = partsOf(today);
	const months = Array.from({ length: COUNT }, (_, after) =>
		new Date(Date.UTC(year, month - 1 + after, 1)).toISOString().slice(0, 7)
	);
	return chosen === undefined || months.includes(chosen) ? months : [chosen, ...months];
}

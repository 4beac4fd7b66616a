// A birth date is known as far as it is known: the year alone is enough for everything the product computes.
import * as z from 'zod/mini';
import { isRealDay, partsOf, type Day } from './calendar.ts';

/** Year alone, year and month, or the whole date. A day without a month is refused. */
export const Birth = z
	.object({
		year: z.int().check(z.gte(1880), z.lte(2100)),
		month: z.optional(z.int().check(z.gte(1), z.lte(12))),
		day: z.optional(z.int().check(z.gte(1), z.lte(31)))
	})
	.check(
		z.refine(
			({ year, month, day }) => day === undefined || (month !== undefined && isRealDay(year, month, day))
		)
	);
export type Birth = z.infer<typeof Birth>;

/** Whether a person is `age` years old on `today`: `maybe` when the year alone leaves it open (turns it this year). */
export function hasReachedAge(birth: Birth, age: number, today: Day): 'yes' | 'no' | 'maybe' {
	// The year decides nearly always: asked of everybody for each item, the rest of the day is read only where it has to be.
	const thisYear = Number(today.slice(0, 4));
	const turns = birth.year + age;
	if (turns !== thisYear) return turns < thisYear ? 'yes' : 'no';
	const { month, day } = partsOf(today);
	if (birth.month === undefined) return 'maybe';
	if (birth.month !== month) return birth.month < month ? 'yes' : 'no';
	if (birth.day === undefined) return 'maybe';
	return birth.day <= day ? 'yes' : 'no';
}

/** The ages at which an identity card ends (Luật Căn cước 2023, Điều 21). */
const CARD_ENDS_AT = [14, 25, 40, 60];

/** In which year the identity card may have to be changed, this one or the next; the card itself has the last word. */
export function cardMayEnd(birth: Birth, today: Day): 'this-year' | 'next-year' | undefined {
	const turns = partsOf(today).year - birth.year;
	if (CARD_ENDS_AT.includes(turns)) return 'this-year';
	return CARD_ENDS_AT.includes(turns + 1) ? 'next-year' : undefined;
}

// What a guide says (F6, domain page §2): short lines for a volunteer at a door, checked by a test against this schema.
import * as z from 'zod/mini';
import { Day } from '#domain/calendar.ts';
import { ItemCode } from '#domain/item.ts';
import { Reason } from '#domain/reason.ts';

export const Drawing = z.enum(['card-and-phone', 'address-bar', 'health-book', 'shield', 'sim', 'qr']);
export type Drawing = z.infer<typeof Drawing>;

const Line = z.string().check(z.minLength(2), z.maxLength(120));
const lines = (least: number, most: number) => z.array(Line).check(z.minLength(least), z.maxLength(most));

export const Guide = z.strictObject({
	item: ItemCode,
	/** Day on which the steps were last compared with what they are about. */
	checked: Day,
	/** What it is good for, as one tells a neighbour. */
	why: Line,
	bring: lines(1, 4),
	steps: lines(3, 9),
	/** What to do when something is in the way, by reason. */
	stuck: z
		.array(z.strictObject({ reasons: z.array(Reason).check(z.minLength(1)), do: lines(1, 3) }))
		.check(z.minLength(1)),
	/** What comes after, or where to go on. */
	next: lines(1, 2),
	never: lines(1, 2),
	/** To be held up to the resident, in very large letters. */
	card: z.array(z.string().check(z.minLength(2), z.maxLength(42))).check(z.minLength(1), z.maxLength(5)),
	drawing: z.optional(Drawing)
});
export type Guide = z.infer<typeof Guide>;

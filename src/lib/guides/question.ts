// A question of the self-check (F17). It is drawn from a guide, and explained by that guide's own words.
import * as z from 'zod/mini';
import { ItemCode } from '#domain/item.ts';

const Line = z.string().check(z.minLength(2), z.maxLength(120));

export const Question = z.strictObject({
	/** Whose guide answers it. */
	item: ItemCode,
	ask: Line,
	right: Line,
	wrong: z.array(Line).check(z.minLength(1), z.maxLength(3)),
	/** One line of the guide, word for word. */
	why: Line
});
export type Question = z.infer<typeof Question>;

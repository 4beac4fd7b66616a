import * as z from 'zod/mini';
import { Day } from './calendar.ts';
import { Order } from './places.ts';

export const ItemCode = z.string().check(z.regex(/^[A-Z][A-Z0-9]{1,9}$/));
export type ItemCode = z.infer<typeof ItemCode>;

/** One thing of the checklist (mục). A mục chính has `main` true: only these stand on the household page and count as missing. */
export const Item = z.object({
	name: z.string().check(z.minLength(1), z.maxLength(60)),
	/** For narrow places: at most a few words. */
	shortName: z.optional(z.string().check(z.minLength(1), z.maxLength(30))),
	of: z.enum(['person', 'household']),
	main: z.boolean(),
	on: z.boolean(),
	order: Order,
	/** Eligible from this age in years; nobody is too young when absent. */
	fromAge: z.optional(z.int().check(z.gte(0), z.lte(120))),
	/** Waits until VNeID level 2 is activated: shown as "Chờ VNeID", not asked. */
	needsVneid: z.optional(z.boolean()),
	/** Cannot be had without a smartphone: filled with V01 by the cascade. */
	needsSmartphone: z.optional(z.boolean()),
	/** `assists`: counted in lượt, never as a rate (DVC2). */
	counted: z.enum(['rate', 'assists']),
	from: z.optional(Day),
	until: z.optional(Day)
});
export type Item = z.infer<typeof Item>;

/** An item with its code, as the checklist lists it. */
export type ListedItem = Item & { code: ItemCode };

/** The item that the others wait for. */
export const VNEID: ItemCode = 'VN2';
export const SMARTPHONE: ItemCode = 'DT';
export const SIM: ItemCode = 'SIM';
export const CARD: ItemCode = 'CC';

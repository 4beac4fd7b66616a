// What a commune plans: campaigns, targets, and who goes where.
import * as z from 'zod/mini';
import { Day } from './calendar.ts';
import { HamletId, HouseholdId, MemberId } from './ids.ts';
import { ItemCode } from './item.ts';
import { MOST_CHOSEN } from './main-items.ts';
import { Force } from './member.ts';

/** More live in no hamlet. */
export const MOST_COUNTED = 100_000;

const Name = z.string().check(z.minLength(1), z.maxLength(80));

/**
 * Đợt cao điểm: days are inclusive; `mainItems` replace the commune's two free mục chính while it runs, none of them leaves
 * these. One that is to end early gets an earlier last day; a cancelled one counts as never planned.
 */
export const Campaign = z.object({
	name: Name,
	from: Day,
	until: Day,
	mainItems: z.array(ItemCode).check(z.maxLength(MOST_CHOSEN)),
	forces: z.array(Force).check(z.maxLength(4)),
	cancelled: z.optional(z.boolean())
});
export type Campaign = z.infer<typeof Campaign>;

/**
 * Chỉ tiêu: how many people (or households) of a hamlet are to have an item, by a day. Without a count it was taken back.
 * Id is hamlet and item (sync-spec RC1): what two officials set is one target.
 */
export const Target = z.object({
	hamlet: HamletId,
	item: ItemCode,
	count: z.optional(z.int().check(z.gte(0), z.lte(MOST_COUNTED))),
	by: z.optional(Day)
});
export type Target = z.infer<typeof Target>;

/** Phân công: id is household and member (sync-spec RC1). */
export const Assignment = z.object({ household: HouseholdId, member: MemberId, active: z.boolean() });
export type Assignment = z.infer<typeof Assignment>;

/**
 * "Tối nay tôi đến nhà này": said by a member for one day, over by itself when the day turns; without a day it was taken
 * back. Id is household and member (sync-spec RC1), so that two who say it of one house are two rows, and both are heard.
 */
export const Claim = z.object({ household: HouseholdId, by: MemberId, day: z.optional(Day) });
export type Claim = z.infer<typeof Claim>;

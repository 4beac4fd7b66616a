import * as z from 'zod/mini';
import { HouseholdNote } from './household-note.ts';
import { GroupId, HamletId, HouseholdId, LaneId, RowId } from './ids.ts';
import { Order } from './places.ts';

/** A household as it lives (hộ thực tế), not as it is registered. `order` is the walking order of its hamlet's list. */
export const Household = z.object({
	hamlet: HamletId,
	group: z.optional(GroupId),
	lane: z.optional(LaneId),
	/** The code of the commune's own list, unique within it. */
	code: z.optional(z.string().check(z.minLength(1), z.maxLength(40))),
	/** Free text: house number, lane, or only a landmark. */
	address: z.optional(z.string().check(z.maxLength(160))),
	nickname: z.optional(z.string().check(z.maxLength(60))),
	order: Order,
	status: z.enum(['active', 'moved-away']),
	/** The leaving that the head says is so (`leavingOf`); no other is confirmed by it. */
	confirmed: z.optional(RowId),
	/** To the next visitor; cleared once it has done its work. */
	note: z.optional(HouseholdNote),
	mergedInto: z.optional(HouseholdId),
	/** "Không cho ghi thông tin": resists concurrent writes once true (sync-spec MG4). */
	noRecord: z.optional(z.boolean())
});
export type Household = z.infer<typeof Household>;

/** Whether the household still stands on the door list. */
export function isOnDoorList(household: Household): boolean {
	return household.status === 'active' && household.mergedInto === undefined;
}

import type { HamletId, HouseholdId, MemberId, PersonId, SessionId } from '#domain/ids.ts';
import type { ItemCode } from '#domain/item.ts';
import type { Month } from '#domain/report.ts';
import { attendanceId, memberAtId, reportId, targetId, uuidv7 } from '#protocol/row-id.ts';

/** Id of a row that a screen makes, such as a visit (sync-spec RC1). `now` in milliseconds. */
export function newRowId(now: number): string {
	return uuidv7(now, crypto.getRandomValues(new Uint8Array(10)));
}

/** Id of the row that says whether a member goes to a household tonight (sync-spec RC1). */
export const claimId = (household: HouseholdId, member: MemberId): string => memberAtId(household, member);

/** Id of the row that says whether a member was given a household (sync-spec RC1). */
export const assignmentId = (household: HouseholdId, member: MemberId): string =>
	memberAtId(household, member);

/** Id of the row that says how many of a hamlet are to have an item (sync-spec RC1). */
export const targetRowId = (hamlet: HamletId, item: ItemCode): string => targetId(hamlet, item);

/** Id of the row by which a member says that somebody came to a session (sync-spec RC1). */
export const cameId = (session: SessionId, person: PersonId, member: MemberId): string =>
	attendanceId(session, person, member);

/** Id of the row that is a hamlet's report of a month (sync-spec RC1). */
export const reportRowId = (hamlet: HamletId, month: Month): string => reportId(hamlet, month);

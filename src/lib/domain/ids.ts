// Ids are opaque text; the brand keeps a person's id from being handed to a function that wants a household's.
import * as z from 'zod/mini';

const ROW_ID = /^[A-Za-z0-9._:-]{1,120}$/;

/** Any row id: 1–120 characters (three ids of phones, with what parts them) that need no escaping in a URL, a log line or a database key. */
export const RowId = z.string().check(z.regex(ROW_ID));
export const isRowId = (value: unknown): value is string => typeof value === 'string' && ROW_ID.test(value);

export const CommuneId = RowId.brand<'Commune'>();
export const HamletId = RowId.brand<'Hamlet'>();
export const GroupId = RowId.brand<'Group'>();
export const LaneId = RowId.brand<'Lane'>();
export const HouseholdId = RowId.brand<'Household'>();
export const PersonId = RowId.brand<'Person'>();
export const MemberId = RowId.brand<'Member'>();
export const VisitId = RowId.brand<'Visit'>();
export const SessionId = RowId.brand<'Session'>();
export const CampaignId = RowId.brand<'Campaign'>();

export type CommuneId = z.infer<typeof CommuneId>;
export type HamletId = z.infer<typeof HamletId>;
export type GroupId = z.infer<typeof GroupId>;
export type LaneId = z.infer<typeof LaneId>;
export type HouseholdId = z.infer<typeof HouseholdId>;
export type PersonId = z.infer<typeof PersonId>;
export type MemberId = z.infer<typeof MemberId>;
export type VisitId = z.infer<typeof VisitId>;
export type SessionId = z.infer<typeof SessionId>;
export type CampaignId = z.infer<typeof CampaignId>;

/** People of an imported household: the household's id and their place in the list, from 1 (sync-spec RC1). */
export const importedPersonId = (household: HouseholdId, ordinal: number): PersonId =>
	`${household}.${ordinal}` as PersonId;

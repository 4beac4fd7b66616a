// Ids made on phones and ids derived from a natural key (sync-spec RC1).
import type { HamletId, HouseholdId, MemberId, PersonId, SessionId } from '#domain/ids.ts';
import type { ItemCode } from '#domain/item.ts';
import type { Month } from '#domain/report.ts';

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** UUIDv7 (RFC 9562 §5.7): 48 bits of `now` in milliseconds, then `random`, 10 bytes. */
export function uuidv7(now: number, random: Uint8Array): string {
	const bytes = new Uint8Array(16);
	for (let index = 5, rest = now; index >= 0; index -= 1, rest = Math.floor(rest / 256))
		bytes[index] = rest % 256;
	bytes.set(random.subarray(0, 10), 6);
	bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
	bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
	const hex = Array.from(bytes, (byte) => HEX[byte]).join('');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Of an assignment, or of a claim. */
export const memberAtId = (household: HouseholdId, member: MemberId): string => `${household}:${member}`;
export const targetId = (hamlet: HamletId, item: ItemCode): string => `${hamlet}:${item}`;
export const reportId = (hamlet: HamletId, month: Month): string => `${hamlet}:${month}`;

/** Of a word that somebody came to a session. */
export const attendanceId = (session: SessionId, person: PersonId, member: MemberId): string =>
	`${session}:${person}:${member}`;

/** The person that such an id names; a member's id has no colon. */
export const personIn = (id: string): string => id.slice(id.indexOf(':') + 1, id.lastIndexOf(':'));

/** Collections whose ids name a household and a member: the id follows the household when it is merged. */
export const isMemberAt = (c: string): c is 'assignments' | 'claims' => c === 'assignments' || c === 'claims';

/** The household that such an id names. */
export const householdIn = (id: string): string => id.slice(0, id.lastIndexOf(':'));

/** The id of the same member's row at another household. */
export const memberAtIdIn = (household: string, id: string): string =>
	`${household}:${id.slice(id.lastIndexOf(':') + 1)}`;

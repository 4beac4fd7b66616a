// "Tối nay tôi đến nhà này", said and taken back.
import type { Day } from '#domain/calendar.ts';
import type { HouseholdId, MemberId } from '#domain/ids.ts';
import type { Claim } from '#domain/programme.ts';
import { m } from '#i18n/paraglide/messages.js';
import { claimId } from '#phone/store/new-row-id.ts';
import type { Tap } from './taps.ts';

/** `before`: the member's row about this household, of whatever evening. */
export function claimTap(household: HouseholdId, by: MemberId, before: Claim | undefined, today: Day): Tap {
	const row = { c: 'claims', id: claimId(household, by) } as const;
	const label = m.claim_recorded();
	if (before === undefined)
		return { drafts: [{ k: 'add', ...row, a: { household, by, day: today } }], label };
	return before.day === today
		? { drafts: [{ k: 'set', ...row, a: { day: null } }], label: m.claim_taken_back() }
		: { drafts: [{ k: 'set', ...row, a: { day: today } }], label };
}

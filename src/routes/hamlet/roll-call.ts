// One line of the roll call: when a member was last heard of, and what her phones still held then, in words (F12).
import { dayOf, type Instant } from '#domain/calendar.ts';
import { formatDay, formatNumber, formatTime } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { HamletId, MemberId } from '#domain/ids.ts';
import type { MemberContact } from '#phone/store/roll-call.ts';
import type { View } from '#phone/store/view.ts';
import type { IconName } from '#ui/icons.ts';

export interface ContactSign {
	tone: 'plain' | 'part' | 'due' | 'done';
	icon: IconName;
	text: string;
}

/** Who has not been heard of today may have recorded since: that is never called "all sent". */
export function signOf({ lastContactAt, unsent, phones }: MemberContact, now: Instant): ContactSign {
	if (lastContactAt === undefined) return { tone: 'plain', icon: 'no-phone', text: m.rollcall_sign_never() };
	if (phones === 0) return { tone: 'plain', icon: 'no-phone', text: m.rollcall_sign_no_phone() };
	if (unsent > 0)
		return { tone: 'due', icon: 'send', text: m.rollcall_sign_unsent({ entries: formatNumber(unsent) }) };
	if (dayOf(lastContactAt) !== dayOf(now))
		return { tone: 'part', icon: 'hourglass', text: m.rollcall_sign_not_today() };
	return { tone: 'done', icon: 'check', text: m.rollcall_sign_sent() };
}

export function contactText({ lastContactAt, phones }: MemberContact, now: Instant): string {
	if (lastContactAt === undefined) return m.rollcall_never();
	const time = formatTime(lastContactAt);
	const day = dayOf(lastContactAt);
	const contact =
		day === dayOf(now) ? m.rollcall_contact({ time }) : m.rollcall_contact_on({ time, day: formatDay(day) });
	return phones > 1 ? `${contact} · ${m.rollcall_phones({ count: formatNumber(phones) })}` : contact;
}

/** Whom the head has to speak to first: those with unsent work, then the longest unheard, those never heard of last. */
export function inOrderOfCall(members: readonly MemberContact[]): MemberContact[] {
	const order = ({ unsent, lastContactAt = Infinity }: MemberContact) => [-unsent, lastContactAt] as const;
	return [...members].sort((a, b) => {
		const [one, other] = [order(a), order(b)];
		return one[0] - other[0] || compared(one[1], other[1]) || (a.member < b.member ? -1 : 1);
	});
}

/** Two that were never heard of are equal: Infinity less Infinity is no number. */
const compared = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

/** Those who work in this hamlet. */
export const inHamlet = (
	view: Pick<View, 'get'>,
	hamlet: HamletId,
	members: readonly MemberContact[]
): MemberContact[] =>
	members.filter(({ member }) => view.get('members', member)?.hamlets.includes(hamlet) === true);

/** What was heard of the members, and whether it was a moment ago. */
export interface LastHeard {
	now: Instant;
	members: readonly MemberContact[];
	isFresh: boolean;
}

/**
 * What a total may lack, in words (F24); undefined when everybody has just been heard to have handed in. Of her own phone
 * the line of state tells. Who never signed in holds nothing that could be missing.
 */
export function mayLackText(
	last: LastHeard | undefined,
	view: Pick<View, 'get'>,
	hamlet: HamletId,
	me: MemberId,
	now: Instant
): string | undefined {
	if (last === undefined) return m.lack_unknown();
	const others = inHamlet(view, hamlet, last.members).filter(({ member }) => member !== me);
	const owing = others.filter((one) => isOwing(one, now)).length;
	const lastHeard = asOfText(last, now);
	if (owing === 0) return last.isFresh ? undefined : `${lastHeard} ${m.lack_all_sent()}`;
	const lack = m.lack_members({ count: formatNumber(owing) });
	return last.isFresh ? lack : `${lack} ${lastHeard}`;
}

/** "Theo lần biết cuối lúc 19:42." */
export function asOfText({ now: heardAt }: LastHeard, now: Instant): string {
	const time = formatTime(heardAt);
	const day = dayOf(heardAt);
	return day === dayOf(now) ? m.lack_as_of({ time }) : m.lack_as_of_day({ time, day: formatDay(day) });
}

/** Has something left to hand in, or was not heard of today and may have. */
const isOwing = ({ lastContactAt, phones, unsent }: MemberContact, now: Instant): boolean =>
	lastContactAt !== undefined && phones > 0 && (unsent > 0 || dayOf(lastContactAt) !== dayOf(now));

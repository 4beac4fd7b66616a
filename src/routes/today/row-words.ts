// What a line of the door list says beside who lives there: what to come back for, and when to try a closed door again.
import type { Day } from '#domain/calendar.ts';
import { dayOf } from '#domain/calendar.ts';
import type { Appointment } from '#domain/door-state.ts';
import type { HouseholdId, MemberId } from '#domain/ids.ts';
import type { ItemCode, ListedItem } from '#domain/item.ts';
import type { DayPart } from '#domain/next-try.ts';
import { formatShortDay } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import { claimText } from '#ui/claim-text.ts';
import type { IconName } from '#ui/icons.ts';
import { reasonText } from '#ui/words.ts';
import { isLeft, type DoorRow } from './door-rows.ts';

/** "Hẹn hôm nay · VNeID: Hồ sơ chưa được duyệt". */
export function appointmentText(appointment: Appointment, today: Day, items: readonly ListedItem[]): string {
	const { day } = appointment;
	const on = day === today ? m.today_due_today() : m.door_follow_up_on({ day: formatShortDay(day ?? today) });
	return `${day === undefined ? m.today_due_open() : on} · ${whatFor(appointment, items)}`;
}

function whatFor(appointment: Appointment, items: readonly ListedItem[]): string {
	if (appointment.of === 'visit') {
		return m.today_due_visit({ day: formatShortDay(dayOf(appointment.madeAt)) });
	}
	const { item: code, answer } = appointment;
	const isApproved = answer.status === 'not-yet' && answer.stage === 'approved';
	const open = isApproved ? m.item_stage_approved() : m.today_due_check();
	return `${nameOf(code, items)}: ${answer.status === 'blocked' ? reasonText(answer.reason) : open}`;
}

function nameOf(code: ItemCode, items: readonly ListedItem[]): string {
	const item = items.find((one) => one.code === code);
	return item?.shortName ?? item?.name ?? code;
}

/** "Cần kiểm tra lại: VNeID mức 2, Mobile money". */
export function recheckText(codes: readonly ItemCode[], items: readonly ListedItem[]): string | undefined {
	if (codes.length === 0) return undefined;
	return m.today_recheck({ items: codes.map((code) => nameOf(code, items)).join(', ') });
}

const parts: Record<DayPart, () => string> = {
	morning: m.part_morning,
	noon: m.part_noon,
	afternoon: m.part_afternoon,
	evening: m.part_evening
};

export interface RowSign {
	icon: IconName;
	text: string;
}

/** What a row's signs are made of, beside the row itself. */
export interface Surroundings {
	today: Day;
	items: readonly ListedItem[];
	/** The commune's own word, "thôn". */
	hamlet: string;
	me: MemberId;
	/** Who goes where tonight. */
	claims: ReadonlyMap<HouseholdId, readonly MemberId[]>;
	nameOf: (member: MemberId) => string | undefined;
	/** Households with work that has yet to leave the phone. */
	unsent: ReadonlySet<string>;
}

/** The quiet lines under a household's name. */
export function signsOf(row: DoorRow, around: Surroundings): RowSign[] {
	const { today, items, hamlet, unsent } = around;
	const due = row.isDue && row.appointment && appointmentText(row.appointment, today, items);
	const again = row.state === 'not-home' ? nextTryText(row, hamlet) : undefined;
	const claim = isLeft(row) || row.state === 'refused' ? claimOf(row, around) : undefined;
	const signs: [IconName, string | false | undefined][] = [
		['eye', recheckText(row.recheck, items)],
		['calendar', due],
		['refresh', again],
		['home', claim],
		['send', unsent.has(row.id) && m.today_unsent()]
	];
	return signs.flatMap(([icon, text]) => (text ? [{ icon, text }] : []));
}

/** Who has found somebody there today has kept the word. */
function claimOf({ id, metToday }: DoorRow, { me, claims, nameOf }: Surroundings): string | undefined {
	const coming = (claims.get(id) ?? []).filter((member) => !metToday.includes(member));
	const others = coming.filter((member) => member !== me);
	return claimText(
		coming.includes(me),
		others.map((member) => nameOf(member) ?? m.claim_somebody())
	);
}

/** "Vắng 2 lần buổi sáng. Thử buổi tối." `hamlet`: the commune's own word. */
function nextTryText(row: DoorRow, hamlet: string): string | undefined {
	const { nextTry, timesNotHome: times, isWithHead } = row;
	if (nextTry !== undefined && isWithHead)
		return m.today_try_head({ times, hamlet, next: parts[nextTry.next]() });
	return triedText(row);
}

/** The same for whoever has that list already. */
export function triedText({ nextTry, timesNotHome: times }: DoorRow): string | undefined {
	if (nextTry === undefined) return undefined;
	const next = parts[nextTry.next]();
	const tried = nextTry.tried.map((part) => parts[part]()).join(', ');
	return times === 1 ? m.today_try({ parts: tried, next }) : m.today_try_times({ times, parts: tried, next });
}

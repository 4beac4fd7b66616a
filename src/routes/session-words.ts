// A session in words, for its own pages, and for work about it that was not used (F12) or written differently (F13).
import { dayOf, Day, Instant } from '#domain/calendar.ts';
import { Session } from '#domain/session.ts';
import { formatDay, formatTime } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { View } from '#phone/store/view.ts';

type Source = Pick<View, 'get'>;

export const kindText = (kind: Session['kind']): string =>
	kind === 'training' ? m.session_training() : m.session_evening();

/** "Mỗi đêm 1 giờ · 22/11/2026"; undefined when the session is not here. */
export function sessionName(session: Partial<Session> | undefined): string | undefined {
	const kind = Session.shape.kind.safeParse(session?.kind).data;
	const day = Day.safeParse(session?.day).data;
	if (kind === undefined || day === undefined) return undefined;
	return m.session_of_day({ kind: kindText(kind), day: formatDay(day) });
}

const labels: Record<string, () => string> = {
	kind: m.session_kind,
	place: m.session_place,
	day: m.session_day,
	helpers: m.session_helpers,
	startedAt: m.session_started,
	endedAt: m.session_ended,
	voided: m.session_taken_back
};

export const sessionField = (field: string): string | undefined => labels[field]?.();

/** One field's value; undefined for what this version cannot read. */
export function sessionValue(field: string, value: unknown, view: Source): string | undefined {
	const moment = Instant.safeParse(value).data;
	if (moment !== undefined) return `${formatTime(moment)} ${formatDay(dayOf(moment))}`;
	if (field === 'voided') return value === true ? m.session_taken_back() : undefined;
	if (field === 'helpers' && Array.isArray(value))
		return value.map((id) => view.get('members', String(id))?.name ?? m.claim_somebody()).join(', ');
	const [kind, day] = [Session.shape.kind.safeParse(value).data, Day.safeParse(value).data];
	if (field === 'kind') return kind && kindText(kind);
	if (field === 'day') return day && formatDay(day);
	return field === 'place' && typeof value === 'string' ? value : undefined;
}

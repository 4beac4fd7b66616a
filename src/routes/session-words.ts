// A session in words, for its own pages, and for work about it that was not used (F12) or written differently (F13).
import { dayOf, Day, Instant } from '#domain/calendar.ts';
import { Session, type SessionState, type SessionTimes } from '#domain/session.ts';
import { formatDay, formatNumber, formatTime } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { View } from '#phone/store/view.ts';

type Source = Pick<View, 'get'>;

export const kindText = (kind: Session['kind']): string =>
	kind === 'training' ? m.session_training() : m.session_evening();

/** "Mỗi đêm 1 giờ · 22/11/2026"; undefined when the session is not here. */
export function sessionName(session: Partial<Pick<Session, 'kind' | 'day'>> | undefined): string | undefined {
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

const states: Record<SessionState, () => string> = {
	planned: m.session_state_planned,
	running: m.session_state_running,
	ended: m.session_state_ended,
	'not-held': m.session_state_not_held,
	'taken-back': m.session_state_taken_back
};

/** "Nhà văn hóa · Đang diễn ra · 14 người đến". */
export function standingText({ place }: Session, state: SessionState, came: number): string {
	const count = came === 0 ? undefined : m.session_count({ count: formatNumber(came) });
	return [place, states[state](), count].filter(Boolean).join(' · ');
}

/** "Bắt đầu lúc 19:30 · đã 35 phút"; of what is over, from when to when. Empty before it begins. */
export function clockText({ from, until }: SessionTimes, now: number): string {
	if (from === undefined) return '';
	const minutes = (end: number) => formatNumber(Math.max(0, Math.floor((end - from) / 60_000)));
	return until === undefined
		? m.session_running_since({ time: formatTime(from), minutes: minutes(now) })
		: m.session_lasted({ from: formatTime(from), until: formatTime(until), minutes: minutes(until) });
}

import { dayOf, type Instant } from '#domain/calendar.ts';
import { formatDay, formatTime } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';

/** How old figures are, by the last word from the commune: "Số liệu lúc 19:42", with the day when it is not today's. */
export function freshnessOf(at: Instant | undefined, now: Instant): string {
	if (at === undefined) return m.board_fresh_never();
	const time = formatTime(at);
	const day = dayOf(at);
	return day === dayOf(now) ? m.board_fresh_at({ time }) : m.board_fresh_on({ time, day: formatDay(day) });
}

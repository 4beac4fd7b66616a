// Tonight's summary for the group's chat (F23): numbers only. Nothing here is ever given a person: what is not known
// cannot be told. Pure.
import { dayOf, type Day, type Instant } from '#domain/calendar.ts';
import type { HamletId, HouseholdId, SessionId } from '#domain/ids.ts';
import { isStanding, type Assist, type Visit } from '#domain/visit.ts';
import { workOf, type Attendance, type Session } from '#domain/session.ts';
import { formatDay, formatNumber, formatTime } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { View } from '#phone/store/view.ts';
import { kindText } from '../../session-words.ts';
import type { Board } from '../board.ts';
import { wordsOf } from '../coverage-words.ts';

/** What was done in a hamlet on one day, by everybody whose work has come here. */
export interface DayWork {
	/** Households where somebody was found. */
	visited: number;
	/** Lượt hỗ trợ. */
	assists: number;
	/** Those of the day to which somebody came. */
	sessions: { kind: Session['kind']; came: number; helped: number }[];
}

type Source = Pick<View, 'householdsOf' | 'visitsOf' | 'populationOf' | 'standingPerson'> & {
	all(c: 'assists'): readonly Assist[];
	all(c: 'attendance'): readonly Attendance[];
	all(c: 'sessions'): readonly (Session & { id: string })[];
};

export function dayWorkOf(source: Source, hamlet: HamletId, day: Day): DayWork {
	const isOfDay = (one: Pick<Visit | Assist, 'at' | 'voided'>) => isStanding(one) && dayOf(one.at) === day;
	const wasFoundIn = (household: HouseholdId) =>
		source.visitsOf(household).some((visit) => isOfDay(visit) && visit.outcome !== 'not-home');
	const people = new Set(source.populationOf(hamlet).people.map(({ id }) => id));
	return {
		visited: source.householdsOf(hamlet).filter(({ id }) => wasFoundIn(id)).length,
		assists: source.all('assists').filter((one) => isOfDay(one) && people.has(one.person)).length,
		sessions: sessionsOn(source, hamlet, day)
	};
}

/** Counted at the session itself, so that a guest from elsewhere counts as well. */
function sessionsOn(source: Source, hamlet: HamletId, day: Day): DayWork['sessions'] {
	return source
		.all('sessions')
		.filter((one) => one.hamlet === hamlet && one.day === day && one.voided !== true)
		.map(({ id, kind }) => {
			const work = workOf(id as SessionId, source.all('attendance'), source.all('assists'), (person) =>
				source.standingPerson(person)
			);
			return { kind, came: work.came.size, helped: work.helped };
		})
		.filter(({ came }) => came > 0);
}

/** What the text says and the picture shows. */
export interface Summary {
	title: string;
	lines: string[];
	items: { name: string; rate: string; detail: string; done: number }[];
	/** How far the figures reach, and what they may lack. */
	asOf: string[];
}

/** `mayLack`: what all figures of it may lack, in words. */
export function summaryOf(
	hamlet: string,
	board: Board,
	work: DayWork,
	now: Instant,
	mayLack?: string
): Summary {
	const { reached, total } = board;
	const counts = { visited: formatNumber(work.visited), assists: formatNumber(work.assists) };
	return {
		title: m.summary_head({ hamlet, day: formatDay(dayOf(now)) }),
		lines: [
			work.visited + work.assists === 0 ? m.summary_today_none() : m.summary_today(counts),
			...work.sessions.map(({ kind, came, helped }) =>
				m.summary_session({
					kind: kindText(kind),
					came: formatNumber(came),
					helped: formatNumber(helped)
				})
			),
			m.summary_reached({ reached: formatNumber(reached), total: formatNumber(total) }),
			...(reached === total ? [] : [m.summary_left({ left: formatNumber(total - reached) })])
		],
		items: board.main.map((coverage) => {
			const { name, rate, detail, done } = wordsOf(coverage);
			return { name, rate, detail, done };
		}),
		asOf: [m.summary_as_of({ time: formatTime(now) }), ...(mayLack === undefined ? [] : [mayLack])]
	};
}

/** As it is pasted into a chat. */
export function textOf({ title, lines, items, asOf }: Summary): string {
	const rates = items.map(({ name, rate, detail }) => `• ${name}: ${rate} (${detail})`);
	return [title, ...lines, '', ...rates, '', ...asOf].join('\n');
}

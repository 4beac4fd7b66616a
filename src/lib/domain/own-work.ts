// "Việc tôi đã làm" (F17): what one member did, for that member alone. Nothing here sets one beside another.
import { dayOf, type Day, type Instant } from './calendar.ts';
import type { MemberId, PersonId, SessionId } from './ids.ts';
import { marksBySession, timesOf, type Attendance, type Session } from './session.ts';
import { creditedWith, isStanding, standingVisits, type Assist, type Visit } from './visit.ts';

/** `days`: on which there was a visit, a help or a session. `sessions`: helped at. `people`: helped, each once. */
export interface OwnWork {
	days: number;
	visits: number;
	sessions: number;
	people: number;
}

/** A month as `yyyy-mm`. */
export type MonthOfWork = OwnWork & { month: string };

/** What the phone holds, whoever did it. */
export interface WorkFacts {
	visits: readonly Visit[];
	assists: readonly Assist[];
	sessions: readonly (Session & { id: string })[];
	attendance: readonly Attendance[];
}

interface Deed {
	day: Day;
	of: 'visit' | 'session' | 'help';
	person?: PersonId;
}

/** What stands of the member's visits, as companion too, of the helps the member gave, and of the sessions; `months` newest first. */
export function ownWorkOf(
	member: MemberId,
	facts: WorkFacts,
	now: Instant
): { total: OwnWork; months: MonthOfWork[] } {
	const { visits, assists } = facts;
	const deeds: Deed[] = [
		...standingVisits(visits)
			.filter((visit) => creditedWith(visit).includes(member))
			.map(({ at }): Deed => ({ day: dayOf(at), of: 'visit' })),
		...assists
			.filter((assist) => isStanding(assist) && assist.by === member)
			.map(({ at, person }): Deed => ({ day: dayOf(at), of: 'help', person })),
		...helpedAt(member, facts, now).map(({ day }): Deed => ({ day, of: 'session' }))
	];
	const months = [...new Set(deeds.map(({ day }) => day.slice(0, 7)))].sort().reverse();
	return {
		total: sumOf(deeds),
		months: months.map((month) => ({ month, ...sumOf(deeds.filter(({ day }) => day.startsWith(month))) }))
	};
}

/**
 * Sessions that the member wrote something down at, named or not; and those that took place with the member named to help,
 * for who leads people to a chair leaves no mark. Where nobody was named all of the team may help, and only a mark says who
 * did.
 */
function helpedAt(
	member: MemberId,
	{ sessions, attendance, assists }: WorkFacts,
	now: Instant
): WorkFacts['sessions'] {
	const all = [...attendance, ...assists];
	const marks = marksBySession(all);
	const own = marksBySession(all.filter(({ by }) => by === member));
	return sessions.filter((session) => {
		const { helpers = [], voided } = session;
		const id = session.id as SessionId;
		if (voided === true) return false;
		if (own.has(id)) return true;
		return helpers.includes(member) && timesOf(session, marks.get(id) ?? [], now).from !== undefined;
	});
}

function sumOf(deeds: readonly Deed[]): OwnWork {
	const many = (of: Deed['of']) => deeds.filter((deed) => deed.of === of).length;
	return {
		days: new Set(deeds.map(({ day }) => day)).size,
		visits: many('visit'),
		sessions: many('session'),
		people: new Set(deeds.flatMap(({ person }) => person ?? [])).size
	};
}

// The sessions of a hamlet as its pages show them (F21): how each stands, and what came of it. Pure.
import { dueOf, isDone } from '#domain/answer.ts';
import { addDays, dayOf, type Day, type Instant } from '#domain/calendar.ts';
import { workForTheHall } from '#domain/coverage.ts';
import { itemStateOf } from '#domain/eligibility.ts';
import type { HamletId, MemberId, PersonId, SessionId } from '#domain/ids.ts';
import type { ItemCode, ListedItem } from '#domain/item.ts';
import {
	marksBySession,
	timesOf,
	workOf,
	type Attendance,
	type Session,
	type SessionTimes,
	type SessionWork
} from '#domain/session.ts';
import { isStanding, type Assist } from '#domain/visit.ts';
import type { ListedHousehold, ListedPerson, View } from '#phone/store/view.ts';

export type ListedSession = Session & { id: SessionId };

export type ListedAttendance = Attendance & { id: string };

/** What is read of the view. */
export interface SessionSource {
	all(c: 'sessions'): readonly (Session & { id: string })[];
	all(c: 'attendance'): readonly ListedAttendance[];
	all(c: 'assists'): readonly Assist[];
	standingPerson(person: PersonId): PersonId;
}

export interface SessionLine {
	session: ListedSession;
	times: SessionTimes;
	/** How many came. */
	came: number;
}

/** The latest day first; what was taken back only where somebody came all the same. */
export function sessionsOf(source: SessionSource, hamlet: HamletId, now: Instant): SessionLine[] {
	const sessions = listed(source).filter((one) => one.hamlet === hamlet);
	return linesOf(source, sessions, now).sort(
		(a, b) =>
			(a.session.day < b.session.day ? 1 : a.session.day > b.session.day ? -1 : 0) ||
			(a.session.id < b.session.id ? 1 : -1)
	);
}

/** Today's, and one of yesterday that still runs; none that was taken back. */
export function sessionsTonight(source: SessionSource, hamlet: HamletId, now: Instant): SessionLine[] {
	const today = dayOf(now);
	const near: readonly Day[] = [today, addDays(today, -1)];
	const sessions = listed(source).filter((one) => one.hamlet === hamlet && near.includes(one.day));
	// Most days there is none, and nobody's marks are looked through.
	if (sessions.length === 0) return [];
	return linesOf(source, sessions, now).filter(
		({ session, times: { state } }) =>
			state !== 'taken-back' && (session.day === today || state === 'running')
	);
}

const listed = (source: SessionSource) =>
	source.all('sessions') as readonly Session[] as readonly ListedSession[];

function linesOf(source: SessionSource, sessions: readonly ListedSession[], now: Instant): SessionLine[] {
	const attendance = source.all('attendance');
	const marks = marksBySession([...attendance, ...source.all('assists')]);
	const came = Map.groupBy(attendance.filter(isStanding), ({ session }) => session);
	return sessions
		.map((session) => ({
			session,
			times: timesOf(session, marks.get(session.id) ?? [], now),
			came: new Set(came.get(session.id)?.map(({ person }) => source.standingPerson(person))).size
		}))
		.filter(({ times, came: count }) => times.state !== 'taken-back' || count > 0);
}

/** Whose evening it is: who was named to help, everybody of the team where nobody was. */
export const isHelping = ({ helpers = [] }: Session, member: MemberId): boolean =>
	helpers.length === 0 || helpers.includes(member);

export function sessionTimes(source: SessionSource, session: ListedSession, now: Instant): SessionTimes {
	const marks = marksBySession([...source.all('attendance'), ...source.all('assists')]);
	return timesOf(session, marks.get(session.id) ?? [], now);
}

/** Somebody who came, as far as this phone may show them. */
export interface Came {
	person: ListedPerson;
	household: ListedHousehold;
	at: Instant;
	/** What the hall can still do for them. */
	open: ListedItem[];
	/** How many mục chính nobody has asked them about. */
	unasked: number;
	/** They have every mục chính that is for them. */
	hasAll: boolean;
	/** The earliest day on which one of these is to be looked at again. */
	due: Day | undefined;
}

export interface SessionFigures extends SessionWork {
	/** The latest first. */
	people: Came[];
	/** Came, and are not on this phone, or do not want to be written down any more. */
	unseen: number;
	/** What somebody was helped with here and has now. */
	newlyDone: number;
}

type PeopleSource = SessionSource & Pick<View, 'peopleOf' | 'answersOf' | 'get'>;

export function figuresOf(
	source: PeopleSource,
	session: SessionId,
	mainItems: readonly ListedItem[],
	today: Day
): SessionFigures {
	const attendance = source.all('attendance');
	const assists = source.all('assists');
	const work = workOf(session, attendance, assists, (person) => source.standingPerson(person));
	const people = [...work.came].flatMap(([id, at]): Came[] => {
		const person = shownPerson(source, id);
		const household = person && source.get('households', person.household);
		if (person === undefined || household === undefined) return [];
		const answers = source.answersOf(id);
		const open = workForTheHall(mainItems, person, answers, today);
		const days = open.flatMap(({ code }) => dueOf(answers[code]) ?? []);
		const states = mainItems.map((item) => itemStateOf(item, person, answers, today));
		const unasked = states.filter((state) => state === 'unasked').length;
		const hasAll = states.every((state) => state === 'done' || state === 'not-eligible');
		const home = { ...household, id: person.household };
		const [due] = days.sort();
		return [{ person, household: home, at, open, unasked, hasAll, due }];
	});
	return { ...work, people, unseen: work.came.size - people.length, newlyDone: doneSince(source, session) };
}

/** That somebody came, as each wrote it down, the earliest first; of who is written down twice, on either row (sync-spec MG6). */
export const attendanceOf = (
	source: SessionSource,
	session: SessionId,
	person: PersonId
): ListedAttendance[] =>
	source
		.all('attendance')
		.filter((one) => one.session === session && source.standingPerson(one.person) === person)
		.sort((a, b) => a.at - b.at);

/** As the lists show people: nobody who does not want to be written down. */
export function shownPerson(source: Pick<View, 'get' | 'peopleOf'>, id: PersonId): ListedPerson | undefined {
	const household = source.get('people', id)?.household;
	return household && source.peopleOf(household).find((one) => one.id === id);
}

function doneSince(source: PeopleSource, session: SessionId): number {
	const helped = new Map<string, [PersonId, ItemCode]>();
	for (const one of source.all('assists'))
		if (one.session === session && isStanding(one)) {
			const person = source.standingPerson(one.person);
			helped.set(`${person} ${one.item}`, [person, one.item]);
		}
	return [...helped.values()].filter(([person, item]) => isDone(source.answersOf(person)[item])).length;
}

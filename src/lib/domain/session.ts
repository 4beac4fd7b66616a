// "Mỗi đêm 1 giờ" and trainings (F21): when one runs, and what came of it, from its marks. Pure: `now` is passed in.
import * as z from 'zod/mini';
import { addDays, Day, Instant, startOfDay } from './calendar.ts';
import { HamletId, MemberId, PersonId, SessionId } from './ids.ts';
import type { ItemCode } from './item.ts';
import { PlaceName } from './places.ts';
import { isStanding, type Assist } from './visit.ts';

/** An evening of help, or a training. `voided`: it was planned by mistake. */
export const Session = z.object({
	hamlet: HamletId,
	kind: z.enum(['evening', 'training']),
	place: PlaceName,
	day: Day,
	startedAt: z.optional(Instant),
	endedAt: z.optional(Instant),
	helpers: z.optional(z.array(MemberId).check(z.maxLength(40))),
	voided: z.optional(z.boolean())
});
export type Session = z.infer<typeof Session>;

/** That somebody came to a session, as one member wrote it down: id is all three (sync-spec RC1). `voided`: they did not. */
export const Attendance = z.object({
	session: SessionId,
	person: PersonId,
	at: Instant,
	by: MemberId,
	voided: z.optional(z.boolean())
});
export type Attendance = z.infer<typeof Attendance>;

/** The hour of the next morning at which a session that nobody has ended is over. */
const CLOSES_AT_HOUR = 2;
const HOUR_MS = 3_600_000;

/**
 * The time in which a session of `day` can run. A mark outside comes of a clock that was wrong, or was made good
 * afterwards: it counts, and says nothing of when the session was.
 */
export function windowOf(day: Day): { opens: Instant; closes: Instant } {
	return { opens: startOfDay(day), closes: startOfDay(addDays(day, 1)) + CLOSES_AT_HOUR * HOUR_MS };
}

export type SessionState = 'planned' | 'running' | 'ended' | 'not-held' | 'taken-back';

/** `from` and `until` are known of what has begun, and of what has ended. */
export interface SessionTimes {
	state: SessionState;
	from?: Instant;
	until?: Instant;
}

/**
 * How a session stands at `now`. It begins with the head's word or with its first mark, whichever comes first; left open it
 * counts as over at 02:00, with its last mark as its end. `marks`: the moments of all that was written down at it.
 */
export function timesOf(
	{ day, startedAt, endedAt, voided }: Session,
	marks: readonly Instant[],
	now: Instant
): SessionTimes {
	if (voided === true) return { state: 'taken-back' };
	const { opens, closes } = windowOf(day);
	const within = (moments: readonly (Instant | undefined)[]): Instant[] =>
		moments.filter((at) => at !== undefined).filter((at) => opens <= at && at < closes);
	const begun = within([startedAt, endedAt, ...marks]);
	if (begun.length === 0) return { state: now < closes ? 'planned' : 'not-held' };
	const from = Math.min(...begun);
	if (endedAt === undefined && now < closes) return { state: 'running', from };
	const [said] = within([endedAt]);
	return { state: 'ended', from, until: said ?? Math.max(from, ...within(marks)) };
}

export type MarkedSession =
	Pick<Attendance, 'session' | 'at' | 'voided'> | Pick<Assist, 'session' | 'at' | 'voided'>;

/** The moments of what stands of each session: who came, and who was helped. */
export function marksBySession(marks: Iterable<MarkedSession>): Map<SessionId, Instant[]> {
	const moments = new Map<SessionId, Instant[]>();
	for (const { session, at, voided } of marks) {
		if (session === undefined || !isStanding({ voided })) continue;
		const known = moments.get(session);
		if (known === undefined) moments.set(session, [at]);
		else known.push(at);
	}
	return moments;
}

/** What was done at a session, counted from its records. */
export interface SessionWork {
	/** Who came, and when that was first written down; the latest first. */
	came: ReadonlyMap<PersonId, Instant>;
	/** How many people were helped. */
	helped: number;
	/** Lượt hỗ trợ of each item. */
	assistsByItem: Map<ItemCode, number>;
}

/** `standingPerson`: who is written down twice came once, and was helped as one (sync-spec MG6). */
export function workOf(
	session: SessionId,
	attendance: readonly Attendance[],
	assists: readonly Assist[],
	standingPerson: (person: PersonId) => PersonId
): SessionWork {
	const here = attendance.filter((one) => one.session === session && isStanding(one));
	const given = assists.filter((one) => one.session === session && isStanding(one));
	const firstWords = new Map<PersonId, Instant>();
	for (const { person, at } of here.sort((a, b) => b.at - a.at || (a.person < b.person ? -1 : 1))) {
		firstWords.set(standingPerson(person), at);
	}
	const assistsByItem = new Map<ItemCode, number>();
	for (const { item } of given) assistsByItem.set(item, (assistsByItem.get(item) ?? 0) + 1);
	return {
		came: new Map([...firstWords].sort(([, a], [, b]) => b - a)),
		helped: new Set(given.map(({ person }) => standingPerson(person))).size,
		assistsByItem
	};
}

// What one tap about a session writes, and the words the undo bar says about it. Pure: the page records the result.
import type { Instant } from '#domain/calendar.ts';
import type { MemberId, PersonId, SessionId } from '#domain/ids.ts';
import type { Attendance, Session } from '#domain/session.ts';
import { isStanding } from '#domain/visit.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { Draft, Seen } from '#phone/store/draft.ts';
import { cameId } from '#phone/store/new-row-id.ts';
import type { Tap } from '../households/[id]/taps.ts';
import { sessionName } from '../session-words.ts';
import type { ListedAttendance } from './sessions.ts';

/** What the head says of a session. */
export type Plan = Pick<Session, 'kind' | 'place' | 'day'> & { helpers: readonly MemberId[] };

export function planned(id: string, hamlet: Session['hamlet'], { helpers, ...plan }: Plan): Tap {
	const named = helpers.length === 0 ? {} : { helpers: [...helpers] };
	return {
		drafts: [{ k: 'add', c: 'sessions', id, a: { hamlet, ...plan, ...named } }],
		label: m.session_recorded_planned({ session: nameOf(plan) })
	};
}

/** Only what is said otherwise; undefined when nothing is. `seen`: the version of the session that the form was begun with. */
export function corrected(
	session: Session & { id: string },
	plan: Plan,
	seen: Seen | undefined
): Tap | undefined {
	const helpers = plan.helpers.length === 0 ? null : [...plan.helpers];
	const said = { ...plan, helpers };
	const fields = ['kind', 'place', 'day', 'helpers'] as const;
	const isOther = (field: (typeof fields)[number]) =>
		JSON.stringify(said[field]) !== JSON.stringify(session[field] ?? null);
	const a = Object.fromEntries(fields.filter(isOther).map((field) => [field, said[field]]));
	if (Object.keys(a).length === 0) return undefined;
	const draft: Draft = { k: 'set', c: 'sessions', id: session.id, a, ...(seen && { seen }) };
	return { drafts: [draft], label: m.session_recorded_corrected({ session: nameOf(plan) }) };
}

export const begun = (id: string, at: Instant): Tap =>
	changed(id, { startedAt: at }, m.session_recorded_begun());
export const ended = (id: string, at: Instant): Tap =>
	changed(id, { endedAt: at }, m.session_recorded_ended());
export const reopened = (id: string): Tap => changed(id, { endedAt: null }, m.session_recorded_reopened());

/** Planned by mistake; given back, it stands as it was. */
export const takenBack = (session: Session & { id: string }): Tap =>
	changed(session.id, { voided: true }, m.session_recorded_taken_back({ session: nameOf(session) }));
export const givenBack = (session: Session & { id: string }): Tap =>
	changed(session.id, { voided: null }, m.session_recorded_given_back({ session: nameOf(session) }));

/** Somebody is here; undefined when anybody has written that down. `words`: what was, as this phone has it. */
export function cameTo(
	session: SessionId,
	person: { id: PersonId; name: string },
	words: readonly ListedAttendance[],
	{ by, at }: Pick<Attendance, 'by' | 'at'>
): Tap | undefined {
	if (words.some(isStanding)) return undefined;
	const row = { c: 'attendance', id: cameId(session, person.id, by) } as const;
	const label = m.session_recorded_came({ name: person.name });
	const draft: Draft = words.some(({ id }) => id === row.id)
		? { k: 'set', ...row, a: { voided: null, at } }
		: { k: 'add', ...row, a: { session, person: person.id, at, by } };
	return { drafts: [draft], label };
}

/** It was somebody else, whom these words were about. What others wrote down of the same person stands. */
export const notCame = (words: readonly ListedAttendance[], { name }: { name: string }): Tap => ({
	drafts: words.map(({ id }) => ({ k: 'set', c: 'attendance', id, a: { voided: true } })),
	label: m.session_recorded_not_came({ name })
});

function changed(id: string, a: Draft['a'], label: string): Tap {
	return { drafts: [{ k: 'set', c: 'sessions', id, a }], label };
}

const nameOf = (session: Pick<Session, 'kind' | 'day'>): string => sessionName(session) ?? '';

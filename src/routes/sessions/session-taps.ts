// What one tap about a session writes, and the words the undo bar says about it. Pure: the page records the result.
import type { Instant } from '#domain/calendar.ts';
import type { MemberId, PersonId, SessionId } from '#domain/ids.ts';
import type { Attendance, Session } from '#domain/session.ts';
import { isStanding } from '#domain/visit.ts';
import { m } from '#i18n/paraglide/messages.js';
import { cameId } from '#phone/store/new-row-id.ts';
import type { Draft } from '#phone/store/draft.ts';
import type { Tap } from '../households/[id]/taps.ts';
import { sessionName } from '../session-words.ts';

/** What the head says of a session. */
export type Plan = Pick<Session, 'kind' | 'place' | 'day'> & { helpers: readonly MemberId[] };

export function planned(id: string, hamlet: Session['hamlet'], { helpers, ...plan }: Plan): Tap {
	const named = helpers.length === 0 ? {} : { helpers: [...helpers] };
	return {
		drafts: [{ k: 'add', c: 'sessions', id, a: { hamlet, ...plan, ...named } }],
		label: m.session_recorded_planned({ session: nameOf(plan) })
	};
}

/** Only what is said otherwise; undefined when nothing is. */
export function corrected(session: Session & { id: string }, plan: Plan): Tap | undefined {
	const helpers = plan.helpers.length === 0 ? null : [...plan.helpers];
	const said = { ...plan, helpers };
	const fields = ['kind', 'place', 'day', 'helpers'] as const;
	const isOther = (field: (typeof fields)[number]) =>
		JSON.stringify(said[field]) !== JSON.stringify(session[field] ?? null);
	const a = Object.fromEntries(fields.filter(isOther).map((field) => [field, said[field]]));
	if (Object.keys(a).length === 0) return undefined;
	return changed(session.id, a, m.session_recorded_corrected({ session: nameOf(plan) }));
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

/** Somebody is here; undefined when that was written down. `before`: the row, as it stands on this phone. */
export function cameTo(
	session: SessionId,
	person: { id: PersonId; name: string },
	before: Attendance | undefined,
	{ by, at }: Pick<Attendance, 'by' | 'at'>
): Tap | undefined {
	if (before !== undefined && isStanding(before)) return undefined;
	const row = { c: 'attendance', id: cameId(session, person.id) } as const;
	const label = m.session_recorded_came({ name: person.name });
	return before === undefined
		? { drafts: [{ k: 'add', ...row, a: { session, person: person.id, at, by } }], label }
		: { drafts: [{ k: 'set', ...row, a: { voided: null, at, by } }], label };
}

/** It was somebody else. */
export const notCame = (session: SessionId, person: { id: PersonId; name: string }): Tap => ({
	drafts: [{ k: 'set', c: 'attendance', id: cameId(session, person.id), a: { voided: true } }],
	label: m.session_recorded_not_came({ name: person.name })
});

function changed(id: string, a: Draft['a'], label: string): Tap {
	return { drafts: [{ k: 'set', c: 'sessions', id, a }], label };
}

const nameOf = (session: Pick<Session, 'kind' | 'day'>): string => sessionName(session) ?? '';

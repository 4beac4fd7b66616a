// Notice and consent (Luật 91/2025/QH15 Điều 9, 10, 19). Append-only: each line is one thing said, by whom, when, how.
import * as z from 'zod/mini';
import { hasReachedAge } from './birth.ts';
import { Instant, type Day } from './calendar.ts';
import { HouseholdId, MemberId, PersonId } from './ids.ts';
import { isAway, isPresent, type Person } from './person.ts';
import type { DataTerms } from './places.ts';

export const Purpose = z.enum(['help-at-the-door', 'report', 'invite']);
export type Purpose = z.infer<typeof Purpose>;

export const Notice = z.object({
	household: HouseholdId,
	person: z.optional(PersonId),
	kind: z.enum(['notice-given', 'consent-given', 'consent-withdrawn', 'refused']),
	purpose: Purpose,
	/** Version of the text that was read aloud or shown. */
	textVersion: z.int().check(z.positive()),
	how: z.enum(['spoken', 'paper', 'on-screen']),
	at: Instant,
	by: MemberId,
	guardian: z.optional(PersonId)
});
export type Notice = z.infer<typeof Notice>;

/** Of the words that the notice page shows. It rises when they say something else, so that it is known who heard what. */
export const NOTICE_TEXT = 3;

/** Who is younger has somebody who speaks for them. */
const OWN_WORD_FROM = 16;

/** The last notice given to the household as a whole; undefined when nobody has told them yet. `notices` in any order. */
export function lastGiven<N extends Notice>(notices: readonly N[]): N | undefined {
	return lastOf(notices.filter(({ kind, person }) => kind === 'notice-given' && person === undefined));
}

/** What a person said last about one purpose, or somebody for them. */
export function wordOf<N extends Notice>(
	notices: readonly N[],
	person: PersonId,
	purpose: Purpose
): N | undefined {
	return lastOf(
		notices.filter((one) => one.person === person && one.purpose === purpose && one.kind !== 'notice-given')
	);
}

/** A person's word by which nothing is written down about them. */
export const isRefusal = ({ kind, purpose }: Notice): boolean =>
	purpose === 'help-at-the-door' && (kind === 'refused' || kind === 'consent-withdrawn');

/** Where the commune's ground is consent, nothing is written down of who has not agreed to it. */
export const mayBeRecorded = (
	terms: DataTerms | undefined,
	notices: readonly Notice[],
	person: PersonId
): boolean =>
	terms?.basis !== 'consent' || wordOf(notices, person, 'help-at-the-door')?.kind === 'consent-given';

/** Who may be invited to the hour, by the last word of each to that. */
export const mayInvite = (terms: DataTerms | undefined, notices: readonly Notice[]): MayBe =>
	mayBe('invite', terms, notices);

/** Who may stand in the numbers of a report, by the last word of each to that (F26). */
export const mayReport = (terms: DataTerms | undefined, notices: readonly Notice[]): MayBe =>
	mayBe('report', terms, notices);

type MayBe = (person: PersonId) => boolean;

/** Where the ground is consent, silence is none. */
function mayBe(purpose: Purpose, terms: DataTerms | undefined, notices: readonly Notice[]): MayBe {
	const words = lastWords(notices, purpose);
	return (person) => {
		const word = words.get(person)?.kind;
		return word === undefined ? terms?.basis !== 'consent' : word === 'consent-given';
	};
}

/** Everybody about whom nothing is written down, by the last word of each; looked through once for a whole hamlet. */
export const whoRefused = (notices: Iterable<Notice>): ReadonlySet<PersonId> =>
	new Set(
		[...lastWords(notices, 'help-at-the-door').values()]
			.filter(isRefusal)
			.flatMap(({ person }) => person ?? [])
	);

function lastWords(notices: Iterable<Notice>, purpose: Purpose): ReadonlyMap<PersonId, Notice> {
	const words = new Map<PersonId, Notice>();
	for (const one of notices) {
		if (one.person === undefined || one.purpose !== purpose || one.kind === 'notice-given') continue;
		if ((words.get(one.person)?.at ?? 0) <= one.at) words.set(one.person, one);
	}
	return words;
}

/**
 * Who lives here now: who is asked about items, and who has to be asked for their consent first. Of these only where they
 * live is said, so that who went away long ago does not keep a household open. Who has refused is in neither.
 */
export function atTheDoor<P extends Person & { id: PersonId }>(
	people: readonly P[],
	terms: DataTerms | undefined,
	notices: readonly Notice[]
): { asked: P[]; toAsk: P[] } {
	const here = people.filter((one) => isPresent(one) && !hasRefused(notices, one.id));
	const asked = here.filter(({ id }) => mayBeRecorded(terms, notices, id));
	return { asked, toAsk: here.filter((one) => !asked.includes(one)) };
}

/** The household as a whole is asked for by somebody who belongs here and speaks for themselves, where consent is the ground. */
export const householdMayBeAsked = (
	terms: DataTerms | undefined,
	notices: readonly Notice[],
	people: readonly (Person & { id: PersonId })[],
	today: Day
): boolean =>
	terms?.basis !== 'consent' ||
	people.some(
		(one) => isAskedForConsent(one) && !needsGuardian(one, today) && mayBeRecorded(terms, notices, one.id)
	);

function hasRefused(notices: readonly Notice[], person: PersonId): boolean {
	const word = wordOf(notices, person, 'help-at-the-door');
	return word !== undefined && isRefusal(word);
}

/** What is said before somebody is written down whom no list had: each is asked, a household is told once, or nothing. */
export type SaidFirst = 'consent' | 'notice' | 'nothing';

/** `notices`: those of the household, none of one that is not there yet. */
export function saidFirst(terms: DataTerms | undefined, notices: readonly Notice[]): SaidFirst {
	if (terms === undefined) return 'nothing';
	if (terms.basis === 'consent') return 'consent';
	return lastGiven(notices) === undefined ? 'notice' : 'nothing';
}

/** Who is asked for consent: everybody who belongs here. */
export const isAskedForConsent = (person: Person): boolean => isPresent(person) || isAway(person);

/** Without a birth date a person speaks for themselves. */
export const needsGuardian = ({ birth }: Pick<Person, 'birth'>, today: Day): boolean =>
	birth !== undefined && hasReachedAge(birth, OWN_WORD_FROM, today) === 'no';

const lastOf = <N extends Notice>(notices: readonly N[]): N | undefined =>
	[...notices].sort((a, b) => a.at - b.at).at(-1);

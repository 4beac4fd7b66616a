// Where a session may be: chosen from few (F21). Pure.
import type { Session } from '#domain/session.ts';
import { m } from '#i18n/paraglide/messages.js';

/** As long as a place's name may be. */
export const LONGEST_PLACE = 80;

const MOST_KNOWN = 3;

/** The hall, and where it was before, the latest first. */
export function usualPlaces(sessions: readonly Pick<Session, 'place' | 'day'>[]): string[] {
	const before = [...sessions].sort((a, b) => (a.day < b.day ? 1 : -1)).map(({ place }) => place);
	const known = [...new Set(before)].filter((place) => place !== m.session_hall());
	return [m.session_hall(), ...known.slice(0, MOST_KNOWN)];
}

/** At the home of whoever leads a group. */
export const homesOf = (groups: readonly { name: string }[]): string[] =>
	groups.map(({ name }) => m.session_home_of({ group: name }).slice(0, LONGEST_PLACE).trim());

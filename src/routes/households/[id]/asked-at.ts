import type { HouseholdId, PersonId, SessionId } from '#domain/ids.ts';

/** Somebody of the household who is asked at a session (F21) instead of at the door. */
export interface AskedAt {
	session: SessionId;
	person: PersonId;
}

export const askedAtPath = ({ session, person }: AskedAt): string => `/sessions/${session}/people/${person}`;

/** Undefined for who is asked at the door. */
export function askedAt(query: URLSearchParams): AskedAt | undefined {
	const [session, person] = [query.get('s'), query.get('p')];
	return session === null || person === null
		? undefined
		: { session: session as SessionId, person: person as PersonId };
}

/** The page above what is asked of somebody: where they are. */
export function aboveAsked(household: HouseholdId, query: URLSearchParams): string {
	const at = askedAt(query);
	return at === undefined ? `/households/${household}` : askedAtPath(at);
}

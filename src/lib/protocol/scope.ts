// A scope is the unit of replication. A row is in exactly one at a time; the server derives it, an op never names it.
import * as z from 'zod/mini';
import type { HamletId, MemberId } from '#domain/ids.ts';

/** `c` the commune, `h:<hamlet>` one hamlet, `u:<member>` one member's own rows; `e` what was erased: nobody holds it. */
export const Scope = z.string().check(z.regex(/^([ce]|[hu]:[A-Za-z0-9._:-]{1,80})$/));
export type Scope = z.infer<typeof Scope>;

export const COMMUNE_SCOPE: Scope = 'c';
export const ERASED_SCOPE: Scope = 'e';
export const hamletScope = (hamlet: HamletId): Scope => `h:${hamlet}`;
export const userScope = (member: MemberId): Scope => `u:${member}`;

/** The hamlet of a hamlet scope, undefined for the others. */
export function hamletOf(scope: Scope): HamletId | undefined {
	return scope.startsWith('h:') ? (scope.slice(2) as HamletId) : undefined;
}

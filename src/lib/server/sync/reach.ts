// Whether an author may still write where she once could (sync-spec PS4). Pure: her grants and the rows' departures are
// loaded before.
import type { Instant } from '#domain/calendar.ts';
import { type Scope, hamletOf } from '#protocol/scope.ts';
import { ALL_HAMLETS, type Departure, type Grant, type RowKey } from '#server/storage/storage.ts';
import { type Author, holds } from './author.ts';

/** What an author held, and where the rows of her ops have been. */
export interface History {
	grants: readonly Grant[];
	departures: readonly Departure[];
}

export const NO_HISTORY: History = { grants: [], departures: [] };

/** `held` now; `was-held` when it was written; `late`: lost before it was written; `never`: nothing is told of it. */
export type Reach = 'held' | 'was-held' | 'late' | 'never';

/**
 * How far `author` reaches into `scope`, at `te`. A row that has moved away is reached by where it was, until it moved.
 * `keys`: the op's row and the one above it.
 */
export function reachOf(
	author: Author,
	scope: Scope,
	keys: readonly RowKey[],
	te: Instant,
	{ grants, departures }: History
): Reach {
	if (holds(author, scope)) return 'held';
	const until = [heldUntil(grants, scope)];
	for (const { s, c, id, at } of departures) {
		if (!keys.some((key) => key.c === c && key.id === id)) continue;
		const held = holds(author, s) ? Infinity : heldUntil(grants, s);
		if (held !== undefined) until.push(Math.min(at, held));
	}
	const known = until.filter((at) => at !== undefined);
	if (known.length === 0) return 'never';
	return te <= Math.max(...known) ? 'was-held' : 'late';
}

/** The last moment at which one of the grants gave the scope; undefined when none ever did. */
function heldUntil(grants: readonly Grant[], scope: Scope): Instant | undefined {
	const given = grants.filter(({ s }) => s === scope || (s === ALL_HAMLETS && hamletOf(scope) !== undefined));
	return given.length === 0 ? undefined : Math.max(...given.map(({ until = Infinity }) => until));
}

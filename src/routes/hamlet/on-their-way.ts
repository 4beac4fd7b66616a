import type { HamletId } from '#domain/ids.ts';
import type { View } from '#phone/store/view.ts';

type Held = Pick<View, 'hamlets' | 'holdsAllOf'>;

/** Hamlets whose list is not whole on this phone yet: a sum over all of them waits (sync-spec PL6). */
export const hamletsOnTheirWay = (view: Held): ReadonlySet<HamletId> =>
	new Set(view.hamlets().flatMap(({ id }) => (view.holdsAllOf(id) ? [] : [id])));

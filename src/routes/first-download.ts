import type { HamletId } from '#domain/ids.ts';
import type { View } from '#phone/store/view.ts';

type Held = Pick<View, 'holdsCommune' | 'holdsAllOf' | 'hamlets'>;

/**
 * Whether the first download has yet to bring something to work with: the commune's own rows and one hamlet to its end
 * (sync-spec PL6). A hamlet granted later arrives without stopping anybody.
 */
export function awaitsFirstDownload(view: Held, own: readonly HamletId[]): boolean {
	if (!view.holdsCommune()) return true;
	const hamlets = own.length > 0 ? own : view.hamlets().map(({ id }) => id);
	return hamlets.length > 0 && !hamlets.some((id) => view.holdsAllOf(id));
}

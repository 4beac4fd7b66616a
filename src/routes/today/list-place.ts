// Where the volunteer stopped in the list: kept for this tab, so that Today opens there again, after a reload too.
import type { HamletId } from '#domain/ids.ts';
import type { Whose } from './whose-list.ts';

export interface ListPlace {
	/** Chosen by somebody with several hamlets. */
	hamlet?: HamletId;
	/** Said by somebody with households of their own: those, or the whole hamlet. */
	whose?: Whose;
	/** Number of the first row drawn. */
	from: number;
	/** Sections whose done households are opened. */
	open: string[];
	typed: string;
	/** Pixels from the top. */
	scroll: number;
}

const KEY = 'today';
const START: ListPlace = { from: 0, open: [], typed: '', scroll: 0 };

export function readPlace(): ListPlace {
	try {
		return { ...START, ...(JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Partial<ListPlace>) };
	} catch {
		return START;
	}
}

/** A browser that keeps nothing opens the list at its beginning. */
export function keepPlace(place: ListPlace): void {
	try {
		sessionStorage.setItem(KEY, JSON.stringify(place));
	} catch {
		return;
	}
}

// Forms that were left without saving, until they are saved: a look at another page loses nothing.
import type { Seen } from '#phone/store/draft.ts';

const left = new Map<string, object>();

/** `key`: whose form it is, and about whom: two members may share a phone. */
export const keptForm = <F extends object>(key: string): F | undefined => left.get(key) as F | undefined;
export const keepForm = (key: string, form: object): void => void left.set(key, form);
export const dropForm = (key: string): void => void left.delete(key);

/** A form about a row that is there. */
export interface Begun<F extends object> {
	form: F;
	/** What it says untouched. */
	standing: F;
	/** Version of the row that was looked at when the form was begun. */
	seen?: Seen | undefined;
}

/**
 * As it was left under this key, else as the row stands. What was not touched says what stands there now, so that nobody
 * takes back unawares what another phone has corrected since; what was, is said of the version that was seen
 * (sync-spec RC2).
 */
export function openForm<F extends object>(key: string, standing: F, seen: Seen | undefined): Begun<F> {
	const kept = keptForm<Begun<F>>(key);
	if (kept === undefined) return { form: standing, standing, seen };
	return { form: { ...standing, ...touchedIn(kept) }, standing, seen: kept.seen };
}

/** Kept where something was touched. */
export function leaveForm<F extends object>(key: string, begun: Begun<F>): void {
	if (Object.keys(touchedIn(begun)).length > 0) keepForm(key, begun);
	else dropForm(key);
}

// Fields are texts, or lists of them.
function touchedIn<F extends object>({ form, standing }: Begun<F>): Partial<F> {
	const names = Object.keys({ ...standing, ...form }) as (keyof F)[];
	const touched = names.filter((name) => JSON.stringify(form[name]) !== JSON.stringify(standing[name]));
	return Object.fromEntries(touched.map((name) => [name, form[name]])) as Partial<F>;
}

// Merge of one register (sync-spec MG1, MG2, MG4). Pure: the server calls it; the simulator and its mutants attack it.

/** What the server keeps beside a field: row version, effective time, and device of its last write. */
export interface FieldMark {
	frv: number;
	te: number;
	dev: number;
}

/** The field as stored; `value` undefined when it was cleared. */
export interface StoredField extends FieldMark {
	value: unknown;
}

/** One write that arrives. `base`: row version its author had seen; `sameEpoch`: read in this epoch of the database. */
export interface Write {
	value: unknown;
	base: number;
	sameEpoch: boolean;
	te: number;
	dev: number;
	/** Earlier numbers of the same installation, before a re-key. */
	formerDevs?: readonly number[];
}

/**
 * What to do with a write. `write`: store it with `te`; `beaten` is then the concurrent value it replaces.
 * `keep`: the stored value stays, the arriving one lost. `same`: equal values, nothing to do.
 * `quiet`: the loser came from the same installation: an audit line, no conflict.
 */
export type Verdict =
	| { kind: 'write'; te: number; beaten?: StoredField; quiet?: boolean }
	| { kind: 'keep'; quiet: boolean }
	| { kind: 'same' };

/** MG1: nothing stored, or its author had seen the stored value, or wrote it. */
export function isCausal(stored: StoredField | undefined, write: Write): boolean {
	if (stored === undefined) return true;
	return (write.sameEpoch && write.base >= stored.frv) || stored.dev === write.dev;
}

/**
 * MG4. `lww`: the later write. `sticky`: once true it resists concurrent writes. `first`: what stands stands, even against
 * who has seen it: two merged households cannot be taken apart by naming a third.
 */
export type Policy = 'lww' | 'sticky' | 'first';

/** MG2: a causal write always stands; otherwise the greater (te, dev) wins. Equal values are no conflict. */
export function decide(stored: StoredField | undefined, write: Write, policy: Policy = 'lww'): Verdict {
	if (stored === undefined) return { kind: 'write', te: write.te };
	if (isEqual(stored.value, write.value)) return { kind: 'same' };
	if (policy === 'first') return { kind: 'keep', quiet: false };
	if (isCausal(stored, write)) return { kind: 'write', te: Math.max(write.te, stored.te + 1) };
	const quiet = write.formerDevs?.includes(stored.dev) === true;
	// What resists is another's word: who said so, and took it back before a re-key, took it back.
	if (policy === 'sticky' && stored.value === true && !quiet) return { kind: 'keep', quiet };
	return isLater(write, stored)
		? { kind: 'write', te: write.te, beaten: stored, quiet }
		: { kind: 'keep', quiet };
}

/** MG2 for a value that is carried over from another row with the mark it has there: nobody has seen both. */
export function isLater(carried: Pick<FieldMark, 'te' | 'dev'>, stored: StoredField | undefined): boolean {
	if (stored === undefined) return true;
	return carried.te > stored.te || (carried.te === stored.te && carried.dev > stored.dev);
}

/** Equality of JSON values; the order of keys does not matter. */
export function isEqual(a: unknown, b: unknown): boolean {
	if (a === b) return true;
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
	if (Array.isArray(a) !== Array.isArray(b)) return false;
	const keys = Object.keys(a);
	if (keys.length !== Object.keys(b).length) return false;
	return keys.every((key) => Object.hasOwn(b, key) && isEqual((a as never)[key], (b as never)[key]));
}

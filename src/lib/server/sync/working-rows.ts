// Rows of one batch while it is applied: loaded in one go, changed in memory, written once (sync-spec PS5). Pure.
import type { Instant } from '#domain/calendar.ts';
import { type CollectionName, collections } from '#protocol/collections.ts';
import { decide, type FieldMark, isEqual, isLater, type Policy, type StoredField } from '#protocol/merge.ts';
import type { OpBody } from '#protocol/op.ts';
import { namedKeyOf, parentIdOf } from '#protocol/parent.ts';
import type { Fields } from '#protocol/row.ts';
import { ERASED_SCOPE, type Scope } from '#protocol/scope.ts';
import type { Departure, RowKey, StoredRow } from '#server/storage/storage.ts';

/** Everything the merge needs to know about an op beside what it says. */
export interface Writing {
	te: Instant;
	dev: number;
	formerDevs: readonly number[];
	sameEpoch: boolean;
	/** An official's edit clears what is sticky (sync-spec MG4). */
	overrules: boolean;
	/** Id that conflicts of this op begin with: the op's origin. */
	origin: string;
	/** It was confirmed once, and comes again: when it loses, its author had her card, or needs none (sync-spec RS2). */
	wasConfirmed?: boolean;
}

export interface Side {
	value: unknown;
	dev: number;
	at: Instant;
}

/**
 * A value that lost to a concurrent one (sync-spec MG3). `quiet`: of two values of one installation, before and after its
 * re-key (MG2), or of one sent again after a restore (RS2), what became of the one that arrived.
 */
export interface Loss {
	id: string;
	scope: Scope;
	row: RowKey;
	field: string;
	kept: Side;
	dropped: Side;
	quiet?: 'lost' | 'stands';
}

const textOf = ({ c, id }: RowKey): string => `${c} ${id}`;

export class WorkingRows {
	readonly #rows = new Map<string, StoredRow>();
	readonly #loaded = new Map<string, StoredRow>();
	readonly #changed = new Set<string>();
	readonly #lastRv = new Map<string, number>();
	readonly losses: Loss[] = [];
	/** Rows that left a scope, without their `seq` and time. */
	readonly departures: Omit<Departure, 'seq' | 'at'>[] = [];
	/** What erased rows held before: who wrote it is told too (sync-spec RC5). */
	readonly erased: StoredRow[] = [];

	readonly #erasedBefore: ReadonlySet<string>;

	/** `erased`: ids of all that was ever erased, where an op of the batch cannot be read. */
	constructor(loaded: readonly StoredRow[], erased: ReadonlySet<string> = new Set()) {
		this.#erasedBefore = erased;
		for (const row of loaded) {
			this.#rows.set(textOf(row), row);
			this.#loaded.set(textOf(row), row);
		}
	}

	readonly find = (key: RowKey): StoredRow | undefined => this.#rows.get(textOf(key));

	wasErased(id: string): boolean {
		return this.#erasedBefore.has(id) || this.erased.some((row) => row.id === id);
	}

	/** Among the rows that were loaded, and those made since. */
	readonly childrenOf = (c: CollectionName, parentId: string): StoredRow[] =>
		[...this.#rows.values()].filter((row) => row.c === c && parentIdOf(c, row.id, row.f) === parentId);

	readonly naming = (key: RowKey): StoredRow[] =>
		[...this.#rows.values()].filter((row) => {
			const named = namedKeyOf(row.c, row.f);
			return named?.c === key.c && named.id === key.id;
		});

	readonly mergedInto = (household: string): StoredRow[] =>
		[...this.#rows.values()].filter(({ c, f }) => c === 'households' && f.mergedInto === household);

	/** Rows that were here before and are gone: one that comes again is newer than whatever a phone may have seen of it. */
	remember(departures: readonly Departure[]): void {
		for (const { rv, ...key } of departures)
			this.#lastRv.set(textOf(key), Math.max(rv, this.#lastRv.get(textOf(key)) ?? 0));
	}

	/** The row as the database has it. */
	before(key: RowKey): StoredRow | undefined {
		return this.#loaded.get(textOf(key));
	}

	/** Rows that were changed, without their new `seq`. */
	get changed(): StoredRow[] {
		return [...this.#changed].map((key) => this.#rows.get(key)).filter((row) => row !== undefined);
	}

	put(row: StoredRow): void {
		this.#rows.set(textOf(row), row);
		this.#changed.add(textOf(row));
	}

	/** Merges the changes field by field (sync-spec MG1–MG4). `hasLost` when a value lost, either way. */
	merge(body: Pick<OpBody, 'c' | 'id' | 'b'>, scope: Scope, changes: Fields, writing: Writing): boolean {
		const next = this.#next(body, scope);
		const isNew = this.find(body) === undefined;
		// Nobody can have seen a version that was never made.
		const base = body.b >= next.rv ? 0 : body.b;
		const lossesBefore = this.losses.length;
		let hasChanged = isNew;
		for (const [field, value] of Object.entries(changes)) {
			hasChanged = this.#mergeField(next, field, value ?? undefined, { ...writing, base }) || hasChanged;
		}
		if (hasChanged) this.put(next);
		return this.losses.length > lossesBefore;
	}

	/** What comes of a command stands, whoever has written there meanwhile (sync-spec MG5). */
	follow(key: RowKey, scope: Scope, changes: Fields, { te, dev }: Writing): void {
		const next = this.#next(key, scope);
		let hasChanged = this.find(key) === undefined;
		for (const [field, given] of Object.entries(changes)) {
			const value = given ?? undefined;
			const stored = storedField(next, field);
			if (isEqual(next.f[field], value)) continue;
			const mark = { frv: next.rv, te: stored === undefined ? te : Math.max(te, stored.te + 1), dev };
			setField(next, field, value, mark);
			hasChanged = true;
		}
		if (hasChanged) this.put(next);
	}

	/** Fields of one row go over to another, and keep their times (sync-spec MG2, MG5). */
	carry(from: RowKey, to: RowKey, scope: Scope, { origin }: Writing): boolean {
		const given = this.find(from);
		if (given === undefined || Object.keys(given.fm).length === 0) return false;
		const next = this.#next(to, scope);
		let hasChanged = this.find(to) === undefined;
		let hasLost = false;
		for (const [field, mark] of Object.entries(given.fm)) {
			const arriving: StoredField = { ...mark, value: given.f[field] };
			const stored = storedField(next, field);
			if (stored !== undefined && isEqual(stored.value, arriving.value)) continue;
			const wins = isLater(mark, stored);
			if (stored !== undefined) {
				const [kept, dropped] = wins ? [arriving, stored] : [stored, arriving];
				this.#lose(next, `${origin}.${field}`, field, sideOf(kept), sideOf(dropped));
				hasLost = true;
			}
			if (!wins) continue;
			setField(next, field, arriving.value, { ...mark, frv: next.rv });
			hasChanged = true;
		}
		if (hasChanged) this.put(next);
		return hasLost;
	}

	/** The row goes to another scope, and leaves a record in the one it was in (sync-spec PL3). */
	move(row: StoredRow, s: Scope): void {
		const next = { ...row, s, rv: row.rv + 1 };
		this.put(next);
		this.departures.push({ s: row.s, c: row.c, id: row.id, rv: next.rv });
	}

	/** Nothing of the row stays but that it was there (sync-spec RC5). */
	erase(row: StoredRow): void {
		const next = { ...row, s: ERASED_SCOPE, rv: row.rv + 1, f: {}, fm: {} };
		this.put(next);
		this.erased.push(row);
		this.departures.push({ s: row.s, c: row.c, id: row.id, rv: next.rv, erased: true });
	}

	/** A copy to change, or a new row. */
	#next({ c, id }: RowKey, scope: Scope): StoredRow {
		const rv = this.#lastRv.get(textOf({ c, id })) ?? 0;
		const row = this.find({ c, id }) ?? { c, id, s: scope, rv, seq: 0, f: {}, fm: {} };
		return { ...row, rv: row.rv + 1, f: { ...row.f }, fm: { ...row.fm } };
	}

	/** True when the field was written. */
	#mergeField(row: StoredRow, field: string, value: unknown, writing: Writing & { base: number }): boolean {
		const stored = storedField(row, field);
		const verdict = decide(stored, { ...writing, value }, policyOf(row.c, field, writing));
		if (verdict.kind === 'same') return false;
		const id = `${writing.origin}.${field}`;
		const arriving = { value, dev: writing.dev, at: writing.te };
		if (verdict.kind === 'keep') {
			const isQuiet = verdict.quiet || writing.wasConfirmed === true;
			const quiet = isQuiet ? 'lost' : undefined;
			if (stored !== undefined) this.#lose(row, id, field, sideOf(stored), arriving, quiet);
			return false;
		}
		const { beaten } = verdict;
		const quiet = verdict.quiet === true ? 'stands' : undefined;
		if (beaten !== undefined) this.#lose(row, id, field, arriving, sideOf(beaten), quiet);
		setField(row, field, value, { frv: row.rv, te: verdict.te, dev: writing.dev });
		return true;
	}

	#lose(row: StoredRow, id: string, field: string, kept: Side, dropped: Side, quiet?: Loss['quiet']): void {
		const { s: scope, c } = row;
		const loss: Loss = { id, scope, row: { c, id: row.id }, field, kept, dropped };
		this.losses.push(quiet === undefined ? loss : { ...loss, quiet });
	}
}

function policyOf(c: CollectionName, field: string, { overrules }: Writing): Policy {
	const { sticky = [], first = [] } = collections[c];
	if (first.includes(field)) return 'first';
	return !overrules && sticky.includes(field) ? 'sticky' : 'lww';
}

/** A cleared field keeps its mark, so that clearing takes part in the merge like any value. */
function storedField(row: StoredRow, field: string): StoredField | undefined {
	const mark = row.fm[field];
	return mark === undefined ? undefined : { ...mark, value: row.f[field] };
}

const sideOf = ({ value, dev, te }: StoredField): Side => ({ value, dev, at: te });

function setField(row: StoredRow, field: string, value: unknown, mark: FieldMark): void {
	row.fm[field] = mark;
	if (value === undefined) delete row.f[field];
	else row.f[field] = value;
}

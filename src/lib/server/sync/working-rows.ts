// Rows of one batch while it is applied: loaded in one go, changed in memory, written once (sync-spec PS5). Pure.
import type { Instant } from '#domain/calendar.ts';
import { collections } from '#protocol/collections.ts';
import { decide, type FieldMark, type StoredField } from '#protocol/merge.ts';
import type { OpBody } from '#protocol/op.ts';
import type { Fields } from '#protocol/row.ts';
import type { Scope } from '#protocol/scope.ts';
import type { RowKey, StoredRow } from '#server/storage/storage.ts';

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
}

export interface Side {
	value: unknown;
	dev: number;
	at: Instant;
}

/** A value that lost to a concurrent one (sync-spec MG3). `quiet`: to the same installation, before its re-key (MG2). */
export interface Loss {
	id: string;
	scope: Scope;
	row: RowKey;
	field: string;
	kept: Side;
	dropped: Side;
	quiet: boolean;
}

const textOf = ({ c, id }: RowKey): string => `${c} ${id}`;

export class WorkingRows {
	readonly #rows = new Map<string, StoredRow>();
	readonly #changed = new Set<string>();
	readonly losses: Loss[] = [];

	constructor(loaded: readonly StoredRow[]) {
		for (const row of loaded) this.#rows.set(textOf(row), row);
	}

	readonly find = (key: RowKey): StoredRow | undefined => this.#rows.get(textOf(key));

	/** Rows that were changed, without their new `seq`. */
	get changed(): StoredRow[] {
		return [...this.#changed].map((key) => this.#rows.get(key)).filter((row) => row !== undefined);
	}

	put(row: StoredRow): void {
		this.#rows.set(textOf(row), row);
		this.#changed.add(textOf(row));
	}

	/** Merges the changes field by field (sync-spec MG1–MG4). True when a value lost, either way. */
	merge(body: OpBody, scope: Scope, changes: Fields, writing: Writing): boolean {
		const row = this.find(body) ?? { c: body.c, id: body.id, s: scope, rv: 0, seq: 0, f: {}, fm: {} };
		const next: StoredRow = { ...row, rv: row.rv + 1, f: { ...row.f }, fm: { ...row.fm } };
		// Nobody can have seen a version that was never made.
		const base = body.b > row.rv ? 0 : body.b;
		const lossesBefore = this.losses.length;
		let hasChanged = row.rv === 0;
		for (const [field, value] of Object.entries(changes)) {
			hasChanged = this.#mergeField(next, field, value ?? undefined, { ...writing, base }) || hasChanged;
		}
		if (hasChanged) this.put(next);
		return this.losses.length > lossesBefore;
	}

	/** True when the field was written. */
	#mergeField(row: StoredRow, field: string, value: unknown, writing: Writing & { base: number }): boolean {
		const stored = storedField(row, field);
		const isSticky = !writing.overrules && collections[row.c].sticky?.includes(field) === true;
		const verdict = decide(stored, { ...writing, value }, isSticky ? 'sticky' : 'lww');
		if (verdict.kind === 'same') return false;
		const arriving = { value, dev: writing.dev, at: writing.te };
		const lose = (kept: Side, dropped: Side, quiet: boolean): void => {
			const { s: scope, c, id } = row;
			this.losses.push({
				id: `${writing.origin}.${field}`,
				scope,
				row: { c, id },
				field,
				kept,
				dropped,
				quiet
			});
		};
		if (verdict.kind === 'keep') {
			if (stored !== undefined) lose(sideOf(stored), arriving, verdict.quiet);
			return false;
		}
		if (verdict.beaten !== undefined) lose(arriving, sideOf(verdict.beaten), verdict.quiet === true);
		setField(row, field, value, { frv: row.rv, te: verdict.te, dev: writing.dev });
		return true;
	}
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

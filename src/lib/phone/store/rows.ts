// What this phone sees: base rows as they came down, with the pending ops of its own user laid over them.
// Invariant: the visible fields of a row are always `base + pending ops in the order of the taps` (phone page LS3).
import { afterOp } from '#protocol/apply.ts';
import type { CollectionName } from '#protocol/collections.ts';
import type { OpBody } from '#protocol/op.ts';
import type { Fields, MovedOut, Row } from '#protocol/row.ts';
import type { Scope } from '#protocol/scope.ts';

/** Where a page belongs: rows of a later generation of a scope replace those of an earlier one. */
export interface PageOrigin {
	scope: Scope;
	generation: number;
	epoch: string;
}

interface BaseRow extends PageOrigin {
	rv: number;
	seq: number;
	fields: Fields;
}

/** An op that the pages do not hold yet. `n` is known once it is durable. */
export interface PendingOp {
	body: OpBody;
	n?: number;
	/** Whether it still waits in the outbox; otherwise the pages have yet to reach it (sync-spec PL7). */
	unsent: boolean;
}

interface Entry {
	id: string;
	base?: BaseRow | undefined;
	pending: PendingOp[];
	fields: Fields | undefined;
	listed?: Listed | undefined;
}

export type Listed = Fields & { id: string };

/** Told after the visible fields of one row changed. */
type Watcher = (c: CollectionName, id: string, before: Fields | undefined, after: Fields | undefined) => void;

const NOTHING: PendingOp[] = [];

export class Rows {
	readonly #entries = new Map<CollectionName, Map<string, Entry>>();
	readonly #lists = new Map<CollectionName, readonly Listed[]>();
	readonly #versions = new Map<CollectionName, number>();
	readonly #pending = new Set<PendingOp>();
	#watcher: Watcher = () => {};

	watch(watcher: Watcher): void {
		this.#watcher = watcher;
	}

	get(c: CollectionName, id: string): Fields | undefined {
		return this.#entries.get(c)?.get(id)?.fields;
	}

	/** The fields with the id: the same object until the row changes. */
	listed(c: CollectionName, id: string): Listed | undefined {
		const entry = this.#entries.get(c)?.get(id);
		if (entry?.fields === undefined) return undefined;
		return (entry.listed ??= { ...entry.fields, id });
	}

	/** All visible rows: the same array until the collection changes. */
	all(c: CollectionName): readonly Listed[] {
		const known = this.#lists.get(c);
		if (known !== undefined) return known;
		const list: Listed[] = [];
		for (const id of this.#entries.get(c)?.keys() ?? []) {
			const listed = this.listed(c, id);
			if (listed !== undefined) list.push(listed);
		}
		this.#lists.set(c, list);
		return list;
	}

	/** Grows with every change of the collection. */
	version(c: CollectionName): number {
		return this.#versions.get(c) ?? 0;
	}

	base(c: CollectionName, id: string): Readonly<BaseRow> | undefined {
		return this.#entries.get(c)?.get(id)?.base;
	}

	/** Base rows of one scope, for compaction. */
	*baseOf(scope: Scope): Generator<Row & { generation: number }> {
		for (const [c, entries] of this.#entries) {
			for (const { id, base } of entries.values()) {
				if (base?.scope !== scope) continue;
				yield { c, id, rv: base.rv, seq: base.seq, f: base.fields, generation: base.generation };
			}
		}
	}

	get pending(): Iterable<PendingOp> {
		return this.#pending;
	}

	putPage(origin: PageOrigin, rows: readonly Row[], out: readonly MovedOut[]): void {
		for (const row of rows) {
			const entry = this.#entryOf(row.c, row.id);
			if (!supersedes(origin, row, entry.base)) continue;
			entry.base = { ...origin, rv: row.rv, seq: row.seq, fields: row.f };
			this.#show(row.c, entry);
		}
		for (const one of out) this.#moveOut(origin, one);
	}

	/** A phone deletes by a moved-out record only if the row is still there and not newer (sync-spec PL3). */
	#moveOut(origin: PageOrigin, { c, id, rv }: MovedOut): void {
		const base = this.base(c, id);
		if (base?.scope !== origin.scope) return;
		if (base.epoch === origin.epoch && base.rv > rv) return;
		this.#dropBase(c, id);
	}

	/** The scope was lost (sync-spec PL4); or, with `before`, only what came under an earlier generation (PL5). */
	dropScope(scope: Scope, before = Infinity): void {
		for (const [c, entries] of this.#entries) {
			for (const { id, base } of [...entries.values()]) {
				if (base?.scope === scope && base.generation < before) this.#dropBase(c, id);
			}
		}
	}

	addPending(op: PendingOp): void {
		this.#pending.add(op);
		const entry = this.#entryOf(op.body.c, op.body.id);
		entry.pending = [...entry.pending, op];
		this.#show(op.body.c, entry);
	}

	/** The op leaves the view: the pages have reached it, or it was never saved. */
	removePending(op: PendingOp): void {
		if (!this.#pending.delete(op)) return;
		const entry = this.#entryOf(op.body.c, op.body.id);
		entry.pending = entry.pending.filter((other) => other !== op);
		this.#show(op.body.c, entry);
	}

	/** Nothing is shown any more. */
	clear(): void {
		const shown = [...this.#entries];
		this.#entries.clear();
		this.#lists.clear();
		this.#pending.clear();
		for (const [c, entries] of shown) {
			this.#versions.set(c, this.version(c) + 1);
			for (const { id, fields } of entries.values()) this.#watcher(c, id, fields, undefined);
		}
	}

	#entryOf(c: CollectionName, id: string): Entry {
		let entries = this.#entries.get(c);
		if (entries === undefined) this.#entries.set(c, (entries = new Map<string, Entry>()));
		let entry = entries.get(id);
		if (entry === undefined) entries.set(id, (entry = { id, pending: NOTHING, fields: undefined }));
		return entry;
	}

	#dropBase(c: CollectionName, id: string): void {
		const entry = this.#entryOf(c, id);
		entry.base = undefined;
		this.#show(c, entry);
	}

	#show(c: CollectionName, entry: Entry): void {
		const before = entry.fields;
		entry.fields = entry.base?.fields;
		for (const { body } of entry.pending) entry.fields = afterOp(entry.fields, body);
		entry.listed = undefined;
		if (entry.fields === undefined && entry.base === undefined && entry.pending.length === 0) {
			this.#entries.get(c)?.delete(entry.id);
		}
		this.#lists.delete(c);
		this.#versions.set(c, this.version(c) + 1);
		this.#watcher(c, entry.id, before, entry.fields);
	}
}

/**
 * Whether a row replaces the one held. Pages come, and are replayed, in the order of their generation: a row of
 * another epoch is therefore later. Inside an epoch a row that moved is told by its version, any other by its seq.
 */
function supersedes(origin: PageOrigin, row: Row, held: BaseRow | undefined): boolean {
	if (held === undefined || held.epoch !== origin.epoch) return true;
	if (held.scope !== origin.scope) return row.rv >= held.rv;
	return (
		origin.generation > held.generation || (origin.generation === held.generation && row.seq >= held.seq)
	);
}

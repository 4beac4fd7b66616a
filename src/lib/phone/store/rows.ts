// What this phone sees: base rows as they came down, with the pending ops of its own user laid over them.
// Invariant: the visible fields of a row are always `base + pending ops in the order of the taps` (phone page LS3). A
// pending command is laid over every row it changes, and again whenever what lies under it has changed (sync-spec MG5).
import { withChanges } from '#protocol/apply.ts';
import { type CollectionName, namingCollectionsOf } from '#protocol/collections.ts';
import { commandOf, type Effect, effectsOf, type Lookup } from '#protocol/commands.ts';
import type { OpBody } from '#protocol/op.ts';
import { namedKeyOf, parentIdOf, type RowKey } from '#protocol/parent.ts';
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
	/** The household it was about when it was tapped. */
	about?: string;
}

/** What one pending op does to one row. `a` undefined: the row is gone. */
interface Part {
	op: PendingOp;
	a: Fields | undefined;
}

interface Entry {
	id: string;
	base?: BaseRow | undefined;
	pending: Part[];
	fields: Fields | undefined;
	listed?: Listed | undefined;
}

export type Listed = Fields & { id: string };

/** Told after the visible fields of one row changed. */
type Watcher = (c: CollectionName, id: string, before: Fields | undefined, after: Fields | undefined) => void;

const NOTHING: Part[] = [];

export class Rows {
	readonly #entries = new Map<CollectionName, Map<string, Entry>>();
	readonly #lists = new Map<CollectionName, readonly Listed[]>();
	readonly #versions = new Map<CollectionName, number>();
	/** In the order of the taps, each with the rows it is laid over. */
	readonly #pending = new Map<PendingOp, RowKey[]>();
	#watcher: Watcher = () => {};

	watch(watcher: Watcher): void {
		this.#watcher = watcher;
	}

	get(c: CollectionName, id: string): Fields | undefined {
		return this.#entries.get(c)?.get(id)?.fields;
	}

	/** What pages and taps say of a row, also of one that a tap of one's own has erased: it is gone once that is confirmed. */
	said(c: CollectionName, id: string): Fields | undefined {
		const { base, pending = NOTHING } = this.#entries.get(c)?.get(id) ?? {};
		if (base === undefined && pending.length === 0) return undefined;
		return pending.reduce((fields, { a = {} }) => withChanges(fields, a), base?.fields ?? {});
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

	/** Whether the server has the row: a page brought it, or the op that made it was confirmed. */
	isReceived(c: CollectionName, id: string): boolean {
		if (this.base(c, id) !== undefined) return true;
		return [...this.pending].some(
			({ body, unsent }) => !unsent && body.k === 'add' && body.c === c && body.id === id
		);
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
		return this.#pending.keys();
	}

	readonly #lookup: Lookup = {
		find: ({ c, id }) => {
			const fields = this.get(c, id);
			return fields === undefined ? undefined : { f: fields };
		},
		childrenOf: (c, parentId) => this.#listedWhere(c, (row) => parentIdOf(c, row.id, row) === parentId),
		naming: (key) =>
			namingCollectionsOf(key.c).flatMap((c) =>
				this.#listedWhere(c, (row) => namedKeyOf(c, row)?.id === key.id).map(({ id }) => ({ c, id }))
			),
		mergedInto: (household) => this.#listedWhere('households', (row) => row.mergedInto === household)
	};

	#listedWhere(c: CollectionName, isWanted: (row: Listed) => boolean): { id: string; f: Fields }[] {
		return this.all(c)
			.filter(isWanted)
			.map((row) => ({ id: row.id, f: row }));
	}

	putPage(origin: PageOrigin, rows: readonly Row[], out: readonly MovedOut[]): void {
		for (const row of rows) {
			const entry = this.#entryOf(row.c, row.id);
			if (!supersedes(origin, row, entry.base)) continue;
			entry.base = { ...origin, rv: row.rv, seq: row.seq, fields: row.f };
			this.#show(row.c, entry);
		}
		for (const one of out) this.#moveOut(origin, one);
		this.#layAgain();
	}

	/**
	 * A phone deletes by a moved-out record only if the row is still there and not newer (sync-spec PL3): both numbers are
	 * of one scope's counter.
	 */
	#moveOut(origin: PageOrigin, { c, id, seq }: MovedOut): void {
		const base = this.base(c, id);
		if (base?.scope !== origin.scope) return;
		if (base.epoch === origin.epoch && base.seq > seq) return;
		this.#dropBase(c, id);
	}

	/** The scope was lost (sync-spec PL4); or, with `before`, only what came under an earlier generation (PL5). */
	dropScope(scope: Scope, before = Infinity): void {
		for (const [c, entries] of this.#entries) {
			for (const { id, base } of [...entries.values()]) {
				if (base?.scope === scope && base.generation < before) this.#dropBase(c, id);
			}
		}
		this.#layAgain();
	}

	addPending(op: PendingOp): void {
		this.#lay(op);
	}

	/** The op leaves the view: the pages have reached it, or it was never saved. */
	removePending(op: PendingOp): void {
		if (!this.#pending.has(op)) return;
		this.#lift(op);
		this.#pending.delete(op);
		this.#layAgain();
	}

	#lay(op: PendingOp): void {
		const parts = this.#partsOf(op.body);
		this.#pending.set(
			op,
			parts.map(({ c, id }) => ({ c, id }))
		);
		for (const { c, id, a } of parts) {
			const entry = this.#entryOf(c, id);
			entry.pending = [...entry.pending, { op, a }];
			this.#show(c, entry);
		}
	}

	#lift(op: PendingOp): void {
		for (const { c, id } of this.#pending.get(op) ?? []) {
			const entry = this.#entryOf(c, id);
			entry.pending = entry.pending.filter((part) => part.op !== op);
			this.#show(c, entry);
		}
	}

	/** What a command does follows from what lies under it: when that changes, everything is laid anew, in order. */
	#layAgain(): void {
		const ops = [...this.#pending.keys()];
		if (!ops.some(({ body }) => body.k === 'cmd')) return;
		for (const op of ops) this.#lift(op);
		for (const op of ops) this.#lay(op);
	}

	#partsOf(body: OpBody): (RowKey & { a: Fields | undefined })[] {
		const { c, id, a } = body;
		// What is withheld (F37) says nothing, also of a row that is not here any more.
		if (body.k === 'set' && Object.keys(a).length === 0) return [];
		if (body.k !== 'cmd') return [{ c, id, a }];
		const command = commandOf(body);
		if (command === undefined || this.get(c, id) === undefined) return [];
		return effectsOf(command, body, this.#lookup).map((effect) => ({
			c: effect.c,
			id: effect.id,
			a: this.#changesOf(effect)
		}));
	}

	#changesOf(effect: Effect): Fields | undefined {
		if (effect.how === 'erased') return undefined;
		if (effect.how !== 'carried') return effect.a;
		// Which of two values is later is known at the server: until it has said so, what stands here stays.
		const held = this.get(effect.c, effect.id) ?? {};
		return Object.fromEntries(Object.entries(effect.a).filter(([name]) => !(name in held)));
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
		for (const { a } of entry.pending) entry.fields = a && withChanges(entry.fields, a);
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

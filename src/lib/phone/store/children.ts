// Which rows name which parent, kept up to date in place: no list is searched when a household is opened.

const NO_CHILDREN: readonly never[] = [];

/** Children by parent id. `T` is a row with its id; `listed` reads one. */
export class Children<T> {
	readonly #ids = new Map<string, Set<string>>();
	readonly #lists = new Map<string, readonly T[]>();
	readonly #listed: (id: string) => T | undefined;
	readonly #inOrder: (a: T, b: T) => number;
	readonly #belongs: (child: T) => boolean;

	constructor(
		listed: (id: string) => T | undefined,
		inOrder: (a: T, b: T) => number,
		belongs: (child: T) => boolean = () => true
	) {
		this.#listed = listed;
		this.#inOrder = inOrder;
		this.#belongs = belongs;
	}

	/** The row changed; `before` and `after` are the parents it named, undefined when it was or is not there. */
	changed(id: string, before: unknown, after: unknown): void {
		if (before !== after && typeof before === 'string') {
			this.#ids.get(before)?.delete(id);
			this.#lists.delete(before);
		}
		if (typeof after !== 'string') return;
		const ids = this.#ids.get(after);
		if (ids === undefined) this.#ids.set(after, new Set([id]));
		else ids.add(id);
		this.#lists.delete(after);
	}

	/** In order; the same array until one of them changes. */
	of(parent: string): readonly T[] {
		const known = this.#lists.get(parent);
		if (known !== undefined) return known;
		const ids = this.#ids.get(parent);
		if (ids === undefined) return NO_CHILDREN;
		const list: T[] = [];
		for (const id of ids) {
			const child = this.#listed(id);
			if (child !== undefined && this.#belongs(child)) list.push(child);
		}
		list.sort(this.#inOrder);
		this.#lists.set(parent, list);
		return list;
	}
}

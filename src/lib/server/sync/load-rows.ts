// All rows that a batch may read or change, loaded before anything is merged (sync-spec PS5): a command's whole household
// with it, and behind a household that was merged the one that stands.
import type { CommuneId } from '#domain/ids.ts';
import { childCollectionsOf, collections, namingCollectionsOf } from '#protocol/collections.ts';
import { type Command, commandOf, isVoiding } from '#protocol/commands.ts';
import type { OpBody } from '#protocol/op.ts';
import type { RowKey } from '#protocol/parent.ts';
import { isMemberAt, memberAtIdIn } from '#protocol/row-id.ts';
import type { ReadTransaction, StoredRow } from '#server/storage/storage.ts';
import { householdNamed, keysOf } from './row-keys.ts';

type FindRow = (key: RowKey) => StoredRow | undefined;

class Loader {
	readonly #tx: ReadTransaction;
	readonly #commune: CommuneId;
	readonly #asked = new Set<string>();
	readonly rows = new Map<string, StoredRow>();

	constructor(tx: ReadTransaction, commune: CommuneId) {
		this.#tx = tx;
		this.#commune = commune;
	}

	readonly find: FindRow = ({ c, id }) => this.rows.get(`${c} ${id}`);

	/** Rows not asked for before. */
	async load(keys: readonly RowKey[]): Promise<void> {
		const fresh = keys.filter(({ c, id }) => !this.#asked.has(`${c} ${id}`));
		if (fresh.length === 0) return;
		for (const { c, id } of fresh) this.#asked.add(`${c} ${id}`);
		this.#take(await this.#tx.rows(this.#commune, fresh));
	}

	/** Everything that hangs on the rows, and the conflicts about any of them. Returns all of these rows' keys. */
	async loadTree(tops: readonly RowKey[]): Promise<RowKey[]> {
		const all: RowKey[] = [...tops];
		for (let level = tops; level.length > 0;) {
			const below: RowKey[] = [];
			for (const [c, keys] of Map.groupBy(level, (key) => key.c))
				for (const child of childCollectionsOf(c)) below.push(...(await this.#children(child, keys)));
			all.push(...below);
			level = below;
		}
		await this.#children('conflicts', all);
		return all;
	}

	/** What names any of the rows beside its parent: no row is filed under them, so that all of a collection is gone through. */
	async loadNaming(rows: readonly RowKey[]): Promise<void> {
		for (const [of, keys] of Map.groupBy(rows, ({ c }) => c)) {
			const ids = new Set<unknown>(keys.map(({ id }) => id));
			for (const c of namingCollectionsOf(of)) {
				const by = collections[c].names?.by ?? '';
				const naming = (await this.#tx.rowsOf(this.#commune, c)).filter(({ f }) => ids.has(f[by]));
				this.#take(naming);
				await this.#children('conflicts', naming);
			}
		}
	}

	/** The households that went into these, through any number of merges. */
	async loadMerged(into: readonly string[]): Promise<RowKey[]> {
		const merged = (await this.#tx.rowsOf(this.#commune, 'households')).filter(
			({ f }) => f.mergedInto !== undefined
		);
		const behind = new Set(into);
		for (let size = 0; size < behind.size;) {
			size = behind.size;
			for (const { id, f } of merged) if (behind.has(f.mergedInto as string)) behind.add(id);
		}
		const found = merged.filter(({ id }) => behind.has(id));
		this.#take(found);
		return found;
	}

	/** Where these people live: whether that family lets anybody go, and what was said there to one of them. */
	async loadHomesOf(people: readonly RowKey[]): Promise<void> {
		const households = people.map((key) => this.find(key)?.f.household);
		const homes = households
			.filter((id) => typeof id === 'string')
			.map((id) => ({ c: 'households', id }) as const);
		await this.load(homes);
		await this.#children('notices', homes);
	}

	async #children(c: RowKey['c'], parents: readonly RowKey[]): Promise<StoredRow[]> {
		const ids = [...new Set(parents.map(({ id }) => id))];
		const rows = await this.#tx.childrenOf(this.#commune, c, ids);
		this.#take(rows);
		return rows;
	}

	#take(rows: readonly StoredRow[]): void {
		for (const row of rows) this.rows.set(`${row.c} ${row.id}`, row);
	}
}

export async function loadRows(
	tx: ReadTransaction,
	commune: CommuneId,
	ops: readonly OpBody[]
): Promise<StoredRow[]> {
	const loader = new Loader(tx, commune);
	await loader.load(ops.flatMap(keysOf));
	const commands = ops.flatMap((body) => {
		const command = commandOf(body);
		return command === undefined ? [] : [{ command, body }];
	});
	const merges = await mergesBehind(loader, commands);
	if (commands.length > 0) await loadCommands(loader, commands);
	if (merges.size > 0) await loader.load([...loader.rows.values(), ...ops].flatMap(standIns(loader, merges)));
	return [...loader.rows.values()];
}

interface Given {
	command: Command;
	body: OpBody;
}

/** Where each household of the batch may have gone, or may go in it: the households that then stand for it are loaded. */
async function mergesBehind(loader: Loader, commands: readonly Given[]): Promise<Map<string, Set<string>>> {
	const merges = new Map<string, Set<string>>();
	const note = (id: string, into: string): void => {
		merges.set(id, (merges.get(id) ?? new Set<string>()).add(into));
	};
	for (const { command, body } of commands)
		if (command.name === 'household.merge') note(body.id, command.into);
	for (let known = -1; known < loader.rows.size;) {
		known = loader.rows.size;
		for (const { c, id, f } of loader.rows.values())
			if (c === 'households' && typeof f.mergedInto === 'string') note(id, f.mergedInto);
		const targets = [...merges.values()].flatMap((into) => [...into]);
		await loader.load(targets.map((id) => ({ c: 'households', id })));
	}
	return merges;
}

async function loadCommands(loader: Loader, commands: readonly Given[]): Promise<void> {
	const tops = commands.filter(({ command }) => !isVoiding(command)).map(({ body }) => body);
	const erased = commands.filter(({ command }) => command.name === 'erase').map(({ body }) => body);
	const leaving = commands.flatMap(({ command, body }): RowKey[] =>
		command.name === 'person.move' || command.name === 'household.split'
			? keysOf(body).filter(({ c }) => c === 'people')
			: []
	);
	// With a household goes what comes into it in this very batch: what hangs on that is still elsewhere.
	const isOfHousehold = erased.some(({ c }) => c === 'households');
	const going = isOfHousehold ? [...tops, ...leaving] : erased;
	const families = going.filter(({ c }) => c === 'households').map(({ id }) => id);
	const merged = isOfHousehold ? await loader.loadMerged(families) : [];
	await loader.loadTree([...tops, ...merged, ...leaving].map(({ c, id }) => ({ c, id })));
	const erasing = [...going, ...merged].map(({ c, id }) => ({ c, id }));
	if (erasing.length > 0) await loader.loadNaming(await loader.loadTree(erasing));
	await loader.loadHomesOf(leaving);
}

/** Rows that take the place of a row which names a household that was merged. */
function standIns(
	loader: Loader,
	merges: ReadonlyMap<string, ReadonlySet<string>>
): (row: Pick<OpBody, 'c' | 'id'> & { a?: OpBody['a']; f?: OpBody['a'] }) => RowKey[] {
	return ({ c, id, a = {} }) => {
		if (c !== 'householdAnswers' && !isMemberAt(c) && c !== 'households') return [];
		const named =
			c === 'households' ? id : householdNamed({ k: 'set', c, id, a, b: 0 }, (key) => loader.find(key));
		return [...reached(named, merges)].map((household): RowKey => {
			if (isMemberAt(c)) return { c, id: memberAtIdIn(household, id) };
			return { c: 'householdAnswers', id: household };
		});
	};
}

function reached(from: string | undefined, merges: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
	const found = new Set<string>();
	const queue = from === undefined ? [] : [from];
	for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
		for (const into of merges.get(at) ?? []) {
			if (found.has(into)) continue;
			found.add(into);
			queue.push(into);
		}
	}
	return found;
}

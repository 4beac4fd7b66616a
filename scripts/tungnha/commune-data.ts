// What the commands read of a commune before they ask the server's rooms to change it.
import { Member } from '#domain/member.ts';
import { Household } from '#domain/household.ts';
import type { CommuneId, HamletId, MemberId } from '#domain/ids.ts';
import { Person } from '#domain/person.ts';
import { Commune, Group, Hamlet, Lane } from '#domain/places.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { Existing } from '#office/import/import-plan.ts';
import { nameKey } from '#office/import/written-text.ts';
import type { ReadTransaction, Storage } from '#server/storage/storage.ts';
import { ClearError } from './clear-error.ts';

export type FoundCommune = Commune & { id: CommuneId };

/** The one commune of the database, or the one of that name; undefined when there is none at all. */
export async function findCommune(
	storage: Storage,
	name: string | undefined
): Promise<FoundCommune | undefined> {
	const all = await communesOf(storage);
	if (all.length === 0) return undefined;
	if (name === undefined && all.length === 1) return all[0];
	if (name === undefined) throw new ClearError(m.cli_which_commune());
	const found = all.find((commune) => nameKey(commune.name) === nameKey(name));
	if (found === undefined) throw new ClearError(m.cli_no_such_commune({ commune: name }));
	return found;
}

async function communesOf(storage: Storage): Promise<FoundCommune[]> {
	return storage.read(async (tx) => {
		const found: FoundCommune[] = [];
		for (const id of await tx.communes()) {
			for (const row of await tx.rowsOf(id, 'commune')) found.push({ ...Commune.parse(row.f), id });
		}
		return found;
	});
}

/** Everything an import is compared with. */
export async function existingIn(storage: Storage, commune: CommuneId): Promise<Existing> {
	return storage.read(async (tx) => ({
		hamlets: await listed(tx, commune, 'hamlets', Hamlet),
		groups: await listed(tx, commune, 'groups', Group),
		lanes: await listed(tx, commune, 'lanes', Lane),
		households: await listed(tx, commune, 'households', Household),
		people: await listed(tx, commune, 'people', Person)
	}));
}

export type FoundHamlet = Hamlet & { id: HamletId };

/** In the order of the commune's list. */
export async function hamletsIn(storage: Storage, commune: CommuneId): Promise<FoundHamlet[]> {
	const hamlets = await storage.read((tx) => listed<Hamlet, HamletId>(tx, commune, 'hamlets', Hamlet));
	return hamlets.sort((a, b) => a.order - b.order);
}

export async function membersIn(
	storage: Storage,
	commune: CommuneId
): Promise<(Member & { id: MemberId })[]> {
	return storage.read((tx) => listed(tx, commune, 'members', Member));
}

/** All rows of one collection, each with its id under the brand the caller knows it by. */
async function listed<Row, Id extends string>(
	tx: ReadTransaction,
	commune: CommuneId,
	collection: keyof Existing | 'members',
	schema: { parse(fields: unknown): Row }
): Promise<(Row & { id: Id })[]> {
	const rows = await tx.rowsOf(commune, collection);
	return rows.map(({ id, f }) => ({ ...schema.parse(f), id: id as Id }));
}

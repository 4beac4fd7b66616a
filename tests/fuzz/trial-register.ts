// What is attacked: a commune of two hamlets, and members of every role with invites enough to sign in again and again.
import type { CommuneId, HamletId, MemberId } from '#domain/ids.ts';
import type { Role } from '#domain/member.ts';
import { CollectionName } from '#protocol/collections.ts';
import { issueInvite } from '#server/accounts/invites.ts';
import { addMember } from '#server/commune.ts';
import { openStorage } from '#server/open-storage.ts';
import type { Storage } from '#server/storage/storage.ts';
import { inventList } from '../../bench/data.ts';
import { acceptImport, prepareImport } from '../../scripts/tungnha/import-register.ts';

export interface Account {
	member: MemberId;
	codes: string[];
}

export interface TrialRegister {
	accounts: Account[];
	/** Ids of rows that are there, by collection: what an op may be about. */
	ids: Partial<Record<CollectionName, string[]>>;
}

/** Fills a new database in `folder`. `accounts`: how many members are made, in turn of all roles, with `invites` each. */
export async function makeRegister(
	folder: string,
	{ accounts, invites }: { accounts: number; invites: number }
): Promise<TrialRegister> {
	const storage = await openStorage({ DATA_DIR: folder });
	try {
		const now = Date.now();
		for (const [at, hamlet] of ['Thôn Đông', 'Thôn Đoài'].entries()) {
			const bytes = new TextEncoder().encode(inventList({ hamlet, people: 150, seed: at + 1 }));
			const ready = await prepareImport(storage, { bytes, fileName: 'thon.csv', commune: 'Xã Thử' }, now);
			await acceptImport(storage, ready, now);
		}
		const [commune] = await storage.read((tx) => tx.communes());
		if (commune === undefined) throw new Error('no commune was made');
		const made: Account[] = [];
		while (made.length < accounts)
			made.push(await makeAccount(storage, commune, { at: made.length, invites, now }));
		return { accounts: made, ids: await idsOf(storage, commune) };
	} finally {
		await storage.close();
	}
}

const ROLES: readonly { roles: Role[]; hamlets: number }[] = [
	{ roles: ['volunteer'], hamlets: 1 },
	{ roles: ['volunteer', 'hamlet-head'], hamlets: 1 },
	{ roles: ['commune-official'], hamlets: 0 },
	{ roles: ['volunteer'], hamlets: 2 },
	{ roles: ['observer'], hamlets: 0 },
	{ roles: ['volunteer'], hamlets: 0 }
];

async function makeAccount(
	storage: Storage,
	commune: CommuneId,
	{ at, invites, now }: { at: number; invites: number; now: number }
): Promise<Account> {
	const { roles, hamlets } = ROLES[at % ROLES.length] ?? { roles: ['volunteer'], hamlets: 0 };
	const all = (await storage.read((tx) => tx.rowsOf(commune, 'hamlets'))).map(({ id }) => id as HamletId);
	const own = at % 2 === 0 ? all : all.toReversed();
	// Not a member that the imported rows or each other's ops know: nobody loses the role that is tried out with it.
	const wish = { name: `Người Thử ${at}`, roles, hamlets: own.slice(0, hamlets) };
	const member = await addMember(storage, { commune, member: wish, now });
	const codes: string[] = [];
	while (codes.length < invites)
		codes.push((await issueInvite(storage, { commune, member, kind: 'printed', now })).code);
	return { member, codes };
}

/** Without members: an op on one would take away the very role it is tried with. */
async function idsOf(storage: Storage, commune: CommuneId): Promise<TrialRegister['ids']> {
	return storage.read(async (tx) => {
		const ids: TrialRegister['ids'] = {};
		for (const c of CollectionName.options) {
			if (c === 'members') continue;
			ids[c] = (await tx.rowsOf(commune, c)).map(({ id }) => id);
		}
		return ids;
	});
}

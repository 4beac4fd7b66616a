// How far the asker's scopes are: the cheapest question there is, asked every two seconds by an open board (sync-spec CL4).
import type { Heads } from '#protocol/live.ts';
import type { Storage } from '#server/storage/storage.ts';
import type { Asker } from './author.ts';
import { scopesOf } from './scopes-of.ts';

export function headsOf(storage: Storage, asker: Asker): Promise<Heads> {
	return storage.read(async (tx) => {
		const heads = await tx.heads(asker.commune, await scopesOf(tx, asker));
		return { e: (await tx.meta('epoch')) ?? '', heads: Object.fromEntries(heads) };
	});
}

// What was erased, in a file beside the database and outside its backups: a restore erases it again (sync-spec RC5).
// Promise: a note is on the disk before it resolves. A torn line is that of an erasure that was never committed.
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod/mini';
import type { CommuneId } from '#domain/ids.ts';
import { CollectionName } from '#protocol/collections.ts';
import type { RowKey } from '#server/storage/storage.ts';

const Line = z.object({ commune: z.string(), c: CollectionName, id: z.string() });
export type Erased = RowKey & { commune: CommuneId };

export class LedgerFile {
	readonly #file: string;

	constructor(file: string) {
		this.#file = file;
	}

	/** May be told the same twice. */
	async note(commune: CommuneId, keys: readonly RowKey[]): Promise<void> {
		const lines = keys.map(({ c, id }) => `${JSON.stringify({ commune, c, id })}\n`).join('');
		await mkdir(dirname(this.#file), { recursive: true });
		const handle = await open(this.#file, 'a');
		try {
			// The line before may have been torn off by a power cut: it must not take this one with it.
			await handle.appendFile(`\n${lines}`);
			await handle.sync();
		} finally {
			await handle.close();
		}
	}

	/** Everything that was ever noted, once; nothing when there is no file. */
	async all(): Promise<Erased[]> {
		const text = await readFile(this.#file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
			if (fault.code === 'ENOENT') return '';
			throw fault;
		});
		const noted = [...new Set(text.split('\n'))].map(erasedIn).filter((line) => line !== undefined);
		return noted;
	}
}

function erasedIn(line: string): Erased | undefined {
	try {
		const { data } = Line.safeParse(JSON.parse(line));
		return data && { ...data, commune: data.commune as CommuneId };
	} catch {
		return undefined;
	}
}

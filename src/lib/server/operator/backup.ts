import { existsSync } from 'node:fs';
import type { Storage } from '#server/storage/storage.ts';

/** A consistent copy while the server runs, checked before this resolves. Refuses to overwrite a file. */
export async function backup(storage: Storage, file: string): Promise<void> {
	if (existsSync(file)) throw new Error(`${file} is there already`);
	await storage.backup(file);
}

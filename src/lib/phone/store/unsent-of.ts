import { Dexie } from 'dexie';
import type { MemberId } from '#domain/ids.ts';
import { databaseName, openDatabase } from './database.ts';
import { readLeftBehind } from './mirror-files.ts';

/**
 * How many entries of a member wait on this phone, whoever is at work; undefined when her database is gone or cannot be
 * read. Only counted: nothing of it is opened, and none is made.
 */
export async function unsentOf(member: MemberId): Promise<number | undefined> {
	if (!(await Dexie.exists(databaseName(member)))) return undefined;
	const db = openDatabase(member);
	try {
		const left = [...(await readLeftBehind(member)).values()];
		return left.reduce((sum, { ops }) => sum + ops.length, await db.outbox.count());
	} catch {
		return undefined;
	} finally {
		db.close();
	}
}

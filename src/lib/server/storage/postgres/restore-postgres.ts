// A backup back into PostgreSQL.
import { readCopy } from '../file-copy.ts';
import { migrate } from '../migrations/migrate.ts';
import { connect, inTransaction } from './connect.ts';

/** Everything in the database at `url` is replaced by the backup in `file`, in one transaction. */
export async function restorePostgres(url: string, file: string): Promise<void> {
	const db = await connect(url, 2);
	try {
		await migrate(db);
		await inTransaction(db, 'begin isolation level read committed', (into) => readCopy(file, into));
	} finally {
		await db.destroy();
	}
}

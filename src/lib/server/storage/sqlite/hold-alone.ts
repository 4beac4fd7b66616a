import Database from 'better-sqlite3';
import { closeSync, openSync, readSync } from 'node:fs';
import type { Storage } from '../storage.ts';
import { storageOn } from './open-sqlite.ts';

/** How long a server that is just stopping may take. */
const WAIT_MS = 1_000;

export interface HeldAlone {
	/** To look at; undefined when it is no database any more. */
	storage: Storage | undefined;
	release(): void;
}

/**
 * Keeps everybody else from the database at `file`, and makes it one file that needs no others beside it. Undefined when some
 * process has it open. What is no database any more holds nobody: it is left as it is, with what lies beside it.
 */
export function holdAlone(file: string): HeldAlone | undefined {
	if (!isDatabase(file)) return { storage: undefined, release: () => {} };
	const native = new Database(file, { timeout: WAIT_MS });
	const release = (): void => void native.close();
	try {
		// In WAL every open connection keeps a lock, so leaving WAL succeeds only for the last one. The lock stays until the end.
		native.pragma('locking_mode = EXCLUSIVE');
		native.pragma('journal_mode = DELETE');
		native.exec('begin exclusive; commit');
		return { storage: storageOn(native), release };
	} catch (fault) {
		const code = fault instanceof Error && 'code' in fault ? String(fault.code) : '';
		if (/^SQLITE_CORRUPT/.test(code)) return { storage: undefined, release };
		release();
		if (/^SQLITE_BUSY/.test(code)) return undefined;
		throw fault;
	}
}

const HEADER = 'SQLite format 3\0';

/** Looked at before SQLite does: it would throw away the changes beside a file whose beginning is broken. */
function isDatabase(file: string): boolean {
	const handle = openSync(file, 'r');
	try {
		const begin = Buffer.alloc(HEADER.length);
		readSync(handle, begin, 0, begin.length, 0);
		return begin.toString('latin1') === HEADER;
	} finally {
		closeSync(handle);
	}
}

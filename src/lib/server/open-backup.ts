import { openSqliteCopy } from './storage/sqlite/open-sqlite.ts';
import type { Storage } from './storage/storage.ts';

/** A backup to look at, whatever the server runs on: it is an SQLite file, and nothing in it is changed. */
export const openBackup = (file: string): Storage => openSqliteCopy(file);

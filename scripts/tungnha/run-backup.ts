// `backup FILE`: a consistent copy of the whole database, made while the server may be running.
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import { backup } from '#server/operator/backup.ts';
import type { Storage } from '#server/storage/storage.ts';
import { ClearError } from './clear-error.ts';
import type { CommandNamed } from './command-line.ts';
import type { Terminal } from './terminal.ts';

export async function runBackup(
	{ file }: CommandNamed<'backup'>,
	storage: Storage,
	terminal: Terminal
): Promise<void> {
	if (file === undefined) throw new ClearError(m.cli_file_named({ usage: 'npm run tungnha -- backup FILE' }));
	const path = resolve(process.env.INIT_CWD ?? '.', file);
	if (existsSync(path)) throw new ClearError(m.cli_file_exists({ file }));
	await backup(storage, path);
	terminal.say(m.cli_backup_done({ file: path, size: formatNumber(statSync(path).size / 1024) }));
}

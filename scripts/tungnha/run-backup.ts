// `backup FILE`: a consistent copy of the whole database, made while the server may be running.
// `backup --confirm FILE`: that copy was taken off the machine, so phones may in time let go of what it holds (RS2).
import { existsSync, statSync } from 'node:fs';
import { formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import { openBackup } from '#server/open-backup.ts';
import { backup } from '#server/operator/backup.ts';
import { confirmBackup } from '#server/operator/confirm-backup.ts';
import type { Storage } from '#server/storage/storage.ts';
import { ClearError } from './clear-error.ts';
import type { CommandNamed } from './command-line.ts';
import { existingFile, pathOf } from './file-named.ts';
import type { Terminal } from './terminal.ts';

export async function runBackup(
	{ file, options }: CommandNamed<'backup'>,
	storage: Storage,
	terminal: Terminal
): Promise<void> {
	if (options.confirm === true) return confirm(file, storage, terminal);
	if (file === undefined) throw new ClearError(m.cli_file_named({ usage: 'npm run tungnha -- backup FILE' }));
	const path = pathOf(file);
	if (existsSync(path)) throw new ClearError(m.cli_file_exists({ file }));
	await backup(storage, path);
	terminal.say(m.cli_backup_done({ file: path, size: formatNumber(statSync(path).size / 1024) }));
}

async function confirm(file: string | undefined, storage: Storage, terminal: Terminal): Promise<void> {
	const path = existingFile(file, 'npm run tungnha -- backup --confirm FILE');
	const opened = openBackup(path);
	try {
		const confirmed = await confirmBackup(storage, opened);
		if (confirmed === 'other') throw new ClearError(m.cli_confirm_other({ file: path }));
		if (confirmed === 'damaged') throw new ClearError(m.cli_confirm_damaged({ file: path }));
		terminal.say(m.cli_confirm_done({ file: path, count: formatNumber(confirmed.phones) }));
	} finally {
		await opened.close();
	}
}

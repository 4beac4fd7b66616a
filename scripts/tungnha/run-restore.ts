// `restore FILE`: a backup becomes the database again. It is looked at before anything is changed; `--verify` looks once more
// at what has taken its place.
import { formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import { ledgerFileOf, openStorage } from '#server/open-storage.ts';
import { examine } from '#server/operator/examine.ts';
import { LedgerFile } from '#server/operator/ledger-file.ts';
import { NotRestored, restoreBackup } from '#server/restore-backup.ts';
import { ClearError } from './clear-error.ts';
import type { CommandNamed } from './command-line.ts';
import { existingFile } from './file-named.ts';
import { findingLines } from './run-doctor.ts';
import type { Settings } from './settings.ts';
import type { Terminal } from './terminal.ts';

export async function runRestore(
	{ file, options }: CommandNamed<'restore'>,
	terminal: Terminal,
	settings: Settings,
	now: number
): Promise<void> {
	const path = existingFile(file, 'npm run tungnha -- restore FILE');
	const erased = await new LedgerFile(ledgerFileOf(settings)).all();
	const restored = await restoreBackup(settings, { file: path, erased, now }).catch((fault: unknown) => {
		throw fault instanceof NotRestored ? new ClearError(sentencesFor(fault, path), { cause: fault }) : fault;
	});
	terminal.say(m.cli_restore_done({ file: path }));
	if (restored.erasedAgain > 0)
		terminal.say(m.cli_restore_erased({ count: formatNumber(restored.erasedAgain) }));
	if (restored.kept !== undefined) terminal.say(m.cli_restore_kept({ file: restored.kept }));
	if (options.verify === true) await verify(settings, terminal);
}

function sentencesFor({ why, findings }: NotRestored, file: string): string {
	if (why === 'in-use') return m.cli_restore_in_use();
	if (why === 'not-empty') return m.cli_restore_not_empty();
	if (why === 'unreadable') return m.cli_restore_unreadable({ file });
	return [m.cli_restore_unwell({ file }), ...findingLines(findings)].join('\n');
}

async function verify(settings: Settings, terminal: Terminal): Promise<void> {
	const storage = await openStorage(settings);
	try {
		const findings = await examine(storage);
		if (findings.length > 0) throw new ClearError(findingLines(findings).join('\n'));
		terminal.say(m.cli_restore_verified());
	} finally {
		await storage.close();
	}
}

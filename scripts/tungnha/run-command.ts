// One command from its words to its exit code. Whatever goes wrong is one sentence.
import { m } from '#i18n/paraglide/messages.js';
import { ledgerFileOf, openStorage } from '#server/open-storage.ts';
import { LedgerFile } from '#server/operator/ledger-file.ts';
import { StorageBusy, type Storage } from '#server/storage/storage.ts';
import { ClearError } from './clear-error.ts';
import { commandIn, type Command } from './command-line.ts';
import { helpText } from './help-text.ts';
import { runBackup } from './run-backup.ts';
import { runDoctor } from './run-doctor.ts';
import { runImport } from './run-import.ts';
import { runInvite } from './run-invite.ts';
import { runReceive } from './run-receive.ts';
import { runRestore } from './run-restore.ts';
import { runRevoke } from './run-revoke.ts';
import { runStats } from './run-stats.ts';
import { settingsFrom, type Settings } from './settings.ts';
import type { Terminal } from './terminal.ts';

/** The exit code: 0 done, 1 not done. */
export async function runCommand(
	words: readonly string[],
	terminal: Terminal,
	env: NodeJS.ProcessEnv
): Promise<number> {
	try {
		const command = commandIn(words);
		if (command.name === 'help') terminal.say(helpText());
		// It replaces the database, so nothing may have it open.
		else if (command.name === 'restore') await runRestore(command, terminal, settingsFrom(env), Date.now());
		else await withStorage(command, terminal, settingsFrom(env));
		return 0;
	} catch (fault) {
		terminal.complain(sentenceFor(fault));
		return 1;
	}
}

async function withStorage(command: Command, terminal: Terminal, settings: Settings): Promise<void> {
	const storage = await openStorage(settings);
	try {
		await run(command, storage, terminal, settings);
	} finally {
		await storage.close();
	}
}

async function run(
	command: Command,
	storage: Storage,
	terminal: Terminal,
	settings: Settings
): Promise<void> {
	const now = Date.now();
	const ledger = new LedgerFile(ledgerFileOf(settings));
	if (command.name === 'import') await runImport(command, storage, terminal, now);
	if (command.name === 'invite') await runInvite(command, storage, terminal, settings.origin, now);
	if (command.name === 'stats') await runStats(command, storage, terminal);
	if (command.name === 'backup') await runBackup(command, storage, terminal);
	if (command.name === 'receive') await runReceive(command, storage, terminal, now, { ledger });
	if (command.name === 'revoke') await runRevoke(command, storage, terminal, now);
	if (command.name === 'doctor') await runDoctor(command, storage, terminal, now);
}

/** What the operator reads when a command or the demo did not do what it should. */
export function sentenceFor(fault: unknown): string {
	if (fault instanceof ClearError) return fault.message;
	if (fault instanceof StorageBusy) return m.cli_busy();
	return m.cli_fault({ fault: fault instanceof Error ? fault.message : String(fault) });
}

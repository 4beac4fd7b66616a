// `receive FILE…`: unsent work of other phones, sealed, as they gave it to somebody to carry. Twice counts once.
import { readFile } from 'node:fs/promises';
import { formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import { Bundle } from '#protocol/bundle.ts';
import { bringInBundle } from '#server/bring-in-bundle.ts';
import type { Storage } from '#server/storage/storage.ts';
import { OPERATOR } from '#server/sync/accept-import.ts';
import type { AcceptOptions } from '#server/sync/accept.ts';
import { ClearError } from './clear-error.ts';
import type { CommandNamed } from './command-line.ts';
import { existingFile } from './file-named.ts';
import type { Terminal } from './terminal.ts';

const USAGE = 'npm run tungnha -- receive FILE';

/** Takes what it can of the files, and ends with what is wrong with the others. */
export async function runReceive(
	{ files }: CommandNamed<'receive'>,
	storage: Storage,
	terminal: Terminal,
	now: number,
	options: AcceptOptions
): Promise<void> {
	if (files.length === 0) throw new ClearError(m.cli_file_named({ usage: USAGE }));
	const refused: string[] = [];
	for (const file of files) {
		try {
			terminal.say(await receive(file, storage, now, options));
		} catch (fault) {
			if (!(fault instanceof ClearError)) throw fault;
			refused.push(fault.message);
		}
	}
	if (refused.length > 0) throw new ClearError(refused.join('\n'));
}

async function receive(file: string, storage: Storage, now: number, options: AcceptOptions): Promise<string> {
	const bundle = bundleIn(await readFile(existingFile(file, USAGE), 'utf8'));
	if (bundle === undefined) throw new ClearError(m.cli_receive_none({ file }));
	const commune = await communeOf(storage, bundle);
	const bringing = commune && { commune, by: OPERATOR, now };
	const tally = bringing && (await bringInBundle(storage, bringing, bundle, options));
	if (tally === undefined) throw new ClearError(m.cli_receive_foreign({ file }));
	const { taken, applied, known, parked } = tally;
	return m.cli_receive_done({
		file,
		taken: formatNumber(taken),
		applied: formatNumber(applied),
		known: formatNumber(known),
		parked: formatNumber(parked)
	});
}

function bundleIn(text: string): Bundle | undefined {
	try {
		return Bundle.safeParse(JSON.parse(text)).data;
	} catch {
		return undefined;
	}
}

/** A bundle names its member, who is of one commune. */
function communeOf(storage: Storage, { member }: Bundle) {
	return storage.read(async (tx) => {
		for (const commune of await tx.communes()) {
			if ((await tx.rows(commune, [{ c: 'members', id: member }])).length > 0) return commune;
		}
		return undefined;
	});
}

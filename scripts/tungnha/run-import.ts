// `import FILE`: preview, then a person's yes, then one accepted import. Without a yes nothing is changed. `--undo` takes one
// back by its number.
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { m } from '#i18n/paraglide/messages.js';
import { capitalised, formatNumber } from '#i18n/format.ts';
import { isNothingNew } from '#office/import/import-plan.ts';
import { consequenceOf } from '#office/import/problem.ts';
import { problemText } from '#office/import/problem-text.ts';
import type { Storage } from '#server/storage/storage.ts';
import { ImportCutOff } from '#server/sync/accept-import.ts';
import { undoImport } from '#server/sync/undo-import.ts';
import { ClearError } from './clear-error.ts';
import { HELP, type CommandNamed } from './command-line.ts';
import { findCommune } from './commune-data.ts';
import { acceptImport, prepareImport, type ReadyImport } from './import-register.ts';
import { previewLines, problemLines } from './preview-text.ts';
import type { Terminal } from './terminal.ts';

export async function runImport(
	{ file, options }: CommandNamed<'import'>,
	storage: Storage,
	terminal: Terminal,
	now: number
): Promise<void> {
	const { commune, hamlet } = options;
	const undone = deviceIn('--undo', options.undo);
	if (undone !== undefined)
		return undo(undone, { commune, accept: options.accept === true }, storage, terminal, now);
	const device = deviceIn('--device', options.device);
	const ready = await prepareImport(storage, { ...(await fileNamed(file)), commune, hamlet }, now);
	refuseWhatCannotBe(ready, terminal, options.all === true);
	terminal.say(ready.isNewCommune ? m.cli_new_commune({ commune: ready.commune.name }) : ready.commune.name);
	for (const line of previewLines(ready.plan, { words: ready.commune.words, all: options.all === true })) {
		terminal.say(line);
	}
	if (isNothingNew(ready.plan)) return;
	sayWhatIsMissing(ready, terminal);
	if (await isAccepted(options.accept === true, terminal, m.cli_import_ask()))
		await accept(ready, storage, terminal, now, device);
}

async function fileNamed(file: string | undefined): Promise<{ bytes: Uint8Array; fileName: string }> {
	if (file === undefined) throw new ClearError(m.cli_file_named({ usage: 'npm run tungnha -- import FILE' }));
	try {
		// npm runs scripts in the project's folder; the name was typed in another one.
		const bytes = await readFile(resolve(process.env.INIT_CWD ?? '.', file)).catch(() => readFile(file));
		return { bytes, fileName: basename(file) };
	} catch {
		throw new ClearError(m.cli_no_file({ file }));
	}
}

function deviceIn(option: string, text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	if (!/^[1-9]\d{0,8}$/.test(text))
		throw new ClearError(m.cli_unknown_option({ option: `${option} ${text}`, help: HELP }));
	return Number(text);
}

/** Takes back what an import added, as long as nobody has worked on it. */
async function undo(
	number: number,
	given: { commune: string | undefined; accept: boolean },
	storage: Storage,
	terminal: Terminal,
	now: number
): Promise<void> {
	const device = String(number);
	const commune = await findCommune(storage, given.commune);
	if (commune === undefined) throw new ClearError(m.cli_no_such_import({ device }));
	if (!(await isAccepted(given.accept, terminal, m.cli_undo_ask({ device })))) return;
	const done = await undoImport(storage, commune.id, number, now);
	if (done.kind === 'unknown') throw new ClearError(m.cli_no_such_import({ device }));
	if (done.kind === 'refused')
		throw new ClearError(m.cli_undo_refused({ device, count: formatNumber(done.touched + done.hung) }));
	const count = (c: 'hamlets' | 'households' | 'people'): string => formatNumber(done.removed[c] ?? 0);
	const { hamlet } = commune.words;
	const [hamlets, households, people] = [count('hamlets'), count('households'), count('people')];
	terminal.say(m.cli_undo_done({ device, hamlet, hamlets, households, people }));
	if (done.left > 0) terminal.say(m.cli_undo_left({ count: formatNumber(done.left) }));
}

/**
 * Of real people nothing is imported before the office has chosen on what ground (F37). It is said, not refused: a commune
 * comes into being with its first list, and only then has an official who can choose.
 */
function sayWhatIsMissing({ commune }: ReadyImport, terminal: Terminal): void {
	if (commune.dataTerms !== undefined) return;
	const word = commune.words.commune;
	terminal.say(
		`${m.terms_missing({ commune: capitalised(word) })} ${m.cli_import_no_basis({ commune: word })}`
	);
}

/** A file of which nothing can be used ends here, with what is wrong and what to do. */
function refuseWhatCannotBe({ commune, plan }: ReadyImport, terminal: Terminal, all: boolean): void {
	if (plan.listed.people === 0) {
		const [only] = plan.problems;
		if (only && plan.problems.length === 1 && consequenceOf(only) === 'nothing-imported') {
			throw new ClearError(`${only.sheet}: ${problemText(only)}`);
		}
		for (const line of problemLines(plan.problems, all)) terminal.say(line);
		const isHamletMissing = plan.problems.some(({ code }) => code === 'hamlet-unknown');
		throw new ClearError(isHamletMissing ? m.cli_which_hamlet() : m.cli_import_nobody());
	}
	if (commune.name === '') throw new ClearError(m.cli_which_commune());
}

async function isAccepted(accept: boolean, terminal: Terminal, question: string): Promise<boolean> {
	if (accept) return true;
	const answer = await terminal.ask(question);
	if (answer === undefined) terminal.say(m.cli_import_not_accepted());
	else if (/^(c|có|y|yes)$/iu.test(answer.trim().normalize('NFC'))) return true;
	else terminal.say(m.cli_import_declined());
	return false;
}

async function accept(
	ready: ReadyImport,
	storage: Storage,
	terminal: Terminal,
	now: number,
	device: number | undefined
): Promise<void> {
	const { hamlets, households, people } = ready.plan.added;
	const accepted = await acceptImport(storage, ready, now, device).catch((fault: unknown) => {
		if (!(fault instanceof ImportCutOff)) throw fault;
		throw new ClearError(m.cli_import_cut_off({ option: `--device ${fault.device}` }), { cause: fault });
	});
	terminal.say(
		m.cli_import_done({
			hamlet: ready.commune.words.hamlet,
			hamlets: formatNumber(hamlets.length),
			households: formatNumber(households.length),
			people: formatNumber(people.length),
			device: String(accepted.device)
		})
	);
	if (accepted.parked.length === 0) return;
	throw new ClearError(m.cli_import_refused({ count: formatNumber(accepted.parked.length) }));
}

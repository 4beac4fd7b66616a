// What was typed → one command with its options, or one clear sentence about what is wrong with it.
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { m } from '#i18n/paraglide/messages.js';
import { ClearError } from './clear-error.ts';

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const options = {
	help: {},
	import: { commune: text, hamlet: text, device: text, undo: text, accept: flag, all: flag },
	invite: {
		commune: text,
		name: text,
		role: { type: 'string', multiple: true },
		hamlet: { type: 'string', multiple: true },
		screen: flag
	},
	stats: { json: flag },
	backup: { confirm: flag },
	restore: { verify: flag },
	receive: { commune: text },
	revoke: { commune: text, device: text, member: text },
	doctor: { 'accept-clock': flag }
} as const satisfies Record<string, ParseArgsOptionsConfig>;

/** The words that show what can be typed. */
export const HELP = 'npm run tungnha -- help';

type Name = keyof typeof options;
type Values<N extends Name> = ReturnType<typeof parseArgs<{ options: (typeof options)[N] }>>['values'];
/** `files`: all that were named; `file` is the first of them. */
export type Command = {
	[N in Name]: { name: N; file: string | undefined; files: string[]; options: Values<N> };
}[Name];

/** How many files a command takes; none when it is not named. */
const mostFiles: Partial<Record<Name, number>> = { import: 1, backup: 1, restore: 1, receive: Infinity };
export type CommandNamed<N extends Name> = Extract<Command, { name: N }>;

/** Reads the words behind `npm run tungnha --`; no words at all ask for help. */
export function commandIn(words: readonly string[]): Command {
	const [first = 'help', ...rest] = words;
	const name = ['-h', '--help'].includes(first) ? 'help' : first;
	if (!isName(name)) throw new ClearError(m.cli_unknown_command({ command: name, help: HELP }));
	const { values, positionals } = parsed(name, rest);
	const odd = positionals[mostFiles[name] ?? 0];
	if (odd !== undefined) throw new ClearError(m.cli_unknown_option({ option: odd, help: HELP }));
	return { name, file: positionals[0], files: positionals, options: values };
}

function isName(word: string): word is Name {
	return Object.hasOwn(options, word);
}

function parsed(name: Name, words: string[]): { values: object; positionals: string[] } {
	try {
		return parseArgs({ args: words, options: options[name], allowPositionals: true });
	} catch (fault) {
		// parseArgs names the option in quotes.
		const option = fault instanceof Error ? /'([^' ]+)/.exec(fault.message)?.[1] : undefined;
		throw new ClearError(m.cli_unknown_option({ option: option ?? words.join(' '), help: HELP }));
	}
}

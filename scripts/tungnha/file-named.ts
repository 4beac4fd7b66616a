import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { m } from '#i18n/paraglide/messages.js';
import { ClearError } from './clear-error.ts';

/** npm runs scripts in the project's folder; the name was typed in another one. */
export const pathOf = (file: string): string => resolve(process.env.INIT_CWD ?? '.', file);

/** The path of a file that has to be there. `usage`: what to type when none was named. */
export function existingFile(file: string | undefined, usage: string): string {
	if (file === undefined) throw new ClearError(m.cli_file_named({ usage }));
	const path = [pathOf(file), resolve(file)].find(existsSync);
	if (path === undefined) throw new ClearError(m.cli_no_file({ file }));
	return path;
}

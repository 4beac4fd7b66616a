import { m } from '#i18n/paraglide/messages.js';
import { ClearError } from './clear-error.ts';

/** The settings of every command, from the environment: no .env is needed. */
export interface Settings {
	DATA_DIR?: string;
	DATABASE_URL?: string;
	/** Address that links begin with, without a slash at its end. */
	origin: string;
	port: number;
}

const DEFAULT_PORT = 3000;

export function settingsFrom(env: NodeJS.ProcessEnv): Settings {
	if (/^postgres(ql)?:/.test(env.DATABASE_URL ?? '')) throw new ClearError(m.cli_no_postgres());
	const port = Number(env.PORT ?? DEFAULT_PORT);
	return {
		...(env.DATA_DIR ? { DATA_DIR: env.DATA_DIR } : {}),
		...(env.DATABASE_URL ? { DATABASE_URL: env.DATABASE_URL } : {}),
		origin: (env.ORIGIN ?? `http://localhost:${port}`).replace(/\/+$/, ''),
		port
	};
}

/** The settings of every command, from the environment: no .env is needed. */
export interface Settings {
	DATA_DIR?: string;
	DATABASE_URL?: string;
	DATABASE_CONNECTIONS?: string;
	/** Address that links begin with, without a slash at its end. */
	origin: string;
	port: number;
}

const DEFAULT_PORT = 3000;

export function settingsFrom(env: NodeJS.ProcessEnv): Settings {
	const port = Number(env.PORT ?? DEFAULT_PORT);
	return {
		...(env.DATA_DIR ? { DATA_DIR: env.DATA_DIR } : {}),
		...(env.DATABASE_URL ? { DATABASE_URL: env.DATABASE_URL } : {}),
		...(env.DATABASE_CONNECTIONS ? { DATABASE_CONNECTIONS: env.DATABASE_CONNECTIONS } : {}),
		origin: (env.ORIGIN ?? `http://localhost:${port}`).replace(/\/+$/, ''),
		port
	};
}

import { pino } from 'pino';

/** Method, route, status and time: never an address with an id in it, a name, or a body. */
export const log = pino({ level: process.env.LOG_LEVEL ?? 'info' });

/** What went wrong and where, without the message: it may quote what somebody typed. */
export function withoutWords(fault: unknown): { name: string; code?: string; at: string[] } {
	if (!(fault instanceof Error)) return { name: typeof fault, at: [] };
	const lines = (fault.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
	const code = 'code' in fault ? { code: String(fault.code) } : {};
	return { name: fault.name, ...code, at: lines.slice(0, 8).map((line) => line.trim()) };
}

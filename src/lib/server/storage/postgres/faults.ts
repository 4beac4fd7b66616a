// Whose fault an error of PostgreSQL is, by its SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html).
import { StorageBusy } from '../storage.ts';

/** Two transactions could not be kept apart, or waited for each other: the same work again may do. */
const CROSSED = new Set(['40001', '40P01']);

/**
 * Connections (08), memory, disk or connections used up (53), shutdown and cancelled statements (57), disk and files (58);
 * a server that has become read-only, locks waited for too long, transactions left idle, a commit nobody heard the end of.
 */
const OF_THE_DATABASE = /^(08|53|57|58|25006|25P0[34]|55P03|40)/;

/** `StorageBusy` when the database is to blame; else the fault of the work as it is. */
export function judgeFault(fault: unknown): unknown {
	return OF_THE_DATABASE.test(codeOf(fault)) ? busyBecause(fault) : fault;
}

export const busyBecause = (cause: unknown): StorageBusy =>
	cause instanceof StorageBusy ? cause : new StorageBusy('the database did not answer', { cause });

export function isWorthRepeating(fault: unknown): boolean {
	return fault instanceof StorageBusy && CROSSED.has(codeOf(fault.cause));
}

const codeOf = (fault: unknown): string =>
	fault instanceof Error && 'code' in fault && typeof fault.code === 'string' ? fault.code : '';

// Ops on their way up, member by member instead of op by op (sync-spec WR1, decision 011). What comes out is what went in,
// to the last member: an op's identity is a hash of what it says (RC3).
import { limits } from './limits.ts';
import type { SyncRequest } from './messages.ts';
import type { OpEnvelope } from './op.ts';
import {
	type Column,
	NotPacked,
	packColumn,
	packRising,
	unpackColumn,
	unpackRising
} from './packed-column.ts';

/** `n` and `t` as steps, every other member as a column. */
export type PackedOps = Record<string, Column | number[]>;

/** Members that packed ops may have; ours have ten at most. */
const MOST_MEMBERS = 32;

/** Written out, the ops would be longer than a body may be (sync-spec WR3): fewer at a time. */
export class TooLong extends Error {}

/** The request as it is sent: packed, unless that gains nothing or an op is not of our making. */
export function packRequest(request: SyncRequest): object {
	const ops = request.ops.length < 2 ? undefined : packOps(request.ops);
	return ops === undefined ? request : { ...request, ops };
}

/**
 * A body as if its ops had come one by one, whichever way they came; undefined when they cannot be unpacked. Throws
 * `TooLong` when they would be longer than a body may be.
 */
export function unpackRequest(body: unknown): unknown {
	if (typeof body !== 'object' || body === null || !('ops' in body) || Array.isArray(body.ops)) return body;
	try {
		return { ...body, ops: unpackOps(body.ops) };
	} catch (fault) {
		if (fault instanceof NotPacked) return undefined;
		throw fault;
	}
}

function packOps(ops: readonly OpEnvelope[]): PackedOps | undefined {
	const names = [...new Set(ops.flatMap((op) => Object.keys(op)))];
	if (names.length > MOST_MEMBERS || !ops.every(({ t }) => Number.isSafeInteger(t))) return undefined;
	return Object.fromEntries(
		names.map((name) => {
			const cells = ops.map((op) => (Object.hasOwn(op, name) ? op[name] : undefined));
			return [name, isStepped(name) ? packRising(cells as number[]) : packColumn(cells)];
		})
	);
}

const isStepped = (name: string): boolean => name === 'n' || name === 't';

function unpackOps(packed: unknown): object[] {
	const columns = Object.entries(packed ?? {}) as [string, unknown][];
	const numbers = columns.find(([name]) => name === 'n')?.[1];
	if (!Array.isArray(numbers) || numbers.length > limits.ops || columns.length > MOST_MEMBERS)
		throw new NotPacked('no numbers, or too much of something');
	const unpacked = columns.map(([name, column]): [string, unknown[]] => {
		const cells = isStepped(name) ? unpackRising(column) : unpackColumn(column, numbers.length);
		if (cells.length !== numbers.length) throw new NotPacked('not one for every op');
		return [name, cells];
	});
	if (writtenLength(unpacked) > limits.inflatedBytes) throw new TooLong('too long when written out');
	return numbers.map((_, at) => {
		const members = unpacked.map(([name, cells]): [string, unknown] => [name, cells[at]]);
		return Object.fromEntries(members.filter(([, value]) => value !== undefined));
	});
}

/** Characters of all ops as JSON, told without writing them: one long value may be named by every op. */
function writtenLength(columns: readonly [string, unknown[]][]): number {
	const lengths = new Map<unknown, number>();
	const lengthOf = (value: unknown): number => {
		const known = lengths.get(value);
		if (known !== undefined) return known;
		const length = value === undefined ? 0 : JSON.stringify(value).length;
		lengths.set(value, length);
		return length;
	};
	let sum = 0;
	for (const [name, cells] of columns) for (const cell of cells) sum += name.length + 4 + lengthOf(cell);
	return sum;
}

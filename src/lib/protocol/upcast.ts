// Ops of earlier schema versions, told as an op of this one (sync-spec RC4). An op itself never changes: its identity is
// hashed from what was received, before this.
import { OLDEST_OP_VERSION, OP_VERSION } from './version.ts';

export type RawOp = Record<string, unknown>;

/** Makes an op of one version into one of the next; of the newest, nothing. It takes whatever a phone may have sent. */
export type Upcaster = (raw: RawOp) => RawOp;

/** By version, for every version that was ever shipped. */
export type Upcasters = ReadonlyMap<number, Upcaster>;

export const upcasters: Upcasters = new Map<number, Upcaster>([[OP_VERSION, (raw) => raw]]);

/** The newest version that is understood. */
export const newestOf = (list: Upcasters): number => Math.max(...list.keys());

/** Schema version of an op as it came; the first when it says none. */
export const versionOf = ({ v }: RawOp): number => (typeof v === 'number' ? v : OLDEST_OP_VERSION);

/**
 * The op as the newest version would say it. One that is newer still, or says a version that never was, stays as it is:
 * what a phone sent is never counted up from.
 */
export function upcast(raw: RawOp, list: Upcasters): RawOp {
	let op = raw;
	for (let version = versionOf(raw); list.has(version); version += 1) op = list.get(version)?.(op) ?? op;
	return op;
}

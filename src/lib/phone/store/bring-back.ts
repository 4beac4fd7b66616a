// What the second copy knows and the database does not (phone page LS6): the browser gave back an older state, or lost
// the end of it. Those ops return to the outbox under the identity they had, and the device takes a new number before
// anything else is sent (sync-spec RS1): under the old one it may be asked about numbers that it no longer knows.
import type { Origin } from '#protocol/op.ts';
import { tallyIn } from './counts.ts';
import { inTransaction, type PhoneDatabase, readState, writeMeta } from './database.ts';
import { type MirrorCopy, type MirroredOp, outboxRecordOf } from './mirror-lines.ts';

/** Returns how many ops came back. `copy` is sealed under this database's own outbox key. */
export function bringBack(db: PhoneDatabase, copy: MirrorCopy): Promise<number> {
	return inTransaction(db, 'rw', async () => {
		const { state, inOutbox } = await tallyIn(db);
		const from = copy.header.device;
		const known = await identitiesIn(db);
		const isConfirmed = ({ d, n }: Origin): boolean => d === state.device && n <= state.floor;
		const missing = copy.ops.filter((op) => {
			const identity = identityOf(op, from);
			// Under the number it lay in the copy with, too: of what was told as erased no journal keeps the identity.
			const isThere =
				known.has(keyOf(identity)) || isConfirmed(identity) || isConfirmed({ d: from, n: op.n });
			const wasTakenBack = state.takenBack?.includes(op.t) === true;
			return !isThere && !wasTakenBack;
		});
		if (missing.length === 0 && from <= state.device) return 0;
		let n = Math.max(inOutbox, state.floor);
		const back = missing.map((op) => ({ ...outboxRecordOf(op), o: identityOf(op, from), n: (n += 1) }));
		await db.outbox.bulkAdd(back);
		const t = Math.max(state.t, ...back.map((record) => record.t));
		await writeMeta(db, 'state', { ...state, t, recorded: state.recorded + back.length, mustReKey: 1 });
		return back.length;
	});
}

async function identitiesIn(db: PhoneDatabase): Promise<Set<string>> {
	const { device } = await readState(db);
	const [outbox, journal] = await Promise.all([db.outbox.toArray(), db.journal.toArray()]);
	return new Set([...outbox, ...journal].map((record) => keyOf(identityOf(record, device))));
}

export const identityOf = ({ o, n }: Pick<MirroredOp, 'o' | 'n'>, device: number): Origin =>
	o ?? { d: device, n };
export const keyOf = ({ d, n }: Origin): string => `${d} ${n}`;

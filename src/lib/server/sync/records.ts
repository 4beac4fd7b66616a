// Rows that only the server makes: what could not be used, and what lost.
import type { Instant } from '#domain/calendar.ts';
import type { MemberId } from '#domain/ids.ts';
import type { OpEnvelope } from '#protocol/op.ts';
import type { Conflict, ParkedCode, ParkedOp } from '#protocol/records.ts';
import { userScope } from '#protocol/scope.ts';
import type { StoredRow } from '#server/storage/storage.ts';
import type { Loss, Side } from './working-rows.ts';

/** An op kept raw in its author's scope, and shown to her (sync-spec PS3). `origin`: device and n it was recorded under. */
export function parkedRow(
	author: MemberId,
	origin: string,
	op: OpEnvelope,
	code: ParkedCode,
	at: Instant
): StoredRow {
	const f: ParkedOp = { code, raw: JSON.stringify(op), at };
	return { c: 'parked', id: origin, s: userScope(author), rv: 1, seq: 0, f, fm: {} };
}

/** Both values, both authors, both times (sync-spec MG3). A cleared value is null. */
export function conflictRow(loss: Loss, memberByDevice: ReadonlyMap<number, MemberId>): StoredRow {
	const side = ({ value = null, dev, at }: Side): Conflict['kept'] => {
		const by = memberByDevice.get(dev);
		return { value, at, ...(by === undefined ? {} : { by }) };
	};
	const { row, field, kept, dropped } = loss;
	const f: Conflict = { in: row.c, row: row.id, field, kept: side(kept), dropped: side(dropped) };
	return { c: 'conflicts', id: loss.id, s: loss.scope, rv: 1, seq: 0, f, fm: {} };
}

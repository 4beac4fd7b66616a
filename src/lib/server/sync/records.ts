// Rows that only the server makes: what could not be used, and what lost.
import type { MemberId } from '#domain/ids.ts';
import type { Conflict, ParkedOp } from '#protocol/records.ts';
import { userScope } from '#protocol/scope.ts';
import type { StoredParkedOp, StoredRow } from '#server/storage/storage.ts';
import type { Loss, Side } from './working-rows.ts';

/** An op kept raw in its author's scope, and shown to her (sync-spec PS3). */
export function cardRow({ id, member, raw, label, code, at }: StoredParkedOp): StoredRow {
	const f: ParkedOp = { code, raw, at, ...(label === undefined ? {} : { label }) };
	return { c: 'parked', id, s: userScope(member), rv: 1, seq: 0, f, fm: {} };
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

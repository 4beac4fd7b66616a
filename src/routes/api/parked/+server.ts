import * as z from 'zod/mini';
import { ParkedOrder } from '#protocol/parked-work.ts';
import { guarded } from '#server/http/endpoint.ts';
import { replayParked, waitingOf } from '#server/sync/replay-parked.ts';

/** What phones handed in and the commune could not use (sync-spec PS3). */
export const GET = guarded('settle-conflict', z.object({}), ({ locals }, _body, caller) =>
	waitingOf(locals.storage, caller)
);

/** Official, or head of the hamlet that it is about, applies it after all, or says that it was seen. */
export const POST = guarded('settle-conflict', ParkedOrder, ({ locals }, { id, do: how }, caller) => {
	const { storage, ledger } = locals;
	return replayParked(storage, caller, id, how, Date.now(), ledger && { ledger });
});

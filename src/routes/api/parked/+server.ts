import * as z from 'zod/mini';
import { ParkedOrder } from '#protocol/parked-work.ts';
import { guarded } from '#server/http/endpoint.ts';
import { replayParked, waitingOf } from '#server/sync/replay-parked.ts';

/** What phones handed in and the commune could not use (sync-spec PS3). */
export const GET = guarded('manage-commune', z.object({}), ({ locals }, _body, caller) =>
	waitingOf(locals.storage, caller)
);

/** An official applies it after all, or says that it was seen. */
export const POST = guarded('manage-commune', ParkedOrder, ({ locals }, { id, do: how }, caller) => {
	const { storage, ledger } = locals;
	return replayParked(storage, caller, id, how, Date.now(), ledger && { ledger });
});

// What `POST /api/sync` takes: a request as it is, or with its ops packed (sync-spec WR1).
import * as z from 'zod/mini';
import { SyncRequest } from '#protocol/messages.ts';
import { TooLong, unpackRequest } from '#protocol/packed-ops.ts';
import { TooLarge } from './read-body.ts';

export const SyncBody = z.pipe(z.transform(unpacked), SyncRequest);

function unpacked(body: unknown): unknown {
	try {
		return unpackRequest(body);
	} catch (fault) {
		throw fault instanceof TooLong ? new TooLarge('too long when written out', { cause: fault }) : fault;
	}
}

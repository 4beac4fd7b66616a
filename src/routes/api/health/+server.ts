import * as z from 'zod/mini';
import { open } from '#server/http/endpoint.ts';
import { serverTimeOf } from '#server/sync/server-clock.ts';

/** Whether the server answers, its database can be read, and its clock can be right (sync-spec TM3). */
export const GET = open(z.object({}), async ({ locals }) => {
	const highest = await locals.storage.read((tx) => tx.meta('highestTime'));
	return { ok: true, clock: serverTimeOf(highest, Date.now()).clock };
});

import * as z from 'zod/mini';
import { guarded } from '#server/http/endpoint.ts';
import { headsOf } from '#server/sync/heads.ts';

/** How far the caller's scopes are (sync-spec CL4). */
export const GET = guarded('see-people', z.object({}), ({ locals }, _body, caller) =>
	headsOf(locals.storage, caller)
);

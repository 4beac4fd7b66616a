import * as z from 'zod/mini';
import { rollCall } from '#server/accounts/roll-call.ts';
import { guarded } from '#server/http/endpoint.ts';

/** When the members of the caller's hamlets were last heard of, and what their phones still hold (F12). */
export const GET = guarded('plan-hamlet', z.object({}), ({ locals }, _body, caller) =>
	rollCall(locals.storage, caller, Date.now())
);
